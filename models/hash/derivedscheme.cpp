#include "hash/derivedscheme.h"

#include "core/random.h"
#include "hash/refusal.h"

#include <algorithm>

namespace owb::hash {

namespace {

constexpr qsizetype shortestSalt = 8;

core::Result<Scratch> keyOf(const Derivation& derived, const QByteArray& secret)
{
    const qsizetype length = derived.key.size();
    return derived.digest.isEmpty()
        ? scrypt(secret, derived.salt, derived.scrypt, length)
        : pbkdf2(derived.digest.constData(), secret, derived.salt, derived.iterations, length);
}

core::Result<QByteArray> newSalt(DerivedForm::Salt kind, qsizetype size)
{
    return kind == DerivedForm::Salt::Text
        ? core::Result<QByteArray>(core::randomText(static_cast<int>(size)).toLatin1())
        : randomBytes(size);
}

} // namespace

core::Result<bool> DerivedScheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    const auto derived = m_form.read(stored, m_form);
    if (!derived) {
        return damaged();
    }
    const auto key = keyOf(*derived, candidate);
    return key ? core::Result<bool>(equalBytes(derived->key, key->view())) : tl::unexpected(key.error());
}

core::Result<core::Secret> DerivedScheme::create(const QByteArray& secret, const QByteArray* like) const
{
    Derivation derived = (like ? m_form.read(*like, m_form) : std::nullopt).value_or(m_form.fresh);
    const auto salt = newSalt(m_form.salt, std::max(derived.salt.size(), shortestSalt));
    if (!salt) {
        return tl::unexpected(salt.error());
    }
    derived.salt = *salt;
    const auto key = keyOf(derived, secret);
    if (!key) {
        return tl::unexpected(key.error());
    }
    derived.key = key->borrowed();
    return core::Secret(m_form.write(derived, m_form));
}

} // namespace owb::hash
