#include "connection/welcomepage.h"

#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "connection/startbutton.h"
#include "tables/timetext.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int welcomeWidth = 840;

/** With ~ for the home folder. */
QString shortFolder(const QString& folder)
{
    const QString home = QDir::homePath();
    const bool inside = folder == home || folder.startsWith(home + u'/');
    return inside ? u"~"_s + folder.sliced(home.size()) : folder;
}

/** A recent database: a button that looks like a row. */
class RecentRow final : public QAbstractButton
{
public:
    RecentRow(const settings::RecentDatabase& database, QWidget* parent)
        : QAbstractButton(parent)
        , m_missing(!QFileInfo::exists(database.path))
        , m_schema(database.schemaTitle)
        , m_time(tables::relativeTime(database.openedAt, QDateTime::currentSecsSinceEpoch()))
    {
        setText(displayText(QFileInfo(database.path).fileName()));
        setShortcut({}); // an ampersand in the name is no mnemonic
        m_folder = displayText(shortFolder(QFileInfo(database.path).absolutePath()));
        setAccessibleName(m_missing ? WelcomePage::tr("%1, file not found").arg(text()) : text());
        setAccessibleDescription(m_folder + u", "_s + m_schema);
        setFocusPolicy(Qt::StrongFocus);
        setFixedHeight(52);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colours& c = colours();
        QPainter painter(this);
        if (hasFocus()) {
            painter.fillRect(rect(), c.selectionInactive);
        }
        painter.fillRect(0, height() - 1, width(), 1, c.line);
        painter.drawPixmap(4, 18, iconPixmap(u"file"_s, 16, c.text2, devicePixelRatio()));
        const int half = width() - 190;
        line(painter, {32, 6, half, 20}, Qt::AlignLeft, boldFont(), m_missing ? c.text2 : c.text, text(),
            Qt::ElideRight);
        line(painter, {32, 27, half, 18}, Qt::AlignLeft, smallFont(), c.text2, m_folder, Qt::ElideMiddle);
        line(painter, {width() - 156, 6, 152, 20}, Qt::AlignRight, smallFont(), m_missing ? c.revoked.text : c.text,
            m_missing ? WelcomePage::tr("File not found") : m_schema, Qt::ElideRight);
        line(painter, {width() - 156, 27, 152, 18}, Qt::AlignRight, smallFont(), c.text2, m_time, Qt::ElideRight);
    }

private:
    static void line(QPainter& painter, const QRect& place, Qt::Alignment side, const QFont& font, const QColor& colour,
        const QString& text, Qt::TextElideMode elide)
    {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter),
            QFontMetrics(font).elidedText(text, elide, place.width()));
    }

    bool m_missing;
    QString m_schema;
    QString m_time;
    QString m_folder;
};

} // namespace

WelcomePage::WelcomePage(settings::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    build();
    refresh();
}

void WelcomePage::build()
{
    auto* page = new QWidget(this);
    page->setMaximumWidth(welcomeWidth);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 72, 0, 24);
    column->setSpacing(0);
    column->addWidget(makeHeading());
    column->addSpacing(36);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(48);
    halves->addWidget(makeStart(), 0, Qt::AlignTop);
    auto* recentBox = new QWidget(page);
    m_recent = new QVBoxLayout(recentBox);
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(0);
    halves->addWidget(recentBox, 1, Qt::AlignTop);
    column->addLayout(halves);
    column->addSpacing(40);
    column->addWidget(makeLine(page));
    column->addSpacing(10);
    auto* promise = new QHBoxLayout;
    promise->setSpacing(8);
    promise->addWidget(new IconLabel(u"shield"_s, 16, Ink::Secondary, page));
    promise->addWidget(
        makeMutedLabel(tr("Nothing is read, sent or written until you choose. Every database opens read-only."), page),
        1);
    column->addLayout(promise);
    column->addStretch(1);
    auto* outer = new QHBoxLayout(this);
    outer->addStretch(1);
    outer->addWidget(page, 100);
    outer->addStretch(1);
}

QWidget* WelcomePage::makeHeading()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addWidget(new IconLabel(u"app"_s, 44, Ink::Accent, box));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(makeLabel(tr("OAuth Workbench"), productFont(), box));
    auto* line = makeLabel(
        tr("Open the database of an OAuth server, manage its clients, and see why a token works or does not."),
        bodyFont(), box);
    line->setWordWrap(true);
    setInk(line, Ink::Secondary);
    words->addWidget(line);
    row->addLayout(words, 1);
    return box;
}

QWidget* WelcomePage::makeStart()
{
    auto* box = new QWidget(this);
    box->setFixedWidth(352);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* title = makeLabel(tr("Start"), smallBoldFont(), box);
    setInk(title, Ink::Secondary);
    column->addWidget(title);
    auto* open = new StartButton(
        u"database"_s, tr("Open database file…"), tr("SQLite file, opened read-only"), u"Ctrl+O"_s, box);
    auto* sample = new StartButton(
        u"play"_s, tr("Open the sample"), tr("A database you can try things on"), u"Ctrl+Shift+E"_s, box);
    connect(open, &QAbstractButton::clicked, this, &WelcomePage::openAsked);
    connect(sample, &QAbstractButton::clicked, this, &WelcomePage::sampleAsked);
    column->addWidget(open);
    column->addWidget(sample);
    column->addSpacing(4);
    column->addWidget(makeMutedLabel(tr("You can also drop a file anywhere in this window."), box));
    setFocusProxy(open);
    return box;
}

QWidget* WelcomePage::makeRecentRow(const settings::RecentDatabase& database)
{
    auto* row = new RecentRow(database, this);
    connect(row, &QAbstractButton::clicked, this, [this, path = database.path] { Q_EMIT recentAsked(path); });
    return row;
}

void WelcomePage::refresh()
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 6);
    auto* title = makeLabel(tr("Recent"), smallBoldFont(), head);
    setInk(title, Ink::Secondary);
    line->addWidget(title);
    line->addStretch(1);
    m_recent->addWidget(head);
    m_recent->addWidget(makeLine(this));
    const auto recent = m_settings.recent();
    if (recent.isEmpty()) {
        auto* none = makeMutedLabel(tr("Databases you open are listed here."), this);
        none->setContentsMargins(0, 12, 0, 0);
        m_recent->addWidget(none);
        return;
    }
    auto* clear = makeLink(tr("Clear list"), head);
    connect(clear, &QToolButton::clicked, this, [this] {
        m_settings.clearRecent();
        QMetaObject::invokeMethod(this, &WelcomePage::refresh, Qt::QueuedConnection);
    });
    line->addWidget(clear);
    for (const settings::RecentDatabase& database : recent) {
        m_recent->addWidget(makeRecentRow(database));
    }
}

} // namespace owb::ui
