#include "connection/recentrow.h"

#include "common/chip.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "core/databaseaddress.h"
#include "tables/timetext.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int rightColumn = 152;

/** With ~ for the home folder. */
QString shortFolder(const QString& folder)
{
    const QString home = QDir::homePath();
    const bool inside = folder == home || folder.startsWith(home + u'/');
    return inside ? u"~"_s + folder.sliced(home.size()) : folder;
}

QString folderOf(const QString& path)
{
    return shortFolder(QFileInfo(path).absolutePath());
}

QString hostsOf(const core::DatabaseAddress& address)
{
    QStringList names;
    for (const core::DatabaseAddress::Host& host : address.hosts) {
        names << host.name;
    }
    return names.isEmpty() ? RecentRow::tr("This machine") : names.join(u", "_s);
}

void paintLine(QPainter& painter, const QRect& place, Qt::Alignment side, const QFont& font, const QColor& colour,
    const QString& text, Qt::TextElideMode elide)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(
        place, static_cast<int>(side | Qt::AlignVCenter), QFontMetrics(font).elidedText(text, elide, place.width()));
}

} // namespace

RecentEntry RecentEntry::of(const settings::Connection& connection)
{
    RecentEntry entry{
        connection.id, {}, connection.name, {}, connection.schemaTitle, connection.openedAt, connection.production};
    if (const auto address = core::DatabaseAddress::parse(connection.address)) {
        entry.path = address->path;
        entry.place = address->isServer() ? u"%1, %2"_s.arg(hostsOf(*address), address->database)
                                          : shortFolder(QFileInfo(address->path).absoluteFilePath());
    }
    return entry;
}

RecentEntry RecentEntry::of(const settings::RecentDatabase& database)
{
    return {{}, database.path, QFileInfo(database.path).fileName(), folderOf(database.path), database.schemaTitle,
        database.openedAt, false};
}

RecentRow::RecentRow(const RecentEntry& entry, QWidget* parent)
    : QAbstractButton(parent)
    , m_entry(entry)
    , m_missing(entry.isFile() && !QFileInfo::exists(entry.path))
    , m_time(entry.openedAt > 0 ? tables::relativeTime(entry.openedAt, QDateTime::currentSecsSinceEpoch())
                                : tr("Not opened yet"))
{
    m_entry.name = displayText(entry.name);
    m_entry.place = displayText(entry.place);
    m_entry.schemaTitle = displayText(entry.schemaTitle);
    setText(m_entry.name);
    setShortcut({}); // an ampersand in the name is no mnemonic
    const QString marked = entry.production ? tr("%1, production").arg(m_entry.name) : m_entry.name;
    setAccessibleName(m_missing ? tr("%1, file not found").arg(marked) : marked);
    setAccessibleDescription(m_entry.place + u", "_s + m_entry.schemaTitle);
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(52);
}

void RecentRow::paintName(QPainter& painter, int width)
{
    const Chip badge{Tone::Production, tr("PRODUCTION")};
    const int forBadge = m_entry.production ? chipSize(badge).width() + 6 : 0;
    const QColor colour = m_missing ? colours().text2 : colours().text;
    const QString name = QFontMetrics(boldFont()).elidedText(text(), Qt::ElideRight, width - forBadge);
    paintLine(painter, {32, 6, width, 20}, Qt::AlignLeft, boldFont(), colour, name, Qt::ElideRight);
    if (forBadge > 0) {
        paintChip(painter, {32 + QFontMetrics(boldFont()).horizontalAdvance(name) + 6, 6, forBadge, 20}, badge);
    }
}

void RecentRow::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    QPainter painter(this);
    if (hasFocus()) {
        painter.fillRect(rect(), c.selectionInactive);
    }
    painter.fillRect(0, height() - 1, width(), 1, c.line);
    painter.drawPixmap(4, 18, iconPixmap(m_entry.isFile() ? u"file"_s : u"server"_s, 16, c.text2, devicePixelRatio()));
    const int half = width() - rightColumn - 38;
    const int right = width() - rightColumn - 4;
    paintName(painter, half);
    paintLine(painter, {32, 27, half, 18}, Qt::AlignLeft, smallFont(), c.text2, m_entry.place, Qt::ElideMiddle);
    paintLine(painter, {right, 6, rightColumn, 20}, Qt::AlignRight, smallFont(), m_missing ? c.revoked.text : c.text,
        m_missing ? tr("File not found") : m_entry.schemaTitle, Qt::ElideRight);
    paintLine(painter, {right, 27, rightColumn, 18}, Qt::AlignRight, smallFont(), c.text2, m_time, Qt::ElideRight);
}

} // namespace owb::ui
