#include "store/bulkoperations.h"

#include "store/keywindows.h"
#include "store/readoperations.h"
#include "store/revocation.h"
#include "store/steps.h"
#include "store/tokensegments.h"
#include "store/writeoperations.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;
using Keys = QList<QVariantList>;

constexpr qint64 nsOfUs = 1000;

QString nameOf(BulkAction action)
{
    switch (action) {
    case BulkAction::Revoke:
        return u"revoking tokens"_s;
    case BulkAction::Expire:
        return u"expiring tokens"_s;
    case BulkAction::Restore:
        return u"taking revocations back"_s;
    case BulkAction::Purge:
        return u"removing ended tokens"_s;
    }
    return {};
}

/** The steps on one table; none where what is done is a statement of the table's own. */
QList<Step> stepsOf(const Tables& tables, const TokenTable& table, const BulkChange& change)
{
    const QString prefix = table.isOfRefreshTokens() ? u"refresh_"_s : QString();
    const QString operation = change.action == BulkAction::Revoke ? operationName(change.what)
        : change.action == BulkAction::Purge                      ? u"purge"_s
                                                                  : QString();
    return tables.schema.profile.operations.value(prefix + operation);
}

bool goesBySteps(const BulkChange& change)
{
    return change.action == BulkAction::Revoke || change.action == BulkAction::Purge;
}

/** One batch on one table. */
class Batch
{
public:
    Batch(Session& session, const Tables& tables, const TokenTable& table, const BulkChange& change)
        : m_session(session)
        , m_tables(tables)
        , m_table(table)
        , m_change(change)
        , m_wanted(toChange(tables, table, change))
        , m_steps(stepsOf(tables, table, change))
    { }

    [[nodiscard]] bool isNeeded() const { return m_wanted.has_value(); }
    [[nodiscard]] core::Result<BatchDone> run(const std::optional<Cursor>& after, BatchSize size);

private:
    [[nodiscard]] core::Result<Keys> read(const Condition& condition, const std::optional<Cursor>& after, int most);
    [[nodiscard]] Cursor cursorAt(const QVariantList& key) const;
    [[nodiscard]] std::optional<Cursor> endOf(
        const std::optional<KeyRange>& range, const std::optional<Cursor>& after, qint64 keys) const;
    static void measure(const KeyRange& range, const std::optional<Cursor>& after, BatchDone& done);
    [[nodiscard]] core::Result<qint64> write(const Condition& rows, BatchDone& batch);
    [[nodiscard]] core::Result<bool> keptByTriggers(const Condition& rows);
    [[nodiscard]] core::Result<qint64> changeRows(const Condition& rows);
    [[nodiscard]] core::Result<qint64> runSteps(const Condition& rows);

    Session& m_session;
    const Tables& m_tables;
    const TokenTable& m_table;
    const BulkChange& m_change;
    std::optional<Condition> m_wanted; // what is meant and not done yet
    QList<Step> m_steps;
};

core::Result<Keys> Batch::read(const Condition& condition, const std::optional<Cursor>& after, int most)
{
    Keys keys;
    const auto take = [&](const Row& row) {
        keys << m_table.sql().key(row).parts;
        return keys.size() < most;
    };
    for (const Statement& statement : m_table.sql().keysOf(condition, {}, after, most - 1)) {
        if (const auto done = m_session.select(statement, take); !done) {
            return tl::unexpected(done.error());
        }
    }
    return keys;
}

Cursor Batch::cursorAt(const QVariantList& key) const
{
    return {{}, key, m_table.isOfRefreshTokens()};
}

/** How far this batch may look: looking far at once would keep others from writing to an SQLite file. */
std::optional<Cursor> Batch::endOf(
    const std::optional<KeyRange>& range, const std::optional<Cursor>& after, qint64 keys) const
{
    if (!range) {
        return std::nullopt;
    }
    const qint64 from = after ? after->key.constFirst().toLongLong() : range->least;
    qint64 to = 0;
    return !__builtin_add_overflow(from, keys, &to) && to < range->most ? std::optional(cursorAt({to})) : std::nullopt;
}

/** Where the batch went on from and to, in the table's keys. */
void Batch::measure(const KeyRange& range, const std::optional<Cursor>& after, BatchDone& done)
{
    const auto least = static_cast<double>(range.least);
    const qint64 from = after ? after->key.constFirst().toLongLong() : range.least;
    const qint64 to = done.next ? done.next->key.constFirst().toLongLong() : range.most;
    qint64 between = 0; // keys may lie further apart than a number tells
    const bool beyond = __builtin_sub_overflow(to, from, &between);
    done.keys = beyond ? std::numeric_limits<qint64>::max() : std::max<qint64>(between, 1);
    done.share = done.next ? (static_cast<double>(to) - least + 1) / (static_cast<double>(range.most) - least + 1) : 1;
}

core::Result<BatchDone> Batch::run(const std::optional<Cursor>& after, BatchSize size)
{
    const auto range = keyRange(m_session, m_table.sql());
    if (!range) {
        return tl::unexpected(range.error());
    }
    const std::optional<Cursor> end = endOf(*range, after, size.keys);
    BatchDone done;
    done.next = end;
    std::optional<Condition> rows = m_table.sql().within({}, Stretch(after, end));
    if (!size.isDense || !*range) {
        QElapsedTimer clock;
        clock.start();
        const auto keys =
            read(end ? *m_wanted && m_table.sql().within({}, Stretch(std::nullopt, end)) : *m_wanted, after, size.rows);
        done.readUs = clock.nsecsElapsed() / nsOfUs;
        if (!keys) {
            return tl::unexpected(keys.error());
        }
        if (keys->size() == size.rows) {
            done.next = cursorAt(keys->constLast());
        }
        rows = keys->isEmpty() ? std::nullopt : std::optional(m_table.sql().keysAre(*keys));
    }
    const auto changed = rows ? write(*rows, done) : core::Result<qint64>(0);
    if (!changed) {
        return tl::unexpected(changed.error());
    }
    done.changed = *changed;
    done.share = done.next ? -1 : 1;
    if (*range) {
        measure(**range, after, done);
    }
    return done;
}

core::Result<qint64> Batch::write(const Condition& rows, BatchDone& batch)
{
    QElapsedTimer clock;
    clock.start();
    auto changed = m_session.inTransaction([&]() -> core::Result<qint64> {
        batch.waitedUs = clock.nsecsElapsed() / nsOfUs;
        const auto done = changeRows(rows && *m_wanted);
        const auto kept = done ? keptByTriggers(rows) : tl::unexpected(done.error());
        if (kept && *kept) {
            return core::failure(ErrorKind::Constraint, m_table.sql().entity().table.name, {},
                u"a trigger keeps rows that were to be changed"_s);
        }
        return kept ? done : tl::unexpected(kept.error());
    });
    batch.lockedUs = clock.nsecsElapsed() / nsOfUs - batch.waitedUs;
    return changed;
}

/** A trigger can undo a change without an error. */
core::Result<bool> Batch::keptByTriggers(const Condition& rows)
{
    const QString known = m_session.dialect().triggerCount();
    const auto triggers =
        known.isEmpty() ? core::Result<qint64>(1) : countRows(m_session, {known, {m_table.sql().table()}});
    const auto left =
        triggers && *triggers > 0 ? countRows(m_session, m_table.sql().countWhere(rows && *m_wanted)) : triggers;
    return left.map([](qint64 count) { return count > 0; });
}

core::Result<qint64> Batch::changeRows(const Condition& rows)
{
    if (goesBySteps(m_change)) {
        return runSteps(rows);
    }
    const auto statement =
        m_change.action == BulkAction::Expire ? m_table.expire(rows, m_change.now - 1) : m_table.restore(rows);
    return statement ? m_session.execute(*statement) : tl::unexpected(statement.error());
}

core::Result<qint64> Batch::runSteps(const Condition& rows)
{
    const Step& only = m_steps.constFirst();
    if (m_steps.size() == 1 && only.column.isEmpty() && only.action != Step::Action::TakeOut) {
        return m_session.execute(stepStatement(m_tables, m_session.dialect(), only, rows, m_change.now));
    }
    // The first step may change what the condition goes by: the next ones need the keys themselves.
    Keys meant;
    const auto read = m_session.select(m_table.sql().selectWhere(rows, 0, true), [&](const Row& row) {
        meant << m_table.sql().key(row).parts;
        return true;
    });
    if (!read || meant.isEmpty()) {
        return read ? core::Result<qint64>(0) : tl::unexpected(read.error());
    }
    const Rows these{
        m_table.isOfRefreshTokens() ? Entity::Refresh : Entity::Token, m_table.sql().keysAre(meant), QString()};
    const auto done = store::runSteps(m_session, m_tables, m_steps, these, m_change.now);
    return done ? core::Result<qint64>(meant.size()) : tl::unexpected(done.error());
}

} // namespace

core::Result<> isPossible(const Tables& tables, const BulkChange& change)
{
    const SchemaProfile& profile = tables.schema.profile;
    if (change.action == BulkAction::Revoke) {
        return canRevoke(profile, change.what);
    }
    if (change.action == BulkAction::Purge && !profile.can(u"purge"_s) && !profile.can(u"refresh_purge"_s)) {
        return core::failure(ErrorKind::Unsupported, nameOf(change.action),
            {u"which rows of this layout nothing needs any more is for its own clean-up to know"_s});
    }
    if (change.action == BulkAction::Restore && profile.removesRevoked()) {
        return core::failure(ErrorKind::Unsupported, nameOf(change.action), {u"this layout removes what is revoked"_s});
    }
    return {};
}

std::optional<Condition> toChange(const Tables& tables, const TokenTable& table, const BulkChange& change)
{
    if (!table.sql().exists() || (goesBySteps(change) && stepsOf(tables, table, change).isEmpty())) {
        return std::nullopt;
    }
    const QList<Condition> all{table.matching(change.query.filter, change.now), table.unchanged(change)};
    if (change.stretches.isEmpty()) {
        return Condition::allOf(all);
    }
    std::optional<Condition> any;
    for (const Stretch& stretch : change.stretches) {
        if (const auto part = segmentOf(table, stretch)) {
            const Condition one = table.sql().within(table.ordering(change.query), *part);
            any = any ? *any || one : one;
        }
    }
    return Condition::allOf(all + QList<Condition>{any.value_or(Condition::never())});
}

core::Result<BatchDone> changeBatch(Session& session, const Tables& tables, const BulkChange& change,
    const std::optional<Cursor>& after, BatchSize size)
{
    const auto may = mayWrite(session, tables, nameOf(change.action));
    if (const auto possible = may ? isPossible(tables, change) : may; !possible) {
        return tl::unexpected(possible.error());
    }
    Batch first(session, tables, tables.tokens, change);
    Batch second(session, tables, tables.refreshTokens, change);
    const bool both = first.isNeeded() && second.isNeeded();
    const Cursor startOfSecond{{}, {}, true};
    if (!second.isNeeded() || (first.isNeeded() && !(after && after->ofRefreshTokens))) {
        if (!first.isNeeded()) {
            return tl::unexpected(noTableFor(u"tokens"_s));
        }
        auto done = first.run(after, size);
        if (done && both) {
            done->share /= 2;
            done->next = done->next ? done->next : startOfSecond;
        }
        return done;
    }
    auto done = second.run(after && !after->key.isEmpty() ? after : std::nullopt, size);
    if (done && both && done->share >= 0) {
        done->share = (1 + done->share) / 2;
    }
    return done;
}

} // namespace owb::store
