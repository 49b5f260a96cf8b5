#include "store/moment.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

constexpr qint64 firstSecond = -62167219200; // 0000-01-01
constexpr qint64 lastSecond = 253402300799; // 9999-12-31 23:59:59
constexpr qint64 secondsOfHour = 3600;
constexpr qint64 secondsOfMinute = 60;

qint64 offsetOf(const QRegularExpressionMatch& match)
{
    const qint64 seconds =
        match.captured(u"hours"_s).toInt() * secondsOfHour + match.captured(u"minutes"_s).toInt() * secondsOfMinute;
    return match.captured(u"sign"_s) == "-"_L1 ? -seconds : seconds;
}

} // namespace

std::optional<qint64> momentFrom(const QString& stored)
{
    static const QRegularExpression pattern(
        u"^(?<date>\\d{4}-\\d\\d-\\d\\d)(?:[ T](?<time>\\d\\d:\\d\\d)(?::(?<second>\\d\\d)(?:\\.\\d{1,9})?)?"
        "(?:Z| ?(?<sign>[+-])(?<hours>\\d\\d):?(?<minutes>\\d\\d)?)?)?$"_s);
    const auto match = pattern.match(stored);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const QDate date = QDate::fromString(match.captured(u"date"_s), Qt::ISODate);
    const QTime time =
        match.captured(u"time"_s).isEmpty() ? QTime(0, 0) : QTime::fromString(match.captured(u"time"_s), u"HH:mm"_s);
    const QDateTime moment(date, time, Qt::UTC);
    if (!moment.isValid()) {
        return std::nullopt;
    }
    return moment.toSecsSinceEpoch() + match.captured(u"second"_s).toInt() - offsetOf(match);
}

QString momentText(qint64 epoch, int digits)
{
    const auto moment = QDateTime::fromSecsSinceEpoch(std::clamp(epoch, firstSecond, lastSecond), Qt::UTC);
    return moment.toString(u"yyyy-MM-dd HH:mm:ss"_s) + (digits > 0 ? u'.' + QString(digits, u'0') : QString());
}

} // namespace owb::store
