#include "settings/connectionstore.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

const QString listMember = u"connections"_s;

/** The file before there is one. */
QJsonObject emptyFile()
{
    return {{u"version"_s, 1}, {listMember, QJsonArray()}};
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
    : m_json(file.isEmpty() ? u"connections.json"_s : file)
{ }

core::Result<QList<Connection>> ConnectionStore::all() const
{
    const auto json = m_json.read(emptyFile(), listMember);
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
    return m_json.change(emptyFile(), listMember, [&change](QJsonObject& json) {
        QJsonArray list = json.value(listMember).toArray();
        const auto changed = change(list);
        json.insert(listMember, list);
        return changed;
    });
}

core::Result<QString> ConnectionStore::setAside()
{
    for (int number = 1; number < 1000; ++number) {
        const QString path = u"%1.kept-%2"_s.arg(file()).arg(number);
        if (!QFile::exists(path)) {
            return QFile::rename(file(), path)
                ? core::Result<QString>(path)
                : core::failure(core::Error::Kind::FileNotWritten, path, {}, u"it cannot be renamed"_s);
        }
    }
    return core::failure(core::Error::Kind::FileNotWritten, file(), {}, u"too many copies are kept beside it"_s);
}

} // namespace owb::settings
