// What a person waits for in the window, on one database: prints one JSON object.
//
//   owb-bench-window                      the time of its first paint, by the monotonic clock
//   owb-bench-window --open ADDRESS       open
//   owb-bench-window ADDRESS              open, jump, scroll, search, select all
//   owb-bench-window ADDRESS SEARCH       the same, then revokes all that the search means

#include "../settings/fakekeychain.h"
#include "common/dialogframe.h"
#include "common/icons.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "core/clock.h"
#include "mainwindow/jobspanel.h"
#include "mainwindow/mainwindow.h"
#include "tables/tokentablemodel.h"
#include "tokens/tokenspage.h"
#include "watchdog.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace owb;

namespace {

constexpr int longestWaitMs = 600'000;
constexpr int jumps = 200;
constexpr int steps = 400;

/** Everything is agreed to. */
class WillingPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question&, std::function<void(bool)> answer) override { answer(true); }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }
};

/** With OWB_BENCH_EVENTS, tells on stderr which events took long, so that a pause can be traced to its cause. */
class TellingApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        constexpr qint64 longMs = 20;
        const QByteArray name = receiver->metaObject()->className();
        const int type = event->type();
        QElapsedTimer clock;
        clock.start();
        const bool handled = QApplication::notify(receiver, event);
        if (clock.elapsed() >= longMs && qEnvironmentVariableIsSet("OWB_BENCH_EVENTS")) {
            std::fprintf(stderr, "%lld ms: event %d of %s\n", clock.elapsed(), type, name.constData());
        }
        return handled;
    }
};

/** Notes when a widget has been painted. */
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget* widget) { widget->installEventFilter(this); }
    int paints = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

void waitFor(const std::function<bool()>& isSo, const char* what)
{
    QElapsedTimer clock;
    clock.start();
    while (!isSo()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (clock.elapsed() > longestWaitMs) {
            qFatal("waited for too long: %s", what);
        }
    }
}

/** QTest's own wait sleeps for 10 ms again and again, which would count as a pause. */
void wait(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

/** What the process holds that is not a file's, KiB. */
qint64 residentKib()
{
    malloc_trim(0);
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
        }
    }
    return 0;
}

double milliseconds(const QElapsedTimer& clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

double monotonicSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

/** The Tokens page of the window, driven as a person does. */
class Bench
{
public:
    Bench(ui::MainWindow& window, QJsonObject& figures)
        : m_window(window)
        , m_figures(figures)
    { }

    void open(const QString& address)
    {
        m_figures.insert(u"rss_empty_kib"_s, residentKib());
        settings::Connection connection;
        connection.name = u"Bench"_s;
        connection.address = address;
        connection.passwordPlace = settings::PasswordPlace::None;
        m_watchdog.start();
        QElapsedTimer clock;
        clock.start();
        bool isOpen = false;
        QObject::connect(&m_window, &ui::MainWindow::opened, &m_window, [&isOpen](bool success) {
            if (!success) {
                qFatal("the database cannot be opened");
            }
            isOpen = true;
        });
        m_window.openConnection(connection);
        waitFor([&isOpen] { return isOpen; }, "opening");
        QCoreApplication::processEvents(); // nobody clicks before that
        m_window.showSection(u"tokens"_s);
        m_page = m_window.findChild<ui::TokensPage*>();
        m_table = m_page->findChild<QTableView*>();
        m_model = qobject_cast<tables::TokenTableModel*>(m_table->model());
        waitPainted();
        m_figures.insert(u"open_ms"_s, milliseconds(clock));
        wait(1500); // what opening sets off in the background is part of it
        note(u"open"_s);
        m_figures.insert(u"rss_open_kib"_s, residentKib());
    }

    void jump()
    {
        QList<double> times;
        const qint64 last = m_model->lastTop();
        for (int i = 0; i < jumps; ++i) { // anywhere, in no order
            times << go(last / jumps * ((i * 7919) % jumps));
        }
        m_figures.insert(u"jump_ms"_s, median(times));
        m_figures.insert(u"jump_longest_ms"_s, *std::max_element(times.cbegin(), times.cend()));
        go(0);
    }

    /** The bar pulled from one end to the other: nobody waits for the rows in between. */
    void scroll()
    {
        m_watchdog.start();
        auto* bar = m_page->findChild<QScrollBar*>(u"rowsBar"_s);
        for (int i = 1; i <= steps; ++i) {
            bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / steps));
            wait(5);
        }
        waitPainted();
        note(u"scroll"_s);
        m_figures.insert(u"rss_scrolled_kib"_s, residentKib());
    }

    void search(const QString& text)
    {
        m_watchdog.start();
        QElapsedTimer clock;
        clock.start();
        m_page->setSearch(text);
        waitPainted();
        m_figures.insert(u"search_ms"_s, milliseconds(clock));
        wait(1000);
        note(u"search"_s);
    }

    void selectAll()
    {
        m_watchdog.start();
        m_table->setFocus();
        m_table->selectAll();
        wait(200);
        note(u"select all"_s);
        m_figures.insert(u"selected"_s, m_model->selection().count(m_model->total()));
    }

    void revoke()
    {
        auto* jobs = m_window.findChild<ui::JobsPanel*>();
        m_watchdog.start();
        QElapsedTimer clock;
        clock.start();
        m_page->revokeSelected();
        ui::DialogFrame* dialog = nullptr;
        waitFor(
            [&] {
                dialog = m_page->findChild<ui::DialogFrame*>(u"bulkDialog"_s);
                return dialog != nullptr;
            },
            "the dialog");
        dialog->accept();
        waitFor([&] { return jobs->running() > 0; }, "the job");
        waitFor([&] { return jobs->running() == 0; }, "the end of the job");
        m_figures.insert(u"revoke_ms"_s, milliseconds(clock));
        note(u"revoke"_s);
    }

private:
    void note(const QString& name)
    {
        QJsonObject pauses = m_figures[u"pauses"_s].toObject();
        pauses.insert(name, m_watchdog.stop());
        m_figures.insert(u"pauses"_s, pauses);
    }

    void waitPainted()
    {
        waitFor([this] { return m_model->phase() == tables::WindowModel::Phase::Loaded; }, "rows");
        PaintWatch watch(m_table->viewport());
        m_table->viewport()->update();
        waitFor([&watch] { return watch.paints > 0; }, "painting");
    }

    double go(qint64 row)
    {
        QElapsedTimer clock;
        clock.start();
        m_model->setTop(row);
        waitFor(
            [this] {
                for (int i = 0; i < m_model->rowCount(); ++i) {
                    if (!m_model->at(i)) {
                        return false;
                    }
                }
                return true;
            },
            "rows of a jump");
        return milliseconds(clock);
    }

    ui::MainWindow& m_window;
    QJsonObject& m_figures;
    ui::TokensPage* m_page = nullptr;
    QTableView* m_table = nullptr;
    tables::TokenTableModel* m_model = nullptr;
    Watchdog m_watchdog;
};

} // namespace

int main(int argc, char** argv)
{
    TellingApplication application(argc, argv);
    ui::applyGround(application, ui::Theme::Light);
    QTemporaryDir folder;
    settings::Settings settings(folder.filePath(u"settings.ini"_s));
    settings::ConnectionStore connections(folder.filePath(u"connections.json"_s));
    test::FakeKeychain keychain;
    settings::Passwords passwords(keychain);
    WillingPrompt prompt;
    const core::Clock clock;
    ui::MainWindow window(settings, connections, passwords, prompt, clock, ui::Filling::OncePainted);
    PaintWatch first(&window);
    bool isFilled = false;
    QObject::connect(&window, &ui::MainWindow::filled, &window, [&isFilled] { isFilled = true; });
    window.show();
    waitFor([&first] { return first.paints > 0; }, "the first paint");
    QJsonObject figures{{u"first_paint"_s, monotonicSeconds()}};
    waitFor([&isFilled] { return isFilled; }, "the contents");
    QCoreApplication::processEvents();
    figures.insert(u"filled"_s, monotonicSeconds());
    QStringList arguments = QApplication::arguments();
    const bool opensOnly = arguments.removeOne(u"--open"_s);
    if (arguments.size() > 1) {
        wait(500);
        Bench bench(window, figures);
        bench.open(arguments.at(1));
        if (!opensOnly) {
            bench.jump();
            bench.scroll();
            bench.search(u"client:client-77"_s);
            bench.search(arguments.value(2, u"state:active"_s));
            bench.selectAll();
        }
        if (arguments.size() > 2) {
            bench.revoke();
        }
    }
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    window.closeDatabase();
    return 0;
}
