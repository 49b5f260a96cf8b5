#include "hash/argon2scheme.h"

#include "core/random.h"
#include "hash/algorithms.h"
#include "hash/refusal.h"
#include "hash/stricttext.h"

#include <argon2.h>

#include <algorithm>

namespace owb::hash {

namespace {

constexpr quint32 mostMemory = quint32(1) << 20U; // KiB: one gigabyte
constexpr quint64 mostWork = quint64(1) << 22U; // KiB times passes, a few seconds
constexpr quint32 mostLanes = 64;
constexpr auto unpadded = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;

/** A stored text, taken apart. */
struct Argon2Text
{
    argon2_type kind;
    Argon2Cost cost;
};

std::optional<argon2_type> kindNamed(const QByteArray& name)
{
    if (name == "argon2id") {
        return Argon2_id;
    }
    if (name == "argon2i") {
        return Argon2_i;
    }
    return name == "argon2d" ? std::optional(Argon2_d) : std::nullopt;
}

std::optional<quint32> numberAfter(const char* name, const QByteArray& text)
{
    return text.startsWith(name) ? strictNumber(text.sliced(static_cast<qsizetype>(qstrlen(name)))) : std::nullopt;
}

/** Without a version, which 16 need not write, or with one of the two there are. */
std::optional<Argon2Text> argon2Text(const QByteArray& text)
{
    QByteArrayList parts = text.split('$');
    if (parts.size() == 6 && (parts.at(2) == "v=19" || parts.at(2) == "v=16")) {
        parts.removeAt(2);
    }
    const QByteArrayList costs = parts.value(2).split(',');
    if (parts.size() != 5 || costs.size() != 3) {
        return std::nullopt;
    }
    const auto kind = kindNamed(parts.at(1));
    const auto memory = numberAfter("m=", costs.at(0));
    const auto passes = numberAfter("t=", costs.at(1));
    const auto lanes = numberAfter("p=", costs.at(2));
    const auto salt = strictBase64(parts.at(3), unpadded);
    const auto key = strictBase64(parts.at(4), unpadded);
    if (!kind || !memory || !passes || !lanes || !salt || !key) {
        return std::nullopt;
    }
    return Argon2Text{*kind, {*memory, *passes, *lanes, salt->size(), key->size()}};
}

bool isAffordable(const Argon2Cost& cost)
{
    return cost.memory <= mostMemory && quint64(cost.memory) * cost.passes <= mostWork && cost.lanes <= mostLanes;
}

/** Where the library answers with a code: what the stored text itself can be blamed for is damage. */
core::Result<bool> answerOf(int code)
{
    switch (code) {
    case ARGON2_OK:
        return true;
    case ARGON2_VERIFY_MISMATCH:
        return false;
    case ARGON2_MEMORY_ALLOCATION_ERROR:
        return tooCostly();
    case ARGON2_THREAD_FAIL:
        return brokenLibrary("argon2_verify");
    default:
        return damaged();
    }
}

core::Result<core::Secret> argon2Hashed(const QByteArray& prefix, argon2_type kind, const Argon2Cost& cost,
    const QByteArray& salt, const QByteArray& secret)
{
    const auto size = argon2_encodedlen(cost.passes, cost.memory, cost.lanes, static_cast<quint32>(salt.size()),
        static_cast<quint32>(cost.keySize), kind);
    Scratch text(static_cast<qsizetype>(size));
    const int code = argon2_hash(cost.passes, cost.memory, cost.lanes, secret.constData(),
        static_cast<size_t>(secret.size()), salt.constData(), static_cast<size_t>(salt.size()), nullptr,
        static_cast<size_t>(cost.keySize), reinterpret_cast<char*>(text.data()), size, kind, ARGON2_VERSION_NUMBER);
    if (code != ARGON2_OK) {
        return brokenLibrary("argon2_hash");
    }
    return core::Secret(prefix + text.view().data());
}

} // namespace

Argon2Scheme::Argon2Scheme(QString name, QByteArray prefix, QByteArray kind, Argon2Cost fresh, Salt salt)
    : Scheme(std::move(name), Mark::Name)
    , m_prefix(std::move(prefix))
    , m_kind(std::move(kind))
    , m_start(m_prefix + "$" + (m_kind.isEmpty() ? QByteArray("argon2") : m_kind + "$"))
    , m_fresh(fresh)
    , m_salt(salt)
{ }

core::Result<bool> Argon2Scheme::verify(const QByteArray& stored, const QByteArray& candidate) const
{
    const QByteArray body = stored.sliced(m_prefix.size());
    const auto text = argon2Text(body);
    if (!text) {
        return damaged();
    }
    if (!isAffordable(text->cost)) {
        return tooCostly();
    }
    return answerOf(
        argon2_verify(body.constData(), candidate.constData(), static_cast<size_t>(candidate.size()), text->kind));
}

core::Result<core::Secret> Argon2Scheme::create(const QByteArray& secret, const QByteArray* like) const
{
    const auto old = like ? argon2Text(like->sliced(m_prefix.size())) : std::nullopt;
    const Argon2Cost& cost = old ? old->cost : m_fresh;
    if (!isAffordable(cost)) {
        return tooCostly();
    }
    const qsizetype saltSize = std::max<qsizetype>(cost.saltSize, ARGON2_MIN_SALT_LENGTH);
    const auto salt = m_salt == Salt::Text
        ? core::Result<QByteArray>(core::randomText(static_cast<int>(saltSize)).toLatin1())
        : randomBytes(saltSize);
    return salt ? argon2Hashed(m_prefix, old ? old->kind : kindNamed(m_kind).value_or(Argon2_id), cost, *salt, secret)
                : tl::unexpected(salt.error());
}

} // namespace owb::hash
