#include "statementlist.h"
#include "testdatabase.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

namespace {

const QString fixtures = QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/");

QString contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/** The statements of a script, each of which ends with ; at the end of a line, without comment lines. */
QStringList statements(const QString& script)
{
    QStringList found;
    QStringList pending;
    const QStringList lines = script.split(u'\n');
    for (const QString& line : lines) {
        if (pending.isEmpty() && (line.trimmed().isEmpty() || line.startsWith("--"_L1))) {
            continue;
        }
        pending << line;
        if (line.endsWith(u';')) {
            found << pending.join(u'\n');
            pending.clear();
        }
    }
    return found;
}

core::Result<BoundSchema> detected(const QString& path)
{
    const auto session = Session::open(sessionFor(path, false));
    const auto tables = session ? readCatalog(**session) : tl::unexpected(session.error());
    const auto schemas = tables ? detectSchemas(*tables, builtinProfiles(), path) : tl::unexpected(tables.error());
    return schemas ? core::Result<BoundSchema>(schemas->constFirst()) : tl::unexpected(schemas.error());
}

} // namespace

/**
 * Whole statements for the tables of every fixture, word for word in tests/fixtures/statements: a change of SQL must be
 * meant. With OWB_UPDATE=1 in the environment the files are written anew, for a person to review.
 */
class TestGoldenStatements : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areWhatIsWrittenDown_data();
    void areWhatIsWrittenDown();
    void noOtherFileIsThere();

private:
    QStringList m_written;
};

void TestGoldenStatements::areWhatIsWrittenDown_data()
{
    QTest::addColumn<QString>("fixture");
    const QStringList names = QDir(fixtures + u"schemas"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(names.size() > 1);
    for (const QString& name : names) {
        // What is not read has no statements: see tests/fixtures/test_golden.py.
        const QString expected = contents(fixtures + u"expected/%1.json"_s.arg(name));
        QVERIFY2(!expected.isEmpty(), qPrintable(name));
        if (!expected.contains("\"pending\": true"_L1) && !expected.contains("\"detect\": null"_L1)) {
            QTest::newRow(qPrintable(name)) << name;
        }
    }
}

void TestGoldenStatements::areWhatIsWrittenDown()
{
    QFETCH(QString, fixture);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"auth.sqlite3"_s);
    TestDatabase::runAll(path, statements(contents(fixtures + u"schemas/%1/sqlite.sql"_s.arg(fixture))));
    const auto schema = detected(path);
    QVERIFY(schema);
    const QList<std::pair<QString, const Dialect*>> dialects{
        {u"sqlite"_s, &sqliteDialect()}, {u"postgresql"_s, &postgresDialect()}, {u"mariadb"_s, &mariaDialect()}};
    for (const auto& [name, dialect] : dialects) {
        const QString file = u"%1.%2.txt"_s.arg(fixture, name);
        m_written << file;
        const QString text = StatementList(*schema, *dialect).text();
        if (qEnvironmentVariable("OWB_UPDATE") == "1"_L1) {
            QFile written(fixtures + u"statements/"_s + file);
            QVERIFY(written.open(QIODevice::WriteOnly) && written.write(text.toUtf8()) > 0);
        }
        QCOMPARE(text.split(u'\n'), contents(fixtures + u"statements/"_s + file).split(u'\n'));
    }
}

void TestGoldenStatements::noOtherFileIsThere()
{
    m_written.sort();
    QCOMPARE(QDir(fixtures + u"statements"_s).entryList(QDir::Files, QDir::Name), m_written);
}

QTEST_GUILESS_MAIN(TestGoldenStatements)
#include "tst_goldenstatements.moc"
