#include "settings/connectionstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

constexpr int lockWaitMs = 3000;
constexpr qint64 largestFile = 4 * 1024 * 1024;
const QString listMember = u"connections"_s;

QString sharedFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/oauth-workbench/connections.json"_s;
}

tl::unexpected<core::Error> notUnderstood(const QString& file, qsizetype line, const QString& reason)
{
    return core::failure(core::Error::Kind::NotReadable, file, {QString::number(line), reason});
}

tl::unexpected<core::Error> notWritten(const QString& file, const QString& reason)
{
    return core::failure(core::Error::Kind::FileNotWritten, file, {}, reason);
}

/** Where the object with this id is, or the end. */
qsizetype placeOf(const QJsonArray& list, const QString& id)
{
    const auto found = std::find_if(list.begin(), list.end(),
        [&id](const QJsonValue& one) { return one.toObject().value(u"id"_s).toString() == id; });
    return std::distance(list.begin(), found);
}

bool isNameTaken(const QJsonArray& list, const Connection& connection)
{
    return std::any_of(list.begin(), list.end(), [&connection](const QJsonValue& one) {
        const QJsonObject json = one.toObject();
        return json.value(u"name"_s).toString() == connection.name && json.value(u"id"_s).toString() != connection.id;
    });
}

} // namespace

ConnectionStore::ConnectionStore(const QString& file)
    : m_file(file.isEmpty() ? sharedFile() : file)
{ }

core::Result<QJsonObject> ConnectionStore::read() const
{
    QFile file(m_file);
    if (!file.exists()) {
        return QJsonObject{{u"version"_s, 1}, {listMember, QJsonArray()}};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return notUnderstood(m_file, 1, u"it cannot be opened for reading"_s);
    }
    const QByteArray bytes = file.read(largestFile);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (document.isNull()) {
        return notUnderstood(m_file, 1 + bytes.first(error.offset).count('\n'), error.errorString());
    }
    if (!document.object().value(listMember).isArray()) {
        return notUnderstood(m_file, 1, u"it has no list named connections"_s);
    }
    return document.object();
}

core::Result<QList<Connection>> ConnectionStore::all() const
{
    const auto json = read();
    if (!json) {
        return tl::unexpected(json.error());
    }
    QList<Connection> list;
    const QJsonArray stored = json->value(listMember).toArray();
    for (const QJsonValue& one : stored) {
        if (const auto connection = connectionFromJson(one.toObject())) { // others stay in the file, for whoever can
            list << *connection;
        }
    }
    return list;
}

std::optional<Connection> ConnectionStore::find(const QString& id) const
{
    const auto list = all().value_or(QList<Connection>());
    const auto found = std::find_if(list.begin(), list.end(), [&id](const Connection& one) { return one.id == id; });
    return found == list.end() ? std::nullopt : std::optional(*found);
}

std::optional<Connection> ConnectionStore::named(const QString& name) const
{
    const auto list = all().value_or(QList<Connection>());
    const auto found =
        std::find_if(list.begin(), list.end(), [&name](const Connection& one) { return one.name == name; });
    return found == list.end() ? std::nullopt : std::optional(*found);
}

core::Result<> ConnectionStore::save(const Connection& connection)
{
    return change([&connection](QJsonArray& list) -> core::Result<> {
        if (isNameTaken(list, connection)) {
            return core::failure(core::Error::Kind::AlreadyExists, connection.name);
        }
        const qsizetype place = placeOf(list, connection.id);
        if (place == list.size()) {
            list.append(toJson(connection, {}));
        } else {
            list[place] = toJson(connection, list.at(place).toObject());
        }
        return {};
    });
}

core::Result<> ConnectionStore::remove(const QString& id)
{
    return change([&id](QJsonArray& list) -> core::Result<> {
        if (const qsizetype place = placeOf(list, id); place < list.size()) {
            list.removeAt(place);
        }
        return {};
    });
}

core::Result<> ConnectionStore::change(const Change& change)
{
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    QLockFile lock(m_file + u".lock"_s);
    if (!lock.tryLock(lockWaitMs)) {
        return notWritten(m_file, u"another program is writing it"_s);
    }
    auto json = read();
    if (!json) {
        return tl::unexpected(json.error());
    }
    QJsonArray list = json->value(listMember).toArray();
    if (const auto changed = change(list); !changed) {
        return changed;
    }
    json->insert(listMember, list);
    return write(*json);
}

core::Result<> ConnectionStore::write(const QJsonObject& json) const
{
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly)) {
        return notWritten(m_file, file.errorString());
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // before anything is in it
    file.write(QJsonDocument(json).toJson());
    return file.commit() ? core::Result<>() : notWritten(m_file, file.errorString());
}

core::Result<QString> ConnectionStore::setAside()
{
    for (int number = 1; number < 1000; ++number) {
        const QString path = u"%1.kept-%2"_s.arg(m_file).arg(number);
        if (!QFile::exists(path)) {
            return QFile::rename(m_file, path) ? core::Result<QString>(path)
                                               : notWritten(path, u"it cannot be renamed"_s);
        }
    }
    return notWritten(m_file, u"too many copies are kept beside it"_s);
}

} // namespace owb::settings
