#include "input.h"

#include "await.h"
#include "core/errortext.h"
#include "output.h"
#include "password.h"
#include "savedconnection.h"
#include "store/profilefolder.h"

#include <QEventLoop>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSocketNotifier>

#include <cerrno>
#include <cstring>
#include <iostream>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

constexpr qsizetype mostInput = 16 * 1024 * 1024; // a thousand times what a client or a token needs

/** A part of what is there, empty at the end; waits where the other side's pipe does not block. Below 0: errno says. */
ssize_t readPart(int descriptor, QByteArray& buffer)
{
    ssize_t size = 0;
    while ((size = ::read(descriptor, buffer.data(), static_cast<size_t>(buffer.size()))) < 0) {
        if (errno == EAGAIN) {
            QEventLoop loop;
            QSocketNotifier notifier(descriptor, QSocketNotifier::Read);
            QObject::connect(&notifier, &QSocketNotifier::activated, &loop, &QEventLoop::quit);
            loop.exec();
        } else if (errno != EINTR) {
            break;
        }
    }
    return size;
}

/** Everything to the end: a pipe gives only what has been written so far. */
Taken<QByteArray> readToEnd(int descriptor, const QString& name)
{
    QByteArray bytes;
    QByteArray part(64 * 1024, Qt::Uninitialized);
    bytes.reserve(part.size()); // a secret is not copied about
    const auto wipe = qScopeGuard([&part] { explicit_bzero(part.data(), static_cast<size_t>(part.size())); });
    ssize_t size = 0;
    while ((size = readPart(descriptor, part)) > 0) {
        bytes.append(part.constData(), size);
        if (bytes.size() > mostInput) {
            return tl::unexpected(usage(u"%1 is longer than 16 MB, the most that is read."_s.arg(name)));
        }
    }
    if (size < 0) {
        return tl::unexpected(usage(u"%1 cannot be read: %2."_s.arg(name, qt_error_string(errno))));
    }
    return bytes;
}

/** A secret is a line, as printf '%s\n' or an editor writes it. */
void chopNewline(QByteArray& bytes)
{
    if (bytes.endsWith('\n')) {
        bytes.chop(bytes.endsWith("\r\n") ? 2 : 1);
    }
}

constexpr int lockTimeoutMs = 5000;

const QString standardInput = u"Standard input"_s;

Taken<QByteArray> readFile(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        const auto kind = file.exists() ? core::Error::Kind::FileUnreadable : core::Error::Kind::FileMissing;
        return tl::unexpected(usage(core::Error{kind, name, {}, {}}));
    }
    return readToEnd(file.handle(), u"The file %1"_s.arg(name));
}

} // namespace

Taken<store::SchemaProfile> readProfile(const std::string& file)
{
    const auto text = readText(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto profile = store::SchemaProfile::fromJson(text->toUtf8(), QString::fromStdString(file));
    return profile ? Taken<store::SchemaProfile>(*profile) : tl::unexpected(usage(profile.error()));
}

Taken<QString> readText(const std::string& source)
{
    const bool standard = source == "-";
    const QString name = QString::fromStdString(source);
    const Taken<QByteArray> bytes = standard ? readToEnd(STDIN_FILENO, standardInput) : readFile(name);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const QString text = QString::fromUtf8(*bytes);
    if (text.toUtf8() != *bytes) {
        return tl::unexpected(usage(u"%1 is not UTF-8."_s.arg(standard ? standardInput : u"The file "_s + name)));
    }
    return text;
}

Taken<core::Secret> readBytes(const std::string& source)
{
    return (source == "-" ? readToEnd(STDIN_FILENO, standardInput) : readFile(QString::fromStdString(source)))
        .map([](const QByteArray& bytes) { return core::Secret(bytes); });
}

Taken<core::Secret> readSecretFile(const std::string& file)
{
    return readFile(QString::fromStdString(file)).map([](QByteArray bytes) {
        chopNewline(bytes);
        return core::Secret(std::move(bytes));
    });
}

Taken<core::Secret> readSecret()
{
    Taken<QByteArray> bytes = readToEnd(STDIN_FILENO, standardInput);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    chopNewline(*bytes);
    if (bytes->isEmpty()) {
        return tl::unexpected(usage(u"Standard input is empty; a secret or a token is expected there."_s));
    }
    return core::Secret(*bytes);
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

namespace {

/**
 * Whether a DATABASE that is no file looks like one: it ends in a dot and at most eight letters or digits. Anything
 * else may be a secret or a token typed in its place, and is not told again. Tokens hold dots and slashes too, but no
 * signature is as short as an extension.
 */
bool looksLikeFile(const QString& database)
{
    static const QRegularExpression extension(u"[^/.]\\.[A-Za-z][A-Za-z0-9]{0,7}$"_s);
    return extension.match(database).hasMatch();
}

/** A file in the folder of profiles that cannot be used is told; the others are used all the same. */
QList<store::SchemaProfile> ownProfiles()
{
    const store::OwnProfiles own = store::readOwnProfiles();
    for (const core::Error& error : own.broken) {
        writeError(u"owb: "_s + printable(core::errorText(error).sentence() + u" It is passed over."_s) + u'\n');
    }
    return own.profiles;
}

} // namespace

Outcome notOpenedFor(const Arguments& arguments, const core::Error& error)
{
    const bool isMissing = error.kind == core::Error::Kind::FileMissing && !error.subject.isEmpty();
    if (!isGiven(arguments.database)) { // it may hold more than a path
        return notOpened({error.kind, u"the database in OWB_DATABASE"_s, error.items, {}});
    }
    if (isMissing && !looksLikeFile(QString::fromStdString(arguments.database))) {
        return {Status::Unreachable, u"There is no such file; write DATABASE first."_s, {}};
    }
    return notOpened(error);
}

Taken<NamedDatabase> namedDatabase(const Arguments& arguments)
{
    const bool given = isGiven(arguments.database);
    const QString text = given ? QString::fromStdString(arguments.database) : qEnvironmentVariable("OWB_DATABASE");
    std::optional<core::Secret> password;
    const auto saved = savedConnection(text);
    const auto address = core::DatabaseAddress::parse(saved ? saved->address : text, &password);
    if (!address) {
        return tl::unexpected(notOpenedFor(arguments, address.error()));
    }
    if (password && given) { // everybody on this machine can read it there
        return tl::unexpected(usage(u"A password does not belong on the command line; put the address into "
                                    "OWB_DATABASE, or the password into PGPASSWORD or MYSQL_PWD."_s));
    }
    if (saved) {
        const core::Secret kept = keptPassword(*saved);
        return NamedDatabase{*address, kept.isEmpty() ? passwordFor(*address) : kept, saved};
    }
    return NamedDatabase{*address, password.value_or(passwordFor(*address)), {}};
}

Taken<store::OpenedDatabase> openFor(const Arguments& arguments, Access access, const core::Clock& clock)
{
    const auto database = namedDatabase(arguments);
    if (!database) {
        return tl::unexpected(database.error());
    }
    if (const auto refusal = access == Access::Write && !arguments.write && database->saved
            ? needsWrite(*database->saved)
            : std::nullopt) {
        return tl::unexpected(*refusal);
    }
    const core::DatabaseAddress& address = database->address;
    store::OpenOptions options;
    options.unlocked = access == Access::Write;
    options.candidate = arguments.schema;
    options.busyTimeoutMs = lockTimeoutMs;
    options.password = database->password;
    const std::string own = database->saved ? database->saved->profileFile.toStdString() : std::string();
    for (const std::string& file : {arguments.profile, own}) {
        const auto profile = isGiven(file) ? readProfile(file) : store::SchemaProfile();
        if (!profile) {
            return tl::unexpected(profile.error());
        }
        if (isGiven(file)) {
            options.profiles << *profile;
        }
    }
    options.profiles += ownProfiles();
    auto opened = await(store::openDatabase(address, options, clock));
    if (!opened && opened.error().kind == core::Error::Kind::LoginRefused && options.password.isEmpty()) {
        if (const auto asked = askPassword(address)) {
            options.password = *asked;
            opened = await(store::openDatabase(address, options, clock));
        }
    }
    if (!opened) {
        return tl::unexpected(notOpenedFor(arguments, opened.error()));
    }
    if (arguments.schema >= opened->candidates.size()) {
        return tl::unexpected(usage(
            u"There is no schema %1 here; `owb detect` lists the schemas that were found."_s.arg(arguments.schema)));
    }
    return *opened;
}

} // namespace owb::cli
