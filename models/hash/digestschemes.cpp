#include "hash/digestschemes.h"

#include "hash/refusal.h"
#include "hash/stricttext.h"

#include <algorithm>
#include <optional>

namespace owb::hash {

core::Result<bool> PlainScheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    return equalBytes(QByteArrayView(stored).sliced(m_prefix.size()), candidate);
}

core::Result<core::Secret> PlainScheme::create(const QByteArray& secret, const QByteArray* /*like*/) const
{
    return core::Secret(m_prefix + secret);
}

core::Result<bool> OpaqueScheme::verify(const QByteArray& /*stored*/, const QByteArray& /*candidate*/) const
{
    return refusal(HashText::tr("secrets kept the way of %1 cannot be checked here").arg(name()));
}

QByteArray spelt(const Scratch& bytes, Spelling spelling)
{
    switch (spelling) {
    case Spelling::Hex:
        return bytes.borrowed().toHex();
    case Spelling::UpperHex:
        return bytes.borrowed().toHex().toUpper();
    case Spelling::Base64:
        return bytes.borrowed().toBase64();
    case Spelling::Base64Url:
        return bytes.borrowed().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    return {};
}

namespace {

std::optional<QByteArray> bytesSpelt(const QByteArray& text, Spelling spelling)
{
    switch (spelling) {
    case Spelling::Hex:
        return strictHex(text);
    case Spelling::UpperHex:
        return text == text.toUpper() ? strictHex(text.toLower()) : std::nullopt;
    case Spelling::Base64:
        return strictBase64(text);
    case Spelling::Base64Url:
        return strictBase64(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    return std::nullopt;
}

/** A stored text, taken apart. */
struct Salted
{
    QByteArray before; // what stands before the secret when the digest is taken
    QByteArray behind;
    QByteArray digest;
    int rounds = 1;
};

std::optional<Salted> dollarSalted(const QByteArray& text)
{
    const qsizetype end = text.indexOf('$');
    const auto digest = strictHex(text.sliced(end + 1));
    return end >= 0 && digest ? std::optional(Salted{text.first(end), {}, *digest, 1}) : std::nullopt;
}

std::optional<Salted> bracesSalted(const QByteArray& text)
{
    const qsizetype end = text.startsWith('{') ? text.indexOf('}') + 1 : 0;
    const auto digest = strictHex(text.sliced(end));
    return digest ? std::optional(Salted{{}, text.first(end), *digest, 1}) : std::nullopt;
}

std::optional<Salted> roundsSalted(const QByteArray& text)
{
    constexpr qsizetype saltSize = 8;
    constexpr int rounds = 1024;
    const auto both = strictHex(text);
    return both && both->size() > saltSize
        ? std::optional(Salted{both->first(saltSize), {}, both->sliced(saltSize), rounds})
        : std::nullopt;
}

std::optional<Salted> taken(const QByteArray& text, SaltedDigestScheme::Layout layout)
{
    switch (layout) {
    case SaltedDigestScheme::Layout::Dollar:
        return dollarSalted(text);
    case SaltedDigestScheme::Layout::Braces:
        return bracesSalted(text);
    case SaltedDigestScheme::Layout::Rounds:
        return roundsSalted(text);
    }
    return std::nullopt;
}

core::Result<Scratch> rounded(const char* algorithm, const Scratch& first, int rounds)
{
    core::Result<Scratch> digest = digestOf(algorithm, first.view());
    for (int round = 1; digest && round < rounds; ++round) {
        core::Result<Scratch> next = digestOf(algorithm, digest->view());
        if (!next) {
            return next;
        }
        std::copy(next->view().begin(), next->view().end(), digest->data());
    }
    return digest;
}

} // namespace

DigestScheme::DigestScheme(QString name, const char* algorithm, Spelling spelling)
    : Scheme(std::move(name), Mark::Shape)
    , m_algorithm(algorithm)
    , m_spelling(spelling)
{ }

bool DigestScheme::reads(const QByteArray& stored) const
{
    const auto bytes = bytesSpelt(stored, m_spelling);
    const auto any = digestOf(m_algorithm, {});
    return bytes && any && bytes->size() == any->size();
}

core::Result<bool> DigestScheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    const auto made = create(candidate, nullptr);
    return made ? core::Result<bool>(equalBytes(stored, made->reveal())) : tl::unexpected(made.error());
}

core::Result<core::Secret> DigestScheme::create(const QByteArray& secret, const QByteArray* /*like*/) const
{
    const auto digest = digestOf(m_algorithm, secret);
    if (!digest) {
        return tl::unexpected(digest.error());
    }
    return core::Secret(spelt(*digest, m_spelling));
}

SaltedDigestScheme::SaltedDigestScheme(QString name, QByteArray prefix, const char* algorithm, Layout layout)
    : Scheme(std::move(name), Mark::Name)
    , m_prefix(std::move(prefix))
    , m_algorithm(algorithm)
    , m_layout(layout)
{ }

core::Result<bool> SaltedDigestScheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    const auto salted = taken(stored.sliced(m_prefix.size()), m_layout);
    if (!salted) {
        return damaged();
    }
    const auto digest = rounded(m_algorithm, Scratch({salted->before, candidate, salted->behind}), salted->rounds);
    if (!digest) {
        return tl::unexpected(digest.error());
    }
    return salted->digest.size() == digest->size() ? core::Result<bool>(equalBytes(salted->digest, digest->view()))
                                                   : damaged();
}

} // namespace owb::hash
