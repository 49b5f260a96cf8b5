#include "store/mapper.h"

#include "core/async.h"
#include "core/errortext.h"
#include "store/boundschema.h"
#include "store/dbthread.h"
#include "store/mappingtext.h"
#include "store/readoperations.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Reads the first rows of one entity; what goes wrong is a problem of that entity alone. */
class PreviewReader
{
public:
    PreviewReader(Session& session, const SchemaProfile& draft, const QList<TableInfo>& known)
        : m_session(session)
        , m_tables(bindByName(draft, known), session.dialect())
    { }

    [[nodiscard]] MapPreview read()
    {
        m_preview.clients = rowsOf(m_tables.clients, Entity::Client);
        m_preview.tokens = rowsOf(m_tables.tokens, Entity::Token);
        m_preview.refreshTokens = rowsOf(m_tables.refreshTokens, Entity::Refresh);
        m_preview.codes = rowsOf(m_tables.codes, Entity::Code);
        checkMembers();
        return m_preview;
    }

    [[nodiscard]] bool wasStopped() const { return m_wasStopped; }

private:
    template <class Table>
    using RowsOf = QList<decltype(std::declval<const Table&>().read(std::declval<const Row&>()))>;

    template <class Table> RowsOf<Table> rowsOf(const Table& table, Entity which)
    {
        if (!table.sql().exists() || table.sql().entity().fields.isEmpty()) {
            return {};
        }
        auto rows = readAll(m_session, table, table.sql().selectWhere({}, Mapper::previewRows));
        if (!rows) {
            m_wasStopped = m_wasStopped || rows.error().kind == core::Error::Kind::Interrupted;
            refuse(which, {}, MappingText::tr("Its rows cannot be read. %1").arg(core::errorText(rows.error()).what));
        }
        return rows ? std::move(*rows) : RowsOf<Table>();
    }

    void refuse(Entity which, const QString& field, const QString& sentence)
    {
        m_preview.problems.append(
            {MapProblem::Severity::Contradiction, which, field, entityTitle(which) + u": "_s + sentence});
    }

    /** A member with a column of its own must not stand in the column for all as well: nobody could say which counts.
     */
    void checkMembers()
    {
        const BoundEntity& entity = m_tables.clients.sql().entity();
        const Field* metadata = entity.field(u"metadata"_s);
        if (!metadata || entity.members.isEmpty()) {
            return;
        }
        BoundSchema alone = m_tables.schema;
        alone.client.members.clear();
        const ClientTable whole(alone, m_session.dialect());
        const QList<oauth::Client> clients = rowsOf(whole, Entity::Client);
        for (auto it = entity.members.cbegin(); it != entity.members.cend(); ++it) {
            for (const oauth::Client& client : clients) {
                if (client.metadata.contains(it.key())) {
                    refuse(Entity::Client, it.key(),
                        MappingText::tr("%1 stands in column %2 and in column %3 as well.")
                            .arg(it.key(), it->column, metadata->column));
                    break;
                }
            }
        }
    }

    Session& m_session;
    Tables m_tables;
    MapPreview m_preview;
    bool m_wasStopped = false;
};

} // namespace

Mapper::Mapper(const core::DatabaseAddress& address, const core::Secret& password, QObject* parent)
    : QObject(parent)
    , m_newest(std::make_shared<std::atomic_int>(0))
{
    SessionSettings settings;
    settings.address = address;
    settings.password = password;
    m_thread = std::make_unique<DbThread>(settings);
}

Mapper::~Mapper() = default;

Reply<QList<TableInfo>> Mapper::tables()
{
    return m_thread->post([](Session& session) { return readCatalog(session); });
}

void Mapper::preview(const SchemaProfile& draft, const QList<TableInfo>& tables)
{
    const int round = ++*m_newest;
    const auto job = [newest = m_newest, round, draft, tables](Session& session) -> core::Result<MapPreview> {
        if (round != *newest) { // another was asked for meanwhile
            return core::failure(core::Error::Kind::Interrupted);
        }
        PreviewReader reader(session, draft, tables);
        const MapPreview preview = reader.read();
        // A stop that was meant for the one before it may have come late.
        const bool again = reader.wasStopped() && round == *newest;
        return again ? PreviewReader(session, draft, tables).read() : preview;
    };
    if (m_underWay > 0) {
        m_thread->interrupt();
    }
    ++m_underWay;
    core::whenDone(m_thread->post(job), this, [this, round](const core::Result<MapPreview>& preview) {
        --m_underWay;
        if (round != *m_newest) {
            return;
        }
        if (preview) {
            Q_EMIT previewed(*preview);
            return;
        }
        MapPreview failed;
        failed.problems.append(
            {MapProblem::Severity::Contradiction, Entity::Client, {}, core::errorText(preview.error()).sentence()});
        Q_EMIT previewed(failed);
    });
}

} // namespace owb::store
