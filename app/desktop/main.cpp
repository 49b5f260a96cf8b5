#include "common/icons.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "core/clock.h"
#include "mainwindow/mainwindow.h"
#include "settings/desktopkeychain.h"
#include "tour.h"
#include "tourkeychain.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;

namespace {

/** A plain sentence instead of Qt's abort when there is no display to open a window on. */
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

ui::Theme themeOf(const QString& setting)
{
    return setting == "dark"_L1    ? ui::Theme::Dark
        : setting == "contrast"_L1 ? ui::Theme::HighContrast
                                   : ui::Theme::Light;
}

bool asksOnly(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--version" || argument == "--help" || argument == "-h" || argument == "-v") {
            return true;
        }
    }
    return false;
}

} // namespace

int main(int argc, char** argv)
{
    if (!hasDisplay()) {
        if (!asksOnly(argc, argv)) {
            fputs("oauth-workbench: There is no display to open a window on. Start it in a desktop session, or use owb "
                  "in a terminal.\n",
                stderr);
            return 3;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"oauth-workbench"_s);
    QApplication::setApplicationDisplayName(u"OAuth Workbench"_s);
    QApplication::setApplicationVersion(QStringLiteral(OWB_VERSION));
    QApplication::setDesktopFileName(u"io.github.oauth_workbench.OAuthWorkbench"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Manage the clients and inspect the tokens of an OAuth server's own database."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"sample"_s, u"Open a sample database that the program makes."_s});
    parser.addOption({u"tour"_s, u"Walk through every page and dialog, write one picture each into FOLDER, and end."_s,
        u"FOLDER"_s});
    parser.addPositionalArgument(u"FILE"_s, u"An SQLite database to open, for reading only."_s, u"[FILE]"_s);
    parser.process(application);

    const core::Clock clock;
    settings::Settings settings;
    ui::WidgetPrompt prompt;
    ui::applyGround(application, themeOf(settings.theme()));
    const QTemporaryDir scratch; // the tour shows connections of its own, and leaves yours alone
    const bool tours = parser.isSet(u"tour"_s);
    settings::ConnectionStore connections(tours ? scratch.filePath(u"connections.json"_s) : QString());
    for (const settings::Connection& connection :
        tours ? Tour::connections(clock.now()) : decltype(Tour::connections(0))()) {
        if (!connections.save(connection)) {
            return 3;
        }
    }
    settings::DesktopKeychain keychain;
    TourKeychain tourKeychain;
    settings::Passwords passwords(tours ? static_cast<settings::Keychain&>(tourKeychain) : keychain);
    ui::MainWindow window(settings, connections, passwords, prompt, clock, ui::Filling::OncePainted);
    QObject::connect(&window, &ui::MainWindow::filled, &window, [&window, &parser] {
        QApplication::setWindowIcon(QIcon(ui::iconPixmap(u"app"_s, 64, ui::colours().accent)));
        if (parser.isSet(u"sample"_s)) {
            window.openSample();
        } else if (!parser.positionalArguments().isEmpty() && !parser.isSet(u"tour"_s)) {
            window.openFile(parser.positionalArguments().constFirst());
        }
    });
    window.show();
    if (tours) {
        QEventLoop start;
        QObject::connect(&window, &ui::MainWindow::filled, &start, &QEventLoop::quit);
        start.exec();
        Tour tour(window, parser.value(u"tour"_s));
        return tour.run();
    }
    return QApplication::exec();
}
