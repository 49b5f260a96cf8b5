#include "tables/timetext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <limits>

using namespace Qt::StringLiterals;

namespace owb::tables {

namespace {

constexpr qint64 lastMoment = 253402300799; // the end of the year 9999
constexpr qint64 week = 7 * 86400;

QString distanceText(qint64 seconds)
{
    const auto say = [](const char* text, qint64 count) {
        return QCoreApplication::translate("TimeText", text).arg(count);
    };
    if (seconds < 60) {
        return say("%1 s", seconds);
    }
    if (seconds < 3600) {
        return say("%1 min", seconds / 60);
    }
    return seconds < 86400 ? say("%1 h", seconds / 3600) : say("%1 d", seconds / 86400);
}

} // namespace

QString absoluteTime(qint64 epoch, const QString& zero)
{
    if (epoch == 0 && !zero.isEmpty()) {
        return zero;
    }
    if (epoch < 0 || epoch > lastMoment) {
        return QString::number(epoch);
    }
    return QDateTime::fromSecsSinceEpoch(epoch).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString relativeTime(qint64 epoch, qint64 now)
{
    if (epoch < 0 || epoch > lastMoment) {
        return QString::number(epoch);
    }
    const qint64 distance = epoch - now;
    if (std::abs(distance) >= week) {
        return QDateTime::fromSecsSinceEpoch(epoch).toString(u"yyyy-MM-dd"_s);
    }
    return distance >= 0 ? QCoreApplication::translate("TimeText", "in %1").arg(distanceText(distance))
                         : QCoreApplication::translate("TimeText", "%1 ago").arg(distanceText(-distance));
}

QString zoneText()
{
    const int minutes = QDateTime::currentDateTime().offsetFromUtc() / 60;
    const auto two = [](int number) { return QString::number(number).rightJustified(2, u'0'); };
    return (minutes < 0 ? u"-"_s : u"+"_s) + two(std::abs(minutes) / 60) + u':' + two(std::abs(minutes) % 60);
}

} // namespace owb::tables
