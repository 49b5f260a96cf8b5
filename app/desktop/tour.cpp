#include "tour.h"

#include "common/searchfield.h"
#include "core/async.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "clients/clienteditor.h"
#include "clients/clientspage.h"
#include "tokens/tokenspage.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QListWidget>
#include <QPainter>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {
constexpr int longestWaitMs = 10000;
constexpr int settleMs = 450; // longer than the search field's and the loading page's own delays

/** The dialogs that stand over the window, as on a desktop: one that another opened comes after it. */
QList<QWidget*> dialogsOver(const QWidget& window)
{
    QList<QWidget*> dialogs;
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (widget != &window && widget->isVisible() && qobject_cast<QDialog*>(widget)) {
            dialogs << widget;
        }
    }
    const auto depth = [](const QWidget* widget) {
        int parents = 0;
        for (; widget; widget = widget->parentWidget()) {
            ++parents;
        }
        return parents;
    };
    std::sort(
        dialogs.begin(), dialogs.end(), [&depth](const QWidget* a, const QWidget* b) { return depth(a) < depth(b); });
    return dialogs;
}
} // namespace

Tour::Tour(MainWindow& window, const QString& folder)
    : m_window(window)
    , m_folder(folder)
{ }

int Tour::run()
{
    if (!QDir().mkpath(m_folder) || !m_files.isValid()) {
        fputs("oauth-workbench: The folder for the pictures cannot be made.\n", stderr);
        return 3;
    }
    m_window.resize(1280, 800);
    QApplication::setActiveWindow(&m_window); // nothing else does, where no window manager runs
    settle();
    shoot(u"01-welcome"_s);
    inspectorAlone();
    workshop();
    if (!open([this] { m_window.openSample(); })) {
        fputs("oauth-workbench: The sample database could not be opened.\n", stderr);
        return 3;
    }
    m_sample = m_window.repository()->connection().location;
    pages();
    clientDialogs();
    tokenDialogs();
    inspectorPages();
    states();
    themes();
    inspectorThemes();
    m_window.resize(1280, 800);
    connectionDialogs();
    production();
    for (const QString& name : std::as_const(m_failed)) {
        fprintf(stderr, "oauth-workbench: The picture %s could not be made.\n", qPrintable(name));
    }
    return m_failed.isEmpty() ? 0 : 1;
}

bool Tour::waitFor(const std::function<bool()>& condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition() && clock.elapsed() < longestWaitMs) {
        QEventLoop loop;
        QTimer::singleShot(10, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return condition();
}

void Tour::settle()
{
    QEventLoop loop;
    QTimer::singleShot(settleMs, &loop, &QEventLoop::quit);
    loop.exec();
}

bool Tour::open(const std::function<void()>& how)
{
    how();
    const bool done = waitFor([this] { return !m_window.isOpening(); });
    settle();
    return done && m_window.repository() != nullptr;
}

bool Tour::unlock()
{
    bool answered = false;
    const auto reply = m_window.repository()->setUnlocked(true);
    owb::core::whenDone(reply, &m_window, [&answered](const auto&) { answered = true; });
    return waitFor([&answered] { return answered; });
}

void Tour::shoot(const QString& name)
{
    QPixmap picture = m_window.grab();
    QPainter painter(&picture);
    for (QWidget* widget : dialogsOver(m_window)) {
        const QPoint at(
            (m_window.width() - widget->width()) / 2, std::max(28, (m_window.height() - widget->height()) / 2));
        const QRect frame(at - QPoint(0, 28), widget->size() + QSize(0, 28));
        painter.fillRect(frame.adjusted(-1, -1, 1, 1), colours().fieldEdge);
        painter.fillRect(QRect(frame.topLeft(), QSize(frame.width(), 28)), colours().side);
        painter.setPen(colours().text);
        painter.setFont(smallBoldFont());
        painter.drawText(QRect(frame.topLeft(), QSize(frame.width(), 28)), Qt::AlignCenter, widget->windowTitle());
        painter.drawPixmap(at, widget->grab());
    }
    painter.end();
    if (picture.save(m_folder + u'/' + name + u".png"_s)) {
        printf("%s.png\n", qPrintable(name));
    } else {
        m_failed << name;
    }
}

void Tour::closeDialogs()
{
    for (QDialog* open : m_window.findChildren<QDialog*>()) {
        open->hide();
        open->deleteLater();
    }
    settle();
}

QString Tour::writeFile(const QString& name, const QByteArray& bytes)
{
    QFile file(m_files.filePath(name));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(bytes);
    }
    return file.fileName();
}

void Tour::pages()
{
    auto* clients = m_window.findChild<ClientsPage*>();
    auto* clientTable = clients->findChild<QTableView*>();
    clientTable->setFocus();
    shoot(u"02-clients"_s);
    clients->setSearch(u"scope:openid -grant:implicit"_s);
    settle();
    shoot(u"03-clients-search"_s);
    clients->setSearch(u"scop:orders"_s);
    settle();
    shoot(u"04-clients-search-problem"_s);
    clients->setSearch({});
    settle();
    clientTable->selectRow(17); // the row that was cut off
    clientTable->scrollToBottom();
    settle();
    shoot(u"05-clients-bad-row"_s);
    m_window.showSection(u"tokens"_s);
    settle();
    shoot(u"06-tokens"_s);
    auto* tokens = m_window.findChild<TokensPage*>();
    auto* tokenTable = tokens->findChild<QTableView*>();
    tokens->setDetailsVisible(true);
    for (SecretField* field : tokens->findChildren<SecretField*>()) {
        field->reveal();
    }
    settle();
    shoot(u"07-token-revealed"_s);
    tokens->setDetailsVisible(false);
    tokenTable->setSelectionMode(QAbstractItemView::MultiSelection);
    for (const int row : {1, 2, 4, 6}) {
        tokenTable->selectRow(row);
    }
    settle();
    shoot(u"08-tokens-selected"_s);
    tokenTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tokens->setSearch(u"state:revoked issued:<7d"_s);
    settle();
    shoot(u"09-tokens-search"_s);
    tokens->setSearch({});
    m_window.showSection(u"codes"_s);
    settle();
    shoot(u"10-codes"_s);
}

void Tour::states()
{
    m_window.findChild<ClientsPage*>()->setSearch(u"scope:ordres"_s);
    m_window.showSection(u"clients"_s);
    settle();
    shoot(u"19-no-match"_s);
    open([this] {
        m_window.openFile(writeFile(u"backup.db"_s, "this is a text, not a database, and long enough to be looked at"));
    });
    shoot(u"20-cannot-be-opened"_s);
    open([this] { m_window.openFile(writeFile(u"empty.db"_s, {})); });
    shoot(u"21-no-oauth-tables"_s);
    open([this] { m_window.openFile(m_files.filePath(u"gone.db"_s)); });
    shoot(u"22-missing-file"_s);
}

void Tour::themes()
{
    m_window.useTheme(u"dark"_s);
    open([this] { m_window.openSample(); });
    shoot(u"23-clients-dark"_s);
    m_window.showSection(u"tokens"_s);
    settle();
    shoot(u"24-tokens-dark"_s);
    m_window.showSection(u"overview"_s);
    settle();
    shoot(u"50-overview-dark"_s);
    m_window.useTheme(u"contrast"_s);
    settle();
    shoot(u"51-overview-high-contrast"_s);
    m_window.showSection(u"clients"_s);
    settle();
    shoot(u"25-clients-high-contrast"_s);
    auto* clients = m_window.findChild<ClientsPage*>();
    if (unlock()) {
        clients->newClient();
        settle();
        m_window.findChild<ClientEditor*>()->findChild<QListWidget*>()->setCurrentRow(2);
        settle();
        shoot(u"26-new-client-high-contrast"_s);
        m_window.useTheme(u"dark"_s);
        settle();
        shoot(u"27-new-client-dark"_s);
        closeDialogs();
    }
    m_window.useTheme(u"light"_s);
    m_window.resize(1024, 640);
    settle();
    shoot(u"28-clients-small-window"_s);
    m_window.showSection(u"overview"_s);
    settle();
    shoot(u"52-overview-small-window"_s);
    m_window.showSection(u"clients"_s);
    clients->editClient();
    settle();
    if (auto* editor = m_window.findChild<ClientEditor*>()) {
        editor->resize(980, 580);
        settle();
        shoot(u"29-edit-client-small-window"_s);
    }
    closeDialogs();
}
