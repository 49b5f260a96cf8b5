#include "settings/connectionstore.h"

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

ConnectionStore::ConnectionStore(const QString& file)
    : m_list(file.isEmpty() ? u"connections.json"_s : file, u"connections"_s)
{ }

core::Result<QList<Connection>> ConnectionStore::all() const
{
    const auto stored = m_list.read();
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    QList<Connection> list;
    for (const QJsonValue& one : *stored) {
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
    return m_list.change([&connection](QJsonArray& list) -> core::Result<> {
        if (isNameTaken(list, connection.name, connection.id)) {
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
    return m_list.remove(id);
}

core::Result<QString> ConnectionStore::setAside()
{
    return m_list.setAside();
}

} // namespace owb::settings
