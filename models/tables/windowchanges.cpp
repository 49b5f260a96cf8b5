// Rows that change while a window is on them: saved, added and removed ones.

#include "oauth/authorizationcode.h"
#include "tables/windowrows.h"

namespace owb::tables {

template <class Value, class Query> void WindowRows<Value, Query>::replace(const Value& value)
{
    if (const auto [id, offset] = m_cache.find(value.key); id > 0) {
        m_cache.setRow(id, offset, value);
        touch(rowOf(value.key));
    }
    if (m_currentValue && m_currentValue->key == value.key) {
        m_currentValue = value;
        Q_EMIT currentChanged();
    }
}

/** Where a search or an order is in force, only reading tells the new row's place. */
template <class Value, class Query> void WindowRows<Value, Query>::add(const Value& value)
{
    m_added = value.key;
    if (m_query != Query{} || total() == 0) {
        reload();
        return;
    }
    m_told = false;
    m_cache.markStale(places().at(newRowsComeFirst() ? 0 : places().size() - 1).id);
    choose(value.key);
}

template <class Value, class Query> void WindowRows<Value, Query>::remove(const oauth::RowKey& key)
{
    const auto [id, offset] = m_cache.find(key);
    const int block = id > 0 ? places().blockWithId(id) : -1;
    if (block < 0) {
        return;
    }
    const qint64 row = places().firstRowOf(block) + offset;
    m_cache.removeRow(id, offset);
    places().setRead(block, m_cache.rows(id)->size(), std::nullopt);
    const bool wasCurrent = m_currentValue && m_currentValue->key == key;
    follow(row, -1, false);
    if (wasCurrent) { // the one that follows takes its place
        m_currentValue.reset();
        setCurrentRow(std::min(row, total() - 1));
        RowSelection only;
        if (currentRow() >= 0) {
            only.setOnly(currentRow());
        }
        select(only);
        Q_EMIT currentChanged();
    }
    takeCurrent();
    readOn();
}

template void WindowRows<oauth::Client, store::ClientQuery>::replace(const oauth::Client&);
template void WindowRows<oauth::Client, store::ClientQuery>::add(const oauth::Client&);
template void WindowRows<oauth::Client, store::ClientQuery>::remove(const oauth::RowKey&);
template void WindowRows<oauth::Token, store::TokenQuery>::replace(const oauth::Token&);
template void WindowRows<oauth::Token, store::TokenQuery>::add(const oauth::Token&);
template void WindowRows<oauth::Token, store::TokenQuery>::remove(const oauth::RowKey&);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::replace(const oauth::AuthorizationCode&);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::add(const oauth::AuthorizationCode&);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::remove(const oauth::RowKey&);

} // namespace owb::tables
