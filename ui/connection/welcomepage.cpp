#include "connection/welcomepage.h"

#include "common/iconlabel.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "connection/startbutton.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int welcomeWidth = 840;

constexpr qsizetype mostRecent = 8; // the pane lists every connection

} // namespace

WelcomePage::WelcomePage(settings::Settings& settings, const settings::ConnectionStore& connections, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_connections(connections)
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
    auto* server = new StartButton(
        u"server"_s, tr("Connect to a server…"), tr("PostgreSQL, MariaDB or MySQL"), u"Ctrl+Shift+O"_s, box);
    auto* sample = new StartButton(
        u"play"_s, tr("Open the sample"), tr("A database you can try things on"), u"Ctrl+Shift+E"_s, box);
    auto* inspect =
        new StartButton(u"inspector"_s, tr("Inspect a token"), tr("With or without its database"), u"Ctrl+I"_s, box);
    connect(inspect, &QAbstractButton::clicked, this, &WelcomePage::inspectAsked);
    connect(open, &QAbstractButton::clicked, this, &WelcomePage::openAsked);
    connect(server, &QAbstractButton::clicked, this, &WelcomePage::connectAsked);
    connect(sample, &QAbstractButton::clicked, this, &WelcomePage::sampleAsked);
    column->addWidget(open);
    column->addWidget(server);
    column->addWidget(sample);
    column->addWidget(inspect);
    column->addSpacing(4);
    column->addWidget(makeMutedLabel(tr("You can also drop a file anywhere in this window."), box));
    setFocusProxy(open);
    return box;
}

QWidget* WelcomePage::makeRecentRow(const RecentEntry& entry)
{
    auto* row = new RecentRow(entry, this);
    connect(row, &QAbstractButton::clicked, this, [this, id = entry.id, path = entry.path] {
        if (id.isEmpty()) {
            Q_EMIT recentAsked(path);
        } else {
            Q_EMIT connectionAsked(id);
        }
    });
    return row;
}

QList<RecentEntry> WelcomePage::entries() const
{
    QList<RecentEntry> list;
    const auto connections = m_connections.all().value_or(QList<settings::Connection>());
    for (const settings::Connection& connection : connections) {
        list << RecentEntry::of(connection);
    }
    const auto files = m_settings.recent();
    for (const settings::RecentDatabase& file : files) {
        list << RecentEntry::of(file);
    }
    std::stable_sort(
        list.begin(), list.end(), [](const RecentEntry& a, const RecentEntry& b) { return a.openedAt > b.openedAt; });
    return list.mid(0, mostRecent);
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
    const auto recent = entries();
    if (recent.isEmpty()) {
        auto* none = makeMutedLabel(tr("Databases you open are listed here."), this);
        none->setContentsMargins(0, 12, 0, 0);
        m_recent->addWidget(none);
        return;
    }
    if (!m_settings.recent().isEmpty()) {
        line->addWidget(makeClearLink(head));
    }
    for (const RecentEntry& entry : recent) {
        m_recent->addWidget(makeRecentRow(entry));
    }
}

QWidget* WelcomePage::makeClearLink(QWidget* parent)
{
    auto* clear = makeLink(tr("Clear list"), parent);
    clear->setToolTip(tr("Forgets the files; saved connections stay"));
    connect(clear, &QToolButton::clicked, this, [this] {
        m_settings.clearRecent();
        QMetaObject::invokeMethod(this, &WelcomePage::refresh, Qt::QueuedConnection);
    });
    return clear;
}

} // namespace owb::ui
