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
    if (bytes.endsWith('\n')) {
        bytes.chop(1);
    }
    if (bytes.endsWith('\r')) {
        bytes.chop(1);
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
    const QString database = isGiven(arguments.database) ? QString::fromStdString(arguments.database)
                                                         : qEnvironmentVariable("OWB_DATABASE");
    return await(store::openDatabase(database, {access == Access::Write, arguments.schema, 5000}, clock));
}

} // namespace owb::cli
