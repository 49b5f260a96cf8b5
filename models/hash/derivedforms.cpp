#include "hash/derivedforms.h"

#include "hash/stricttext.h"

#include <QtEndian>

#include <bit>

namespace owb::hash {

namespace {

constexpr qsizetype keySize = 32;
constexpr qsizetype scryptKeySize = 64;
constexpr quint32 usualIterations = 600'000;
constexpr ScryptCost usualScrypt{16384, 8, 5};
constexpr auto withoutPadding = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;

Derivation freshPbkdf2(const QByteArray& digest, quint32 iterations, qsizetype saltSize, qsizetype length)
{
    return {digest, iterations, {}, QByteArray(saltSize, '\0'), QByteArray(length, '\0')};
}

Derivation freshScrypt(ScryptCost cost, qsizetype saltSize, qsizetype length)
{
    return {{}, 0, cost, QByteArray(saltSize, '\0'), QByteArray(length, '\0')};
}

qsizetype sizeOfDigest(const QByteArray& digest)
{
    const auto any = digestOf(digest.constData(), {});
    return any ? any->size() : 0;
}

QByteArrayList partsBehind(const QByteArray& prefix, const QByteArray& text, char separator)
{
    return text.sliced(prefix.size()).split(separator);
}

/** A salt of text and a key of the one length its writer knows. */
std::optional<Derivation> withSaltAndKey(
    Derivation derived, const QByteArray& salt, const std::optional<QByteArray>& key, const DerivedForm& form)
{
    if (salt.isEmpty() || !key || key->size() != form.fresh.key.size()) {
        return std::nullopt;
    }
    derived.salt = salt;
    derived.key = *key;
    return derived;
}

std::optional<Derivation> readDollarPbkdf2(const QByteArray& text, const DerivedForm& form)
{
    const auto parts = partsBehind(form.prefix, text, '$');
    const auto iterations = strictNumber(parts.at(0));
    if (parts.size() != 3 || !iterations) {
        return std::nullopt;
    }
    Derivation derived = form.fresh;
    derived.iterations = *iterations;
    return withSaltAndKey(derived, parts.at(1), strictBase64(parts.at(2)), form);
}

QByteArray writeDollarPbkdf2(const Derivation& derived, const DerivedForm& form)
{
    return form.prefix + QByteArray::number(derived.iterations) + '$' + derived.salt + '$' + derived.key.toBase64();
}

std::optional<Derivation> withScryptCost(
    const DerivedForm& form, const QByteArray& n, const QByteArray& blockSize, const QByteArray& parallel)
{
    const auto readN = strictNumber(n);
    const auto readBlockSize = strictNumber(blockSize);
    const auto readParallel = strictNumber(parallel);
    if (!readN || !readBlockSize || !readParallel) {
        return std::nullopt;
    }
    Derivation derived = form.fresh;
    derived.scrypt = {*readN, *readBlockSize, *readParallel};
    return derived;
}

std::optional<Derivation> readDollarScrypt(const QByteArray& text, const DerivedForm& form)
{
    const auto parts = partsBehind(form.prefix, text, '$');
    const auto derived = parts.size() == 5 ? withScryptCost(form, parts[0], parts[2], parts[3]) : std::nullopt;
    return derived ? withSaltAndKey(*derived, parts[1], strictBase64(parts[4]), form) : std::nullopt;
}

QByteArray writeDollarScrypt(const Derivation& derived, const DerivedForm& form)
{
    return form.prefix + QByteArray::number(derived.scrypt.n) + '$' + derived.salt + '$'
        + QByteArray::number(derived.scrypt.blockSize) + '$' + QByteArray::number(derived.scrypt.parallel) + '$'
        + derived.key.toBase64();
}

std::optional<Derivation> readColonPbkdf2(const QByteArray& text, const DerivedForm& form)
{
    const auto parts = partsBehind(form.prefix, text, '$');
    const auto iterations = strictNumber(parts.at(0));
    if (parts.size() != 3 || !iterations) {
        return std::nullopt;
    }
    Derivation derived = form.fresh;
    derived.iterations = *iterations;
    return withSaltAndKey(derived, parts[1], strictHex(parts[2]), form);
}

QByteArray writeColonPbkdf2(const Derivation& derived, const DerivedForm& form)
{
    return form.prefix + QByteArray::number(derived.iterations) + '$' + derived.salt + '$' + derived.key.toHex();
}

std::optional<Derivation> readColonScrypt(const QByteArray& text, const DerivedForm& form)
{
    const auto parts = partsBehind(form.prefix, text, '$');
    const auto costs = parts.at(0).split(':');
    const auto derived =
        parts.size() == 3 && costs.size() == 3 ? withScryptCost(form, costs[0], costs[1], costs[2]) : std::nullopt;
    return derived ? withSaltAndKey(*derived, parts[1], strictHex(parts[2]), form) : std::nullopt;
}

QByteArray writeColonScrypt(const Derivation& derived, const DerivedForm& form)
{
    return form.prefix + QByteArray::number(derived.scrypt.n) + ':' + QByteArray::number(derived.scrypt.blockSize) + ':'
        + QByteArray::number(derived.scrypt.parallel) + '$' + derived.salt + '$' + derived.key.toHex();
}

std::optional<Derivation> readNamedPbkdf2(const QByteArray& text, const DerivedForm& form)
{
    const auto parts = partsBehind(form.prefix, text, '$');
    const auto costs = parts.at(0).split(',');
    if (parts.size() != 3 || costs.size() != 2 || !costs[0].startsWith("i=") || !costs[1].startsWith("l=")) {
        return std::nullopt;
    }
    const auto iterations = strictNumber(costs[0].sliced(2));
    const auto length = strictNumber(costs[1].sliced(2));
    const auto salt = strictBase64(parts[1], withoutPadding);
    const auto key = strictBase64(parts[2], withoutPadding);
    if (!iterations || !length || !salt || !key || key->isEmpty() || key->size() != static_cast<qsizetype>(*length)) {
        return std::nullopt;
    }
    return Derivation{form.fresh.digest, *iterations, {}, *salt, *key};
}

QByteArray writeNamedPbkdf2(const Derivation& derived, const DerivedForm& form)
{
    return form.prefix + "i=" + QByteArray::number(derived.iterations) + ",l=" + QByteArray::number(derived.key.size())
        + '$' + derived.salt.toBase64(withoutPadding) + '$' + derived.key.toBase64(withoutPadding);
}

constexpr qsizetype binaryHeader = 13; // the version, and three numbers of 32 bits

/** In the order of the numbers that stand for them. */
const QByteArrayList& binaryDigests()
{
    static const QByteArrayList digests{"SHA1", "SHA256", "SHA512"};
    return digests;
}

std::optional<Derivation> readBinaryPbkdf2(const QByteArray& text, const DerivedForm& /*form*/)
{
    constexpr qsizetype shortest = 16; // of salt and key, as the server demands
    const auto bytes = strictBase64(text);
    if (!bytes || bytes->size() < binaryHeader + 2 * shortest || bytes->at(0) != 1) {
        return std::nullopt;
    }
    const auto number = [&bytes](qsizetype at) { return qFromBigEndian<quint32>(bytes->constData() + at); };
    const qsizetype saltSize = number(9);
    if (number(1) >= static_cast<quint32>(binaryDigests().size()) || saltSize < shortest
        || saltSize > bytes->size() - binaryHeader - shortest) {
        return std::nullopt;
    }
    return Derivation{binaryDigests().at(number(1)), number(5), {}, bytes->sliced(binaryHeader, saltSize),
        bytes->sliced(binaryHeader + saltSize)};
}

QByteArray writeBinaryPbkdf2(const Derivation& derived, const DerivedForm& /*form*/)
{
    QByteArray bytes(binaryHeader, '\1');
    qToBigEndian(static_cast<quint32>(binaryDigests().indexOf(derived.digest)), bytes.data() + 1);
    qToBigEndian(derived.iterations, bytes.data() + 5);
    qToBigEndian(static_cast<quint32>(derived.salt.size()), bytes.data() + 9);
    return (bytes + derived.salt + derived.key).toBase64();
}

std::optional<Derivation> readBracesPbkdf2(const QByteArray& text, const DerivedForm& form)
{
    const auto bytes = strictHex(text.sliced(form.prefix.size()));
    Derivation derived = form.fresh;
    if (!bytes || bytes->size() != derived.salt.size() + derived.key.size()) {
        return std::nullopt;
    }
    return withSaltAndKey(derived, bytes->first(derived.salt.size()), bytes->sliced(derived.salt.size()), form);
}

QByteArray writeBracesPbkdf2(const Derivation& derived, const DerivedForm& form)
{
    return form.prefix + derived.salt.toHex() + derived.key.toHex();
}

std::optional<Derivation> readBracesScrypt(const QByteArray& text, const DerivedForm& form)
{
    const auto parts = partsBehind(form.prefix, text, '$');
    bool sound = false;
    const quint32 costs = parts.at(0).toUInt(&sound, 16);
    if (parts.size() != 3 || !sound || QByteArray::number(costs, 16) != parts[0] || (costs >> 16U) > 31) {
        return std::nullopt;
    }
    const auto salt = strictBase64(parts[1]);
    Derivation derived = form.fresh;
    derived.scrypt = {1U << (costs >> 16U), costs >> 8U & 0xffU, costs & 0xffU};
    return salt ? withSaltAndKey(derived, *salt, strictBase64(parts[2]), form) : std::nullopt;
}

QByteArray writeBracesScrypt(const Derivation& derived, const DerivedForm& form)
{
    const auto log = static_cast<quint32>(std::countr_zero(derived.scrypt.n));
    const quint32 costs = log << 16U | derived.scrypt.blockSize << 8U | derived.scrypt.parallel;
    return form.prefix + QByteArray::number(costs, 16) + '$' + derived.salt.toBase64() + '$' + derived.key.toBase64();
}

} // namespace

DerivedForm dollarPbkdf2(const QByteArray& id, const QByteArray& digest)
{
    return {readDollarPbkdf2, writeDollarPbkdf2, id + '$',
        freshPbkdf2(digest, usualIterations, 22, sizeOfDigest(digest)), DerivedForm::Salt::Text};
}

DerivedForm dollarScrypt()
{
    return {readDollarScrypt, writeDollarScrypt, "scrypt$", freshScrypt(usualScrypt, 22, scryptKeySize),
        DerivedForm::Salt::Text};
}

DerivedForm colonPbkdf2(const QByteArray& id, const QByteArray& digest)
{
    return {readColonPbkdf2, writeColonPbkdf2, "pbkdf2:" + id + ':',
        freshPbkdf2(digest, usualIterations, 16, sizeOfDigest(digest)), DerivedForm::Salt::Text};
}

DerivedForm colonScrypt()
{
    return {readColonScrypt, writeColonScrypt, "scrypt:", freshScrypt({32768, 8, 1}, 16, scryptKeySize),
        DerivedForm::Salt::Text};
}

DerivedForm namedPbkdf2(const QByteArray& id, const QByteArray& digest)
{
    return {readNamedPbkdf2, writeNamedPbkdf2, "$pbkdf2-" + id + '$', freshPbkdf2(digest, 25'000, 16, keySize)};
}

DerivedForm binaryPbkdf2()
{
    return {readBinaryPbkdf2, writeBinaryPbkdf2, "AQAAA", freshPbkdf2("SHA256", 10'000, 16, keySize)};
}

DerivedForm bracesPbkdf2(const QByteArray& id, const QByteArray& digest, quint32 iterations, qsizetype saltSize)
{
    return {readBracesPbkdf2, writeBracesPbkdf2, '{' + id + '}', freshPbkdf2(digest, iterations, saltSize, keySize)};
}

DerivedForm bracesScrypt(const QByteArray& id, quint32 n, qsizetype saltSize)
{
    return {readBracesScrypt, writeBracesScrypt, '{' + id + "}$", freshScrypt({n, 8, 1}, saltSize, keySize)};
}

} // namespace owb::hash
