#pragma once

#include "core/result.h"
#include "settings/connection.h"
#include "settings/listfile.h"

#include <QList>

namespace owb::settings {

/**
 * The saved connections, in one JSON file that only its owner can read. Never a password. Each change reads the file
 * anew and replaces it whole, so that two programs at once lose nothing; what a later version wrote stays.
 */
class ConnectionStore
{
public:
    /** `file` empty: the place that oauth-workbench and owb share. */
    explicit ConnectionStore(const QString& file = {});

    /** In the order they were added; none when there is no file. NotReadable when it is not understood. */
    [[nodiscard]] core::Result<QList<Connection>> all() const;
    [[nodiscard]] std::optional<Connection> find(const QString& id) const;
    [[nodiscard]] std::optional<Connection> named(const QString& name) const;

    /** Adds it, or replaces the one with its id. AlreadyExists when another has its name. */
    [[nodiscard]] core::Result<> save(const Connection& connection);
    [[nodiscard]] core::Result<> remove(const QString& id);
    /** Moves a file that is not understood out of the way; gives its new path. */
    [[nodiscard]] core::Result<QString> setAside();

    [[nodiscard]] const QString& file() const { return m_list.path(); }

private:
    ListFile m_list;
};

} // namespace owb::settings
