#include "hash/cryptscheme.h"

#include "hash/algorithms.h"
#include "hash/refusal.h"
#include "hash/stricttext.h"

#include <crypt.h>
#include <openssl/crypto.h>

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace owb::hash {

namespace {

constexpr qsizetype mostBcryptBytes = 72;
constexpr quint32 leastBcryptCost = 4;
constexpr quint32 mostBcryptCost = 16; // about four seconds
constexpr quint32 bcryptCost = 12; // of new texts

struct WipeAndFree
{
    void operator()(crypt_data* data) const
    {
        OPENSSL_cleanse(data, sizeof(crypt_data));
        delete data;
    }
};

struct Free
{
    void operator()(char* text) const { std::free(text); } // NOLINT(cppcoreguidelines-no-malloc): crypt's own
};

/** crypt(3), whose answer begins with * when it does not understand the setting. */
core::Result<core::Secret> crypted(QByteArrayView secret, const QByteArray& setting)
{
    if (secret.contains('\0')) {
        return refusal(HashText::tr("this way to keep secrets cannot take a NUL byte"));
    }
    if (secret.size() >= CRYPT_MAX_PASSPHRASE_SIZE) {
        return refusal(HashText::tr("this way to keep secrets takes %1 bytes at most, and this secret has %2")
                           .arg(CRYPT_MAX_PASSPHRASE_SIZE - 1)
                           .arg(secret.size()));
    }
    const std::unique_ptr<crypt_data, WipeAndFree> data(new crypt_data{});
    const Scratch terminated({secret, QByteArrayView("\0", 1)});
    const char* text = crypt_r(terminated.view().data(), setting.constData(), data.get());
    return text && *text != '*' ? core::Result<core::Secret>(core::Secret(QByteArray(text))) : damaged();
}

/** The cost of a sound bcrypt text; nothing for any other. */
std::optional<quint32> costOf(const QByteArray& bcrypt)
{
    static const QRegularExpression pattern(u"\\A\\$2[abxy]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}\\z"_s);
    const auto found = pattern.match(QString::fromLatin1(bcrypt));
    return found.hasMatch() ? std::optional(found.capturedView(1).toUInt()) : std::nullopt;
}

/** The costs that crypt_gensalt gives yescrypt, and rounds as for the other schemes; more is not computed. */
bool isAffordable(const QByteArray& stored)
{
    constexpr quint32 mostCryptRounds = 10'000'000;
    static const QByteArray rounds("rounds=");
    static const QRegularExpression usual(u"\\A\\$y\\$j([78]5|[7-9A-F]T)\\$"_s);
    const QByteArrayList parts = stored.split('$');
    if (parts.value(1) == "y") {
        return usual.match(QString::fromLatin1(stored)).hasMatch();
    }
    if (!parts.value(2).startsWith(rounds)) {
        return true;
    }
    const auto count = strictNumber(parts.value(2).sliced(rounds.size()));
    return count && *count <= mostCryptRounds;
}

} // namespace

BcryptScheme::BcryptScheme(QString name, QByteArray prefix, QByteArray variant, Before before)
    : Scheme(std::move(name), Mark::Name)
    , m_prefix(std::move(prefix))
    , m_variant(std::move(variant))
    , m_before(before)
{ }

bool BcryptScheme::reads(const QByteArray& stored) const
{
    return stored.startsWith(m_prefix) && QByteArrayView(stored).sliced(m_prefix.size()).startsWith("$2")
        && stored.indexOf('$', m_prefix.size() + 1) == m_prefix.size() + 3;
}

core::Result<core::Secret> BcryptScheme::hashed(const QByteArray& secret, const QByteArray& setting) const
{
    if (m_before == Before::HexOfSha256) {
        const auto digest = digestOf("SHA256", secret);
        return digest ? crypted(core::Secret(digest->borrowed().toHex()).reveal(), setting)
                      : tl::unexpected(digest.error());
    }
    if (secret.size() > mostBcryptBytes) {
        return refusal(HashText::tr("bcrypt takes %1 bytes at most, and this secret has %2")
                           .arg(mostBcryptBytes)
                           .arg(secret.size()));
    }
    return crypted(secret, setting);
}

core::Result<bool> BcryptScheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    const QByteArray bcrypt = stored.sliced(m_prefix.size());
    const auto cost = costOf(bcrypt);
    if (!cost || *cost < leastBcryptCost) {
        return damaged();
    }
    if (*cost > mostBcryptCost) {
        return tooCostly();
    }
    const auto made = hashed(candidate, bcrypt);
    return made ? core::Result<bool>(equalBytes(bcrypt, made->reveal())) : tl::unexpected(made.error());
}

core::Result<core::Secret> BcryptScheme::create(const QByteArray& secret, const QByteArray* like) const
{
    const QByteArray old = like ? like->sliced(m_prefix.size()) : QByteArray();
    const quint32 cost = costOf(old).value_or(bcryptCost);
    if (cost > mostBcryptCost) {
        return tooCostly();
    }
    const QByteArray variant = costOf(old) && old.at(2) != 'x' ? old.sliced(1, 2) : m_variant;
    const QByteArray start = '$' + variant + '$';
    const std::unique_ptr<char, Free> setting(
        crypt_gensalt_ra(start.constData(), std::max(cost, leastBcryptCost), nullptr, 0));
    if (!setting) {
        return brokenLibrary("crypt_gensalt_ra");
    }
    const auto made = hashed(secret, QByteArray(setting.get()));
    return made ? core::Result<core::Secret>(core::Secret(m_prefix + made->reveal())) : made;
}

core::Result<bool> CryptScheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    if (!isAffordable(stored)) {
        return tooCostly();
    }
    const auto made = crypted(candidate, stored);
    if (!made) {
        return tl::unexpected(made.error());
    }
    // A text that is cut off makes one of another length.
    return made->reveal().size() == stored.size() ? core::Result<bool>(equalBytes(stored, made->reveal())) : damaged();
}

} // namespace owb::hash
