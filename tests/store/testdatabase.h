#pragma once

#include "core/async.h"
#include "core/clock.h"
#include "store/opendatabase.h"
#include "store/session.h"

#include <QTemporaryDir>
#include <QTest>

/** A clock that stands still. */
class StillClock final : public owb::core::Clock
{
public:
    [[nodiscard]] qint64 now() const override { return m_now; }
    qint64 m_now = 1'790'000'000;
};

/** The layouts a test can ask for. */
enum class Layout { Before013, Before10, Since10, Since16 };

/** An SQLite file in a temporary folder, filled by plain SQL as another program would. */
class TestDatabase
{
public:
    explicit TestDatabase(Layout layout = Layout::Since16);
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("auth server?#%.sqlite3")); }
    /** Runs one statement; stops the test program when it fails, because the fixture would lie. */
    void run(const QString& sql, const QVariantList& values = {});
    /** Runs statements over one connection. */
    static void runAll(const QString& path, const QStringList& statements);
    /** A new file whose texts are UTF-16, with the tables of clients and tokens. */
    static void makeWide(const QString& path);
    /** The first column of the first row. */
    [[nodiscard]] QVariant ask(const QString& sql, const QVariantList& values = {});
    /** All cells of all rows, with their storage types: equal texts mean equal bytes. */
    [[nodiscard]] QString dump(const QString& table);
    void addClient(const QString& id, const QString& secret, const QString& metadata);
    void addToken(
        const QString& client, const QString& access, const QVariant& refresh, qint64 issued, qint64 lifetime);

private:
    QTemporaryDir m_folder;
};

/** Waits for a reply of the repository. */
template <class T> [[nodiscard]] T answered(const QFuture<T>& future)
{
    QObject context;
    std::optional<T> value;
    owb::core::whenDone(future, &context, [&value](const T& reply) { value = reply; });
    if (!QTest::qWaitFor([&value] { return value.has_value(); }, 10000)) {
        qFatal("no answer within 10 seconds");
    }
    return *value;
}

/** Settings of a session on an SQLite file, with a short wait for locks. */
[[nodiscard]] owb::store::SessionSettings sessionFor(const QString& path, bool writable);

/** Options with a short wait for locks. */
[[nodiscard]] owb::store::OpenOptions quickOptions(bool unlocked, int candidate = 0, int lockTimeoutMs = 300);

/** Opens and fails the program with the reason when it cannot be opened. */
[[nodiscard]] std::shared_ptr<owb::store::Repository> openedRepository(
    const QString& path, const owb::core::Clock& clock, bool unlocked = true);
