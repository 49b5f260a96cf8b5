#pragma once

#include "core/databaseaddress.h"
#include "oauth/authorizationcode.h"
#include "oauth/client.h"
#include "oauth/token.h"
#include "store/mapping.h"
#include "store/repositorytypes.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace owb::store {

class DbThread;

/** The first rows of each mapped table, read as the map says. */
struct MapPreview
{
    QList<oauth::Client> clients;
    QList<oauth::Token> tokens;
    QList<oauth::Token> refreshTokens;
    QList<oauth::AuthorizationCode> codes;
    QList<MapProblem> problems; // what only the rows show: what cannot be read, what is said twice
};

/** Looks at a database while its tables are mapped by hand. It reads only, on a thread and session of its own. */
class Mapper : public QObject
{
    Q_OBJECT
public:
    /** Opens the database in the background; when it cannot be, tables() says so. */
    Mapper(const core::DatabaseAddress& address, const core::Secret& password, QObject* parent = nullptr);
    ~Mapper() override;

    [[nodiscard]] Reply<QList<TableInfo>> tables();
    /** Asks for previewed(): of several that are asked for at once only the newest is answered, and the others stop. */
    void preview(const SchemaProfile& draft, const QList<TableInfo>& tables);

    static constexpr int previewRows = 5;

Q_SIGNALS:
    void previewed(const owb::store::MapPreview& preview);

private:
    std::shared_ptr<std::atomic_int> m_newest; // shared with the jobs, which may outlive this
    int m_underWay = 0; // previews that have not been answered
    std::unique_ptr<DbThread> m_thread;
};

} // namespace owb::store
