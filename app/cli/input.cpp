#include "input.h"

#include "await.h"
#include "output.h"

#include <QFile>

#include <cstdio>
#include <iostream>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {
constexpr qint64 mostInput = 16 * 1024 * 1024;
} // namespace

core::Result<QString> readText(const std::string& source)
{
    const bool standard = source == "-";
    const QString name = standard ? u"standard input"_s : QString::fromStdString(source);
    QFile file(name);
    const bool open = standard ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open) {
        return core::failure(file.exists() ? core::Error::Kind::FileUnreadable : core::Error::Kind::FileMissing, name);
    }
    const QByteArray bytes = file.read(mostInput + 1);
    if (bytes.size() > mostInput) {
        return core::failure(core::Error::Kind::InvalidJson, name, {u"1"_s, u"1"_s, u"it is longer than 16 MB"_s});
    }
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() != bytes) {
        return core::failure(core::Error::Kind::InvalidJson, name, {u"1"_s, u"1"_s, u"it is not UTF-8"_s});
    }
    return text;
}

core::Secret readSecret()
{
    QFile file;
    if (!file.open(stdin, QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray bytes = file.read(mostInput);
    if (bytes.endsWith('\n')) { // a line, as printf '%s\n' or an editor writes it
        bytes.chop(bytes.endsWith("\r\n") ? 2 : 1);
    }
    return core::Secret(bytes);
}

bool isInteractive()
{
    return isatty(STDIN_FILENO) != 0;
}

bool confirm(const QString& question)
{
    writeError(question + u" [y/N] "_s);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "yes";
}

core::Result<store::OpenedDatabase> openFor(const Arguments& arguments, Access access, const core::Clock& clock)
{
    const QString database =
        isGiven(arguments.database) ? QString::fromStdString(arguments.database) : qEnvironmentVariable("OWB_DATABASE");
    auto opened = await(store::openDatabase(database, {access == Access::Write, arguments.schema, 5000}, clock));
    if (opened && arguments.schema >= opened->candidates.size()) {
        return core::failure(core::Error::Kind::InvalidQuery, u"--schema %1"_s.arg(arguments.schema),
            {QString(), u"`owb detect` lists the schemas that were found."_s});
    }
    if (!opened && !isGiven(arguments.database)) { // it may hold more than a path
        core::Error error = opened.error();
        error.subject = u"the database in OWB_DATABASE"_s;
        error.detail.clear();
        return tl::unexpected(error);
    }
    return opened;
}

} // namespace owb::cli
