#pragma once

#include "core/async.h"
#include "store/repository.h"
#include "tables/pagedtablemodel.h"

namespace owb::tables {

/** The rows themselves. `Value` has a member `key`; `Query` is what the repository takes. */
template <class Value, class Query> class PagedRows : public PagedTableModel
{
public:
    PagedRows(store::Repository& repository, QObject* parent)
        : PagedTableModel(parent)
        , m_repository(repository)
    { }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] bool hasMore() const final { return m_next.has_value(); }
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const final
    {
        return !parent.isValid() && m_next && phase() != Phase::Loading;
    }
    void fetchMore(const QModelIndex& parent) final
    {
        if (canFetchMore(parent)) {
            request(m_next);
        }
    }
    [[nodiscard]] const Value& at(int row) const { return m_rows.at(row); }
    [[nodiscard]] const Query& query() const { return m_query; }
    void setQuery(const Query& query)
    {
        m_query = query;
        reload();
    }
    void reload() final { request(std::nullopt); }
    [[nodiscard]] oauth::RowKey keyAt(int row) const final { return m_rows.value(row).key; }
    [[nodiscard]] int rowOf(const oauth::RowKey& key) const final
    {
        for (int row = 0; row < m_rows.size(); ++row) {
            if (m_rows.at(row).key == key) {
                return row;
            }
        }
        return -1;
    }

protected:
    [[nodiscard]] virtual store::Reply<store::Page<Value>> ask(
        const Query& query, const std::optional<store::Cursor>& after) = 0;
    virtual void rowChanged(int row) { Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1)); }

    [[nodiscard]] store::Repository& repository() const { return m_repository; }
    void replace(const Value& value)
    {
        if (const int row = rowOf(value.key); row >= 0) {
            m_rows[row] = value;
            rowChanged(row);
        }
    }
    /** A new row stands first; where a search or an order is in force, only reading tells its place. */
    void add(const Value& value)
    {
        if (m_query != Query{}) {
            reload();
            return;
        }
        beginInsertRows({}, 0, 0);
        m_rows.prepend(value);
        m_early << value.key;
        endInsertRows();
    }
    void remove(const oauth::RowKey& key)
    {
        if (const int row = rowOf(key); row >= 0) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            m_early.removeAll(key);
            endRemoveRows();
        }
    }

private:
    void request(const std::optional<store::Cursor>& after)
    {
        const int generation = ++m_generation;
        setPhase(Phase::Loading);
        Q_EMIT loading();
        core::whenDone(ask(m_query, after), this,
            [this, generation, first = !after](const core::Result<store::Page<Value>>& reply) {
                if (generation == m_generation) { // otherwise an answer to an older question
                    take(reply, first);
                }
            });
    }
    void take(const core::Result<store::Page<Value>>& reply, bool first)
    {
        if (!reply) {
            setPhase(Phase::Failed);
            Q_EMIT loadFailed(reply.error());
            return;
        }
        setPhase(Phase::Loaded);
        m_next = reply->next;
        if (first) {
            beginResetModel();
            m_rows = reply->rows;
            m_early.clear();
            endResetModel();
        } else {
            append(reply->rows);
        }
        Q_EMIT loaded();
    }
    void append(QList<Value> rows)
    {
        rows.removeIf([this](const Value& value) { return m_early.contains(value.key); });
        if (!rows.isEmpty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
            m_rows += rows;
            endInsertRows();
        }
    }

    store::Repository& m_repository;
    Query m_query;
    QList<Value> m_rows;
    QList<oauth::RowKey> m_early; // of rows that were added at the top: a later page has them, too
    std::optional<store::Cursor> m_next;
    int m_generation = 0;
};

} // namespace owb::tables
