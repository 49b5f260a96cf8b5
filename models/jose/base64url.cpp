#include "jose/base64url.h"

#include "jose/texts.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr quint8 none = 0x80; // no value of a character has this bit

constexpr std::array<quint8, 256> makeValues()
{
    std::array<quint8, 256> values{};
    values.fill(none);
    quint8 next = 0;
    for (const auto& [first, last] : {std::pair('A', 'Z'), std::pair('a', 'z'), std::pair('0', '9')}) {
        for (char c = first; c <= last; ++c) {
            values[static_cast<quint8>(c)] = next++;
        }
    }
    values['-'] = next++;
    values['_'] = next;
    return values;
}

constexpr std::array<quint8, 256> values = makeValues();

Base64Fault faultAt(QByteArrayView text, qsizetype at)
{
    using Kind = Base64Fault::Kind;
    const char c = text.at(at);
    const bool isSpace = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    return {c == '=' ? Kind::Padding : isSpace ? Kind::Space : Kind::Character, at};
}

Base64Fault firstFault(QByteArrayView text)
{
    const auto* const found =
        std::find_if(text.begin(), text.end(), [](char c) { return values[static_cast<quint8>(c)] == none; });
    return faultAt(text, found - text.begin());
}

/** Four characters make three bytes: what each of them adds, as they lie in memory, and a bit beside for a wrong one.
 */
constexpr quint32 wrong = 0x01000000;

constexpr std::array<std::array<quint32, 256>, 4> makeParts()
{
    std::array<std::array<quint32, 256>, 4> parts{};
    for (std::size_t c = 0; c < values.size(); ++c) {
        const quint32 value = values.at(c);
        const bool isWrong = value == none;
        parts[0].at(c) = isWrong ? wrong : value << 2;
        parts[1].at(c) = isWrong ? wrong : value >> 4 | (value & 0xf) << 12;
        parts[2].at(c) = isWrong ? wrong : (value >> 2) << 8 | (value & 0x3) << 22;
        parts[3].at(c) = isWrong ? wrong : value << 16;
    }
    return parts;
}

constexpr std::array<std::array<quint32, 256>, 4> parts = makeParts();

/** The last two or three characters, which hold one or two bytes. */
tl::expected<qsizetype, Base64Fault> decodeRest(QByteArrayView rest, qsizetype from, char* out)
{
    const auto valueAt = [rest](qsizetype i) { return quint32(values[static_cast<quint8>(rest[i])]); };
    if (rest.isEmpty()) {
        return 0;
    }
    if (rest.size() == 1) { // one character alone holds no byte
        return tl::unexpected(Base64Fault{Base64Fault::Kind::Length, from});
    }
    const quint32 first = valueAt(0) << 2 | valueAt(1) >> 4;
    out[0] = static_cast<char>(first);
    quint32 unused = valueAt(1) & 0xf;
    if (rest.size() == 3) {
        out[1] = static_cast<char>(unused << 4 | valueAt(2) >> 2);
        unused = valueAt(2) & 0x3;
    }
    return unused == 0 ? tl::expected<qsizetype, Base64Fault>(rest.size() - 1)
                       : tl::unexpected(Base64Fault{Base64Fault::Kind::UnusedBits, from + rest.size() - 1});
}

/** `part` is "the header" and the like. */
QString sentence(const Base64Fault& fault, const QString& part)
{
    const QString at = QString::number(fault.at + 1);
    switch (fault.kind) {
    case Base64Fault::Kind::Padding:
        return TokenText::tr("In %1, character %2 is “=”: padding, which tokens do not have.").arg(part, at);
    case Base64Fault::Kind::Space:
        return TokenText::tr("In %1, character %2 is a space or a line break.").arg(part, at);
    case Base64Fault::Kind::Character:
        return TokenText::tr("In %1, character %2 is none of A–Z, a–z, 0–9, “-” and “_”.").arg(part, at);
    case Base64Fault::Kind::Length:
        return TokenText::tr("One character is missing or too many in %1.").arg(part);
    case Base64Fault::Kind::UnusedBits:
        return TokenText::tr("The last character of %1 says more than its bytes hold, so the same bytes could be "
                             "written in another way.")
            .arg(part);
    }
    return {};
}

Fault asFault(const Base64Fault& fault, const QString& part)
{
    const bool isForeign = fault.kind == Base64Fault::Kind::Character || fault.kind == Base64Fault::Kind::Length;
    return {sentence(fault, part), TokenText::tr("Take the text as it was issued; it was changed on its way."),
        isForeign ? u"RFC 7515 §2"_s : u"RFC 4648 §3.5"_s, isForeign ? u"T-ST-01"_s : u"T-ST-02"_s};
}

} // namespace

tl::expected<qsizetype, Base64Fault> decodeBase64Url(QByteArrayView text, char* out)
{
    const qsizetype groups = text.size() / 4;
    const auto* in = reinterpret_cast<const quint8*>(text.data());
    quint32 seen = 0;
    for (qsizetype i = 0; i < groups; ++i, in += 4) {
        const quint32 bytes = parts[0][in[0]] | parts[1][in[1]] | parts[2][in[2]] | parts[3][in[3]];
        const quint32 stored = qToLittleEndian(bytes);
        seen |= bytes;
        std::memcpy(out + 3 * i, &stored, sizeof stored); // its last byte belongs to the next group
    }
    const auto rest = text.sliced(4 * groups);
    for (const char c : rest) {
        seen |= values[static_cast<quint8>(c)] == none ? wrong : 0;
    }
    if ((seen & wrong) != 0) {
        return tl::unexpected(firstFault(text));
    }
    return decodeRest(rest, 4 * groups, out + 3 * groups).map([groups](qsizetype size) { return 3 * groups + size; });
}

tl::expected<QByteArray, Base64Fault> fromBase64Url(QByteArrayView text)
{
    QByteArray bytes(text.size(), Qt::Uninitialized);
    return decodeBase64Url(text, bytes.data()).map([&](qsizetype size) {
        bytes.truncate(size);
        return bytes;
    });
}

QByteArray toBase64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Checked<QByteArray> decodePart(QByteArrayView text, const QString& part)
{
    auto bytes = fromBase64Url(text);
    return bytes ? Checked<QByteArray>(*std::move(bytes)) : Refused(asFault(bytes.error(), part));
}

Checked<QByteArray> decodeMember(const QString& text, const QString& member)
{
    return decodePart(text.toUtf8(), TokenText::tr("the member “%1”").arg(member));
}

} // namespace owb::jose
