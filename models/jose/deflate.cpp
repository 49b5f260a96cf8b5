#include "jose/contentcipher.h"
#include "jose/texts.h"

#include <zlib.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr int rawWindow = -15; // the largest window, without zlib's header

Bytef* zBytes(const QByteArray& bytes)
{
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.constData())); // zlib only reads them
}

Fault badZip(const QString& what, const QString& reference, const QString& rule)
{
    return {what, TokenText::tr("Its issuer should send it without compression."), reference, rule};
}

} // namespace

QByteArray deflated(const QByteArray& bytes)
{
    constexpr int memoryLevel = 8; // zlib's own default
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, rawWindow, memoryLevel, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    stream.next_in = zBytes(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

Checked<QByteArray> inflated(const QByteArray& bytes, qsizetype limit)
{
    z_stream stream{};
    inflateInit2(&stream, rawWindow);
    QByteArray out(limit + 1, Qt::Uninitialized); // one more, to see that there is more
    stream.next_in = zBytes(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_FINISH);
    const auto size = static_cast<qsizetype>(stream.total_out);
    const bool isWhole = status == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (size > limit) {
        constexpr qsizetype kilobyte = 1000;
        return Refused(badZip(
            TokenText::tr("The compressed content is longer than %1 kB; reading stopped there.").arg(limit / kilobyte),
            u"RFC 8725 §3.6"_s, u"T-AL-13"_s));
    }
    if (!isWhole) {
        return Refused(badZip(TokenText::tr("The compressed content is damaged."), u"RFC 7516 §4.1.3"_s, {}));
    }
    out.truncate(size);
    return out;
}

} // namespace owb::jose
