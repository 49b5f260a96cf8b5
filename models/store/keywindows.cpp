#include "store/keywindows.h"

#include <algorithm>

namespace owb::store {

namespace {

constexpr qint64 firstWidth = 50'000; // tables with fewer keys are looked through at once
constexpr qint64 leastWidth = 1'000;
constexpr qint64 mostWidth = qint64(1) << 50;
constexpr qint64 quickMs = 20;
constexpr qint64 slowMs = 60;
constexpr qint64 tellMs = 80;

} // namespace

core::Result<std::optional<KeyRange>> keyRange(Session& session, const EntitySql& sql)
{
    std::optional<KeyRange> range;
    const auto statement = sql.keyRange();
    const auto read = statement ? session.select(*statement,
                          [&range](const Row& row) {
                              if (!row.isNull(0)) {
                                  range = KeyRange{row.integer(0), row.integer(1)};
                              }
                              return false;
                          })
                                : core::Result<>();
    return read ? core::Result<std::optional<KeyRange>>(range) : tl::unexpected(read.error());
}

core::Result<std::optional<KeyRange>> windowsOf(
    Session& session, const EntitySql& sql, const Condition& condition, const Ordering& ordering)
{
    const bool looks = ordering.expression.isEmpty() && !condition.sql.isEmpty();
    return looks ? keyRange(session, sql) : core::Result<std::optional<KeyRange>>();
}

KeyWindows::KeyWindows(const std::optional<KeyRange>& range, SortOrder order, const Stretch& stretch)
    : m_range(range)
    , m_order(order)
    , m_stretch(stretch)
    , m_width(firstWidth)
{
    m_clock.start();
    m_pieceClock.start();
    findEnd();
}

void KeyWindows::findEnd()
{
    m_end.reset();
    if (!m_range) {
        return;
    }
    const bool up = m_order == SortOrder::Ascending;
    const auto keyOf = [](const Cursor& cursor) { return cursor.key.constFirst().toLongLong(); };
    const qint64 from = m_stretch.after ? keyOf(*m_stretch.after) : up ? m_range->least : m_range->most;
    const qint64 to = m_stretch.until ? keyOf(*m_stretch.until) : up ? m_range->most : m_range->least;
    qint64 end = 0;
    const bool beyond = up ? __builtin_add_overflow(from, m_width, &end) : __builtin_sub_overflow(from, m_width, &end);
    if (!beyond && (up ? end < to : end > to)) {
        m_end = end;
    }
}

Stretch KeyWindows::piece() const
{
    return m_end ? Stretch(m_stretch.after, end()) : m_stretch;
}

void KeyWindows::advance()
{
    const qint64 took = m_pieceClock.restart();
    m_width = took < quickMs ? std::min(m_width * 2, mostWidth)
        : took > slowMs      ? std::max(m_width / 2, leastWidth)
                             : m_width;
    m_stretch.after = end();
    findEnd();
}

bool KeyWindows::isTimeUp() const
{
    return m_clock.elapsed() >= tellMs;
}

double KeyWindows::share() const
{
    return m_range && !m_end ? 1 : shareBehind(m_range, m_order, m_end ? end() : Cursor());
}

double shareBehind(const std::optional<KeyRange>& range, SortOrder order, const Cursor& cursor)
{
    if (!range || cursor.key.isEmpty()) {
        return -1;
    }
    const auto key = static_cast<double>(cursor.key.constFirst().toLongLong());
    const auto least = static_cast<double>(range->least);
    const auto most = static_cast<double>(range->most);
    const double behind = order == SortOrder::Ascending ? key - least : most - key;
    return std::clamp(behind / (most - least + 1), 0.0, 1.0);
}

} // namespace owb::store
