#pragma once

#include "core/secret.h"

#include <QList>
#include <QString>

#include <optional>

namespace owb::inspector {

/** What somebody pasted, dropped or opened: tokens, keys, or what holds them. */
struct Pasted
{
    struct Token
    {
        QString name; // as it was named where it came from: "access_token", "id_token"; empty for a token alone
        core::Secret value;
    };

    QList<Token> tokens;
    std::optional<core::Secret> keys; // a JWK, a JWK Set or PEM, to be read by jose::readKeys()
    QString what; // what it was taken for, for people: "a token response"; empty when it was nothing known
    QString tokenType; // of a token response, or of an Authorization header
    std::optional<qint64> expiresIn; // of a token response, seconds
    std::optional<core::Secret> code; // of a callback address
    bool isInQuery = false; // the token stood in the query of an address, where it is written into logs
};

/**
 * Recognises a token, an `Authorization:` header, a whole token response, a callback address, a JWK, a JWK Set or PEM.
 * White space around it, quotes and line breaks inside a token do not matter. Nothing of it is kept.
 */
[[nodiscard]] Pasted recognise(const core::Secret& text);

} // namespace owb::inspector
