#include "jose/base64url.h"

#include "jose/texts.h"

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

/** The last two or three characters, which hold one or two bytes. */
tl::expected<qsizetype, Base64Fault> decodeRest(QByteArrayView text, qsizetype from, const char* begin, char* out)
{
    constexpr int bitsOfCharacter = 6;
    constexpr int bitsOfByte = 8;
    quint32 held = 0;
    int bits = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        const quint8 value = values[static_cast<quint8>(text[i])];
        if (value == none) {
            return tl::unexpected(faultAt(text, i));
        }
        held = held << bitsOfCharacter | value;
        bits += bitsOfCharacter;
        if (bits >= bitsOfByte) {
            bits -= bitsOfByte;
            *out++ = static_cast<char>(held >> bits);
        }
    }
    if (bits == bitsOfCharacter) { // one character alone holds no byte
        return tl::unexpected(Base64Fault{Base64Fault::Kind::Length, text.size() - 1});
    }
    if ((held & ((1U << bits) - 1)) != 0) {
        return tl::unexpected(Base64Fault{Base64Fault::Kind::UnusedBits, text.size() - 1});
    }
    return out - begin;
}

// Sixteen characters at once: payloads are long, and looking at them one by one takes as long as an HMAC.
constexpr qsizetype blockSize = 16;
using Block [[gnu::vector_size(blockSize)]] = signed char;

/** In each place −1 where the character belongs to the alphabet. */
Block inAlphabet(const char* characters)
{
    Block c;
    std::memcpy(&c, characters, sizeof c);
    const Block lowered = c | 0x20;
    return ((lowered >= 'a') & (lowered <= 'z')) | ((c >= '0') & (c <= '9')) | (c == '-') | (c == '_');
}

bool isTrueEverywhere(Block block)
{
    std::array<quint64, 2> halves{};
    std::memcpy(halves.data(), &block, sizeof block);
    return (halves[0] & halves[1]) == ~quint64(0);
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
    const char* const begin = out;
    const auto* in = reinterpret_cast<const quint8*>(text.data());
    const auto* const whole = in + text.size() / 4 * 4;
    quint32 seen = 0; // of a wrong character the highest bit is set, and stays
    for (; in != whole; in += 4, out += 3) {
        const quint32 a = values[in[0]];
        const quint32 b = values[in[1]];
        const quint32 c = values[in[2]];
        const quint32 d = values[in[3]];
        seen |= a | b | c | d;
        const quint32 bits = a << 18 | b << 12 | c << 6 | d;
        out[0] = static_cast<char>(bits >> 16);
        out[1] = static_cast<char>(bits >> 8);
        out[2] = static_cast<char>(bits);
    }
    return seen < none ? decodeRest(text, text.size() / 4 * 4, begin, out) : tl::unexpected(firstFault(text));
}

bool isBase64Url(QByteArrayView text)
{
    const char* at = text.begin();
    Block all = Block{} == Block{};
    for (; text.end() - at >= blockSize; at += blockSize) {
        all &= inAlphabet(at);
    }
    quint32 seen = 0;
    for (; at != text.end(); ++at) {
        seen |= values[static_cast<quint8>(*at)];
    }
    std::array<char, 4> rest{};
    return isTrueEverywhere(all) && seen < none
        && decodeRest(text, text.size() / 4 * 4, rest.data(), rest.data()).has_value();
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
