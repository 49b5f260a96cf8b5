#include "store/mariaerror.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using ErrorKind = core::Error::Kind;

Q_DECLARE_METATYPE(owb::core::Error::Kind)

/** The failures of MariaDB and MySQL that no server of a test can be made to give. */
class TestMariaError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTheKind_data();
    void knowsTheKind();
    void knowsWhyItCannotConnect_data();
    void knowsWhyItCannotConnect();
    void tellsNoValue_data();
    void tellsNoValue();

private:
    [[nodiscard]] static core::DatabaseAddress address()
    {
        return core::DatabaseAddress::parse(u"mariadb://me@db.example/app"_s).value_or(core::DatabaseAddress());
    }
};

void TestMariaError::knowsTheKind_data()
{
    QTest::addColumn<unsigned>("code");
    QTest::addColumn<QString>("words");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](unsigned code, const char* words, ErrorKind kind) {
        QTest::addRow("%u %s", code, words) << code << QString::fromLatin1(words) << kind;
    };
    row(1047, "WSREP has not yet prepared node for application use", ErrorKind::ConnectionLost);
    row(2006, "Server has gone away", ErrorKind::ConnectionLost);
    row(1927, "Connection was killed", ErrorKind::ConnectionLost);
    row(4031, "The client was disconnected by the server because of inactivity.", ErrorKind::ConnectionLost);
    row(1213, "Deadlock found when trying to get lock; try restarting transaction", ErrorKind::Locked);
    row(1205, "Lock wait timeout exceeded; try restarting transaction", ErrorKind::Locked);
    row(3572, "Statement aborted because lock(s) could not be acquired immediately and NOWAIT is set.",
        ErrorKind::Locked);
    row(1969, "Query execution was interrupted (max_statement_time exceeded)", ErrorKind::TimedOut);
    row(3024, "Query execution was interrupted, maximum statement execution time exceeded", ErrorKind::TimedOut);
    row(1317, "Query execution was interrupted", ErrorKind::Interrupted);
    row(1290, "The MariaDB server is running with the --read-only option so it cannot execute this statement",
        ErrorKind::ReadOnlyDatabase);
    row(1290, "The MariaDB server is running with the --secure-file-priv option", ErrorKind::Permission);
    row(1836, "Running in read-only mode", ErrorKind::ReadOnlyDatabase);
    row(1792, "Cannot execute statement in a READ ONLY transaction", ErrorKind::ReadOnlyConnection);
    row(3819, "Check constraint 'c' is violated.", ErrorKind::Constraint);
    row(1114, "The table 't' is full", ErrorKind::DiskFull);
    row(1021, "Disk full (/tmp/x); waiting for someone to free some space...", ErrorKind::DiskFull);
    row(1815, "Internal error: x", ErrorKind::Internal);
}

void TestMariaError::knowsTheKind()
{
    QFETCH(const unsigned, code);
    QFETCH(const QString, words);
    QFETCH(const ErrorKind, kind);
    const core::Error error = mariaError({code, words}, address());
    QCOMPARE(error.kind, kind);
    QCOMPARE(isMariaLost(code), kind == ErrorKind::ConnectionLost);
    QCOMPARE(error.subject, address().text());
}

void TestMariaError::knowsWhyItCannotConnect_data()
{
    QTest::addColumn<unsigned>("code");
    QTest::addColumn<QString>("words");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](unsigned code, const char* words, ErrorKind kind) {
        QTest::addRow("%u %s", code, words) << code << QString::fromLatin1(words) << kind;
    };
    row(1047, "WSREP has not yet prepared node for application use", ErrorKind::Connection);
    row(1040, "Too many connections", ErrorKind::Connection);
    row(1130, "Host 'x' is not allowed to connect to this MariaDB server", ErrorKind::LoginRefused);
    row(4151, "Access denied, this account is locked", ErrorKind::LoginRefused);
    row(1862, "Your password has expired.", ErrorKind::LoginRefused);
    row(2059, "Authentication plugin 'x' cannot be loaded", ErrorKind::LoginRefused);
    row(1044, "Access denied for user 'x'@'y' to database 'z'", ErrorKind::DatabaseMissing);
    row(2013, "Lost connection to server at 'handshake: reading initial communication packet'", ErrorKind::Connection);
}

void TestMariaError::knowsWhyItCannotConnect()
{
    QFETCH(const unsigned, code);
    QFETCH(const QString, words);
    QFETCH(const ErrorKind, kind);
    QCOMPARE(mariaConnectError({code, words}, address(), u"db.example"_s, true, true).kind, kind);
}

void TestMariaError::tellsNoValue_data()
{
    QTest::addColumn<unsigned>("code");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("told");
    const auto row = [](unsigned code, const char* words, const char* told) {
        QTest::addRow("%s", words) << code << QString::fromLatin1(words) << QString::fromLatin1(told);
    };
    row(1062, "Duplicate entry 'se'cret' for key 'PRIMARY'", "Duplicate entry for key 'PRIMARY'");
    row(1062, "Duplicate entry 'a' for key 'b' for key 't.code'", "Duplicate entry for key 't.code'");
    row(1062, "Duplicate entry 'cut off", "Duplicate entry");
    row(1366, "Incorrect string value: '\\xF0\\x9F' for column `d`.`t`.`c` at row 1",
        "Incorrect string value for column `d`.`t`.`c` at row 1");
    row(1292, "Truncated incorrect DOUBLE value: 'secret'", "Truncated incorrect DOUBLE value");
    row(1411, "Incorrect datetime value: 'secret' for function str_to_date", "MariaDB 1411: Incorrect datetime value");
    row(1690, "BIGINT value is out of range in '(5 + 6)'", "MariaDB 1690: BIGINT value is out of range in");
    row(1048, "Column 'c' cannot be null", "Column 'c' cannot be null");
}

void TestMariaError::tellsNoValue()
{
    QFETCH(const unsigned, code);
    QFETCH(const QString, words);
    QFETCH(const QString, told);
    QCOMPARE(mariaError({code, words}, address()).detail, told);
}

QTEST_GUILESS_MAIN(TestMariaError)
#include "tst_mariaerror.moc"
