#pragma once

#include "jose/keyset.h"
#include "jose/signer.h"

namespace owb::ui {

enum class Making { Signed, Encrypted };

/** The algorithms that take this key, and that the key itself allows. */
[[nodiscard]] QStringList algorithmsFor(const jose::Key& key, Making making);
/** Those for the content, which the key decides where it encrypts the content itself. */
[[nodiscard]] QStringList contentsFor(const jose::Key& key, const QString& algorithm);
/** Why no algorithm takes it. */
[[nodiscard]] jose::Fault whyNone(const jose::Key& key, Making making);

/** A token to be made. */
struct TokenRecipe
{
    Making making = Making::Signed;
    jose::Key key;
    jose::Form form = jose::Form::Compact;
    QString header; // well-formed JSON
    QString claims; // the same
};

/** With a password it takes a part of a second by design. */
[[nodiscard]] jose::Checked<core::Secret> makeToken(const TokenRecipe& recipe);
/** What its reader needs: the public key, the shared secret, or the private key that opens it. */
[[nodiscard]] jose::KeySet readingKeys(const TokenRecipe& recipe);

/** A kind of token to begin with. */
struct TokenTemplate
{
    QString title;
    QString type; // typ
    QString claims; // JSON over several lines
};

/** As they would be issued at `now`, epoch seconds. */
[[nodiscard]] QList<TokenTemplate> tokenTemplates(qint64 now);

} // namespace owb::ui
