#include "commandline.h"
#include "core/clock.h"
#include "output.h"
#include "savedconnection.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace owb;

namespace {

/** With OWB_DATABASE set the database may be left out: a lone argument is then the command's other one. */
void takeDatabaseFromEnvironment(cli::Arguments& arguments)
{
    const bool oneOnly = arguments.clientId.empty() && arguments.token.empty() && !arguments.database.empty();
    if (!oneOnly || qEnvironmentVariableIsEmpty("OWB_DATABASE")) {
        return;
    }
    const QString text = QString::fromStdString(arguments.database);
    // With --key the client is named already: what names a database is one, or the wrong one would be changed.
    const bool isDatabase = !arguments.key.empty() && (cli::namesDatabase(text) || cli::savedConnection(text));
    if (arguments.takesClient && !isDatabase) {
        std::swap(arguments.clientId, arguments.database);
    } else if (arguments.takesToken && arguments.database == "-") {
        std::swap(arguments.token, arguments.database);
    }
}

/** What is wrong with a command line, without a word of what was typed: it may be a secret in the wrong place. */
QString misuse(const CLI::ParseError& error)
{
    const QString help = u" See owb --help, or --help after a command."_s;
    if (error.get_name() == "RequiredError") { // names only what is declared here
        return QString::fromStdString(error.what()) + u'.' + help;
    }
    if (error.get_name() == "ExtrasError") {
        return u"There is an argument too many, or a command or option that owb does not know."_s + help;
    }
    return u"An option has a value that it cannot take. Secrets and tokens are read from standard input: "
           "write - in their place."_s
        + help;
}

/** A stream the caller closed must fail when it is used, not be whatever file is opened next under its number. */
void holdStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::lseek(stream, 0, SEEK_CUR) < 0 && errno == EBADF) {
            static_cast<void>(std::fopen("/dev/null", stream == STDIN_FILENO ? "w" : "r")); // takes the free number
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    holdStandardStreams();
    std::setlocale(LC_CTYPE, "C.UTF-8"); // for the width of letters
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away ends a list, it does not kill the program
    QCoreApplication application(argc, argv);
    cli::Arguments arguments;
    cli::CommandLine commandLine(arguments);
    try {
        commandLine.app().parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) { // help or version
            return commandLine.app().exit(error);
        }
        cli::writeError(u"owb: "_s + cli::printable(misuse(error)) + u'\n');
        return static_cast<int>(cli::Status::Usage);
    }
    takeDatabaseFromEnvironment(arguments);
    if (arguments.needsDatabase && arguments.database.empty() && qEnvironmentVariableIsEmpty("OWB_DATABASE")) {
        cli::writeError(u"owb: Name a database, or set OWB_DATABASE.\n"_s);
        return static_cast<int>(cli::Status::Usage);
    }
    const core::Clock clock;
    const cli::Outcome outcome = commandLine.chosen()(arguments, clock);
    if (!outcome.sentence.isEmpty()) {
        cli::writeError(u"owb: "_s + cli::printable(outcome.sentence) + u'\n');
    }
    if (arguments.verbose && !outcome.detail.isEmpty()) {
        cli::writeError(u"     "_s + cli::printable(outcome.detail) + u'\n');
    }
    if (outcome.status == cli::Status::Done && cli::outputFailed()) {
        cli::writeError(u"owb: The output could not be written; the disk may be full.\n"_s);
        return static_cast<int>(cli::Status::Unreachable);
    }
    return static_cast<int>(outcome.status);
}
