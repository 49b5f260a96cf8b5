#pragma once

#include "hash/algorithms.h"
#include "hash/scheme.h"

#include <optional>

namespace owb::hash {

/** What a key is derived with, and the key: PBKDF2 where it has a digest, else scrypt. */
struct Derivation
{
    QByteArray digest; // OpenSSL's name
    quint32 iterations = 0;
    ScryptCost scrypt;
    QByteArray salt;
    QByteArray key;
};

/** How one writer spells a derivation. */
struct DerivedForm
{
    enum class Salt { Bytes, Text }; // Text: letters and digits
    using Read = std::optional<Derivation> (*)(const QByteArray& text, const DerivedForm& form);
    using Write = QByteArray (*)(const Derivation& derived, const DerivedForm& form);

    Read read; // nothing for a damaged text
    Write write;
    QByteArray prefix; // of every stored text
    Derivation fresh; // of new texts; the salt and key are as long as here
    Salt salt = Salt::Bytes;
};

/** PBKDF2 and scrypt, in any form. */
class DerivedScheme : public Scheme
{
public:
    DerivedScheme(QString name, Mark mark, DerivedForm form)
        : Scheme(std::move(name), mark)
        , m_form(std::move(form))
    { }
    [[nodiscard]] bool reads(const QByteArray& stored) const override { return stored.startsWith(m_form.prefix); }
    [[nodiscard]] core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const override;
    [[nodiscard]] core::Result<core::Secret> create(const QByteArray& secret, const QByteArray* like) const override;

private:
    DerivedForm m_form;
};

} // namespace owb::hash
