#include "fixturefiles.h"
#include "statementlist.h"
#include "testdatabase.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

namespace {

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
    for (const QString& name : test::readableFixtures()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestGoldenStatements::areWhatIsWrittenDown()
{
    QFETCH(QString, fixture);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"auth.sqlite3"_s);
    test::fillFromFixture(path, fixture);
    const auto schema = detected(path);
    QVERIFY(schema);
    const QList<std::pair<QString, const Dialect*>> dialects{
        {u"sqlite"_s, &sqliteDialect()}, {u"postgresql"_s, &postgresDialect()}, {u"mariadb"_s, &mariaDialect()}};
    for (const auto& [name, dialect] : dialects) {
        const QString file = u"%1.%2.txt"_s.arg(fixture, name);
        m_written << file;
        const QString text = StatementList(*schema, *dialect).text();
        if (qEnvironmentVariable("OWB_UPDATE") == "1"_L1) {
            QFile written(test::fixtureFolder + u"statements/"_s + file);
            QVERIFY(written.open(QIODevice::WriteOnly) && written.write(text.toUtf8()) > 0);
        }
        QCOMPARE(text.split(u'\n'), test::contents(test::fixtureFolder + u"statements/"_s + file).split(u'\n'));
    }
}

void TestGoldenStatements::noOtherFileIsThere()
{
    m_written.sort();
    QCOMPARE(QDir(test::fixtureFolder + u"statements"_s).entryList(QDir::Files, QDir::Name), m_written);
}

QTEST_GUILESS_MAIN(TestGoldenStatements)
#include "tst_goldenstatements.moc"
