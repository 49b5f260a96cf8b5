#include "core/secret.h"

#include <algorithm>
#include <cstring>

namespace owb::core {

struct Secret::Bytes
{
    explicit Bytes(QByteArray value)
        : utf8(std::move(value))
    { }
    ~Bytes()
    {
        // explicit_bzero is not removed by the optimiser. A shared buffer belongs to somebody else as well.
        if (utf8.isDetached() && !utf8.isEmpty()) {
            explicit_bzero(utf8.data(), static_cast<size_t>(utf8.size()));
        }
    }
    Q_DISABLE_COPY_MOVE(Bytes)

    mutable QByteArray utf8;
};

namespace {
constexpr char16_t bullet = u'\u2022';
constexpr qsizetype fewestBullets = 8;
} // namespace

Secret::Secret(QByteArray utf8)
    : m_bytes(std::make_shared<const Bytes>(std::move(utf8)))
{ }

Secret::Secret(const QString& text)
    : Secret(text.toUtf8())
{ }

bool Secret::isEmpty() const
{
    return !m_bytes || m_bytes->utf8.isEmpty();
}

qsizetype Secret::length() const
{
    const auto& bytes = reveal();
    const auto startsCharacter = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    return std::count_if(bytes.cbegin(), bytes.cend(), startsCharacter); // without a decoded copy that nobody wipes
}

const QByteArray& Secret::reveal() const
{
    static const QByteArray none;
    return m_bytes ? m_bytes->utf8 : none;
}

QString Secret::revealText() const
{
    return QString::fromUtf8(reveal());
}

bool Secret::isAscii() const
{
    const auto& bytes = reveal();
    return std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

QString Secret::maskedToken() const
{
    constexpr qsizetype shown = 4;
    constexpr qsizetype longEnough = 24;
    if (length() < longEnough || !isAscii()) {
        return maskedSecret();
    }
    return QString::fromLatin1(reveal().first(shown)) + QString(fewestBullets, QChar(bullet))
        + QString::fromLatin1(reveal().last(shown));
}

QString Secret::maskedSecret()
{
    return QString(12, QChar(bullet));
}

bool Secret::isMask(const QString& text)
{
    return text.contains(QString(fewestBullets, QChar(bullet)));
}

bool operator==(const Secret& a, const Secret& b)
{
    const auto& left = a.reveal();
    const auto& right = b.reveal();
    if (left.size() != right.size()) {
        return false;
    }
    unsigned difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i) {
        difference |= static_cast<unsigned>(left[i] ^ right[i]);
    }
    return difference == 0;
}

} // namespace owb::core
