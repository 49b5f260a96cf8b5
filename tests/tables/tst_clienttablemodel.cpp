#include "../ui/clientsample.h"
#include "../ui/scriptedrepository.h"
#include "oauth/validate.h"
#include "tables/clienttablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using tables::TextTone;
using Model = tables::ClientTableModel;

class TestClientTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyColumnHasAHeader();
    void grantsAreSaidInWords_data();
    void grantsAreSaidInWords();
    void liveTokensComeAfterTheRows();
    void whatIsAbsentIsSaidQuietly();
    void rowsThatCannotBeReadAreMarkedAndCounted();
    void findingsAreCountedByTheirWeight();
    void aSavedClientChangesOneRow();
    void anAddedAndARemovedClientAreOneRow();
    void theSecretIsInNoRole();
    void toolTipsAreNeverMarkup();

private:
    QVariant at(int row, int column, int role = Qt::DisplayRole) { return m_model->index(row, column).data(role); }
    QString text(int row, int column) { return at(row, column).toString(); }
    TextTone tone(int row, int column) { return static_cast<TextTone>(at(row, column, tables::ToneRole).toInt()); }
    void load();

    std::unique_ptr<ScriptedRepository> m_repository;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestClientTableModel::init()
{
    m_repository = std::make_unique<ScriptedRepository>();
    m_repository->rows = {storedClient(1), storedClient(2), storedClient(3)};
    m_model = std::make_unique<Model>(*m_repository, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestClientTableModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestClientTableModel::load()
{
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), tables::WindowModel::Phase::Loaded);
}

void TestClientTableModel::everyColumnHasAHeader()
{
    QSet<QString> names;
    for (int column = 0; column < Model::ColumnCount; ++column) {
        names << m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QCOMPARE(names.size(), static_cast<int>(Model::ColumnCount));
    QVERIFY(!names.contains(QString()));
}

void TestClientTableModel::grantsAreSaidInWords_data()
{
    QTest::addColumn<QStringList>("grants");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("code") << QStringList{u"authorization_code"_s, u"refresh_token"_s} << u"Code, refresh"_s;
    QTest::newRow("machine") << QStringList{u"client_credentials"_s} << u"Client credentials"_s;
    QTest::newRow("device") << QStringList{u"urn:ietf:params:oauth:grant-type:device_code"_s} << u"Device"_s;
    QTest::newRow("unknown") << QStringList{u"password"_s, u"urn:x:own"_s} << u"Password, urn:x:own"_s;
}

void TestClientTableModel::grantsAreSaidInWords()
{
    QFETCH(QStringList, grants);
    QTEST(tables::grantWords(grants), "words");
}

void TestClientTableModel::liveTokensComeAfterTheRows()
{
    m_model->setLiveTokens({}); // no rows, no news
    m_model->setLiveTokens({{u"shop-1"_s, 812}});
    load();
    QCOMPARE(text(0, Model::LiveTokens), u"812"_s);
    QCOMPARE(text(1, Model::LiveTokens), u"0"_s);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setLiveTokens({{u"shop-2"_s, 7}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_model->index(0, Model::LiveTokens));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_model->index(2, Model::LiveTokens));
    QCOMPARE(text(1, Model::LiveTokens), u"7"_s);
    QCOMPARE(at(1, Model::LiveTokens, tables::SortRole).toLongLong(), 7); // a number, not its text
}

void TestClientTableModel::whatIsAbsentIsSaidQuietly()
{
    oauth::Client& client = m_repository->rows[0];
    client.id.reset();
    client.metadata.remove(u"client_name"_s);
    load();
    m_model->setLiveTokens({{QString(), 5}});
    QCOMPARE(text(0, Model::Name), u"No name"_s);
    QCOMPARE(tone(0, Model::Name), TextTone::MutedItalic);
    QCOMPARE(text(0, Model::Identifier), u"None"_s);
    QCOMPARE(tone(0, Model::Identifier), TextTone::Muted);
    QVERIFY(text(0, Model::LiveTokens).isEmpty()); // no token can name a client without an identifier
    QCOMPARE(tone(1, Model::Name), TextTone::Normal);
}

void TestClientTableModel::rowsThatCannotBeReadAreMarkedAndCounted()
{
    oauth::Client& client = m_repository->rows[1];
    client.metadata = {};
    client.unreadableMetadata = u"{\"cut"_s;
    client.problems = {{oauth::CellProblem::Kind::NotJson, u"client_metadata"_s, u"{\"cut"_s, {}}};
    load();
    QCOMPARE(m_model->unreadableRows().size(), 1);
    QCOMPARE(text(1, Model::Name), u"Metadata is not a JSON object"_s);
    QCOMPARE(tone(1, Model::Name), TextTone::Warning);
    QVERIFY(text(1, Model::Grants).isEmpty());
}

void TestClientTableModel::findingsAreCountedByTheirWeight()
{
    m_repository->rows[0].metadata.setText(u"redirect_uris"_s, u"[\"/relative\"]"_s);
    load();
    int errors = 0;
    int warnings = 0;
    for (const oauth::FieldProblem& problem : oauth::validate(m_repository->rows.at(0))) {
        errors += problem.severity == oauth::FieldProblem::Severity::Error ? 1 : 0;
        warnings += problem.severity == oauth::FieldProblem::Severity::Warning ? 1 : 0;
    }
    QVERIFY(errors > 0);
    QCOMPARE(at(0, Model::Findings, Model::ErrorsRole).toInt(), errors);
    QCOMPARE(at(0, Model::Findings, Model::WarningsRole).toInt(), warnings);
    QCOMPARE(at(0, Model::Findings).toInt(), errors + warnings);
}

void TestClientTableModel::aSavedClientChangesOneRow()
{
    load();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    oauth::Client edited = *m_model->at(1);
    edited.metadata.set(u"client_name"_s, u"Market"_s);
    (void)m_repository->saveClient({*m_model->at(1), edited});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_model->index(1, 0));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_model->index(1, Model::ColumnCount - 1));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(text(1, Model::Name), u"Market"_s);
}

void TestClientTableModel::anAddedAndARemovedClientAreOneRow()
{
    load();
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    (void)m_repository->addClient(storedClient(9));
    QTRY_COMPARE(inserted.size(), 1);
    QCOMPARE(text(3, Model::Identifier), u"shop-9"_s); // the newest key
    (void)m_repository->removeClient(storedClient(2));
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(text(1, Model::Identifier), u"shop-3"_s);
}

void TestClientTableModel::theSecretIsInNoRole()
{
    load();
    for (int column = 0; column < Model::ColumnCount; ++column) {
        for (int role = 0; role < Qt::UserRole + 40; ++role) {
            QVERIFY(!at(0, column, role).toString().contains(storedClient(1).secret->revealText()));
        }
    }
}

void TestClientTableModel::toolTipsAreNeverMarkup()
{
    oauth::Client& client = m_repository->rows[0];
    client.id = u"<b>x</b>"_s;
    client.metadata.set(u"client_name"_s, u"<b>x</b>"_s);
    load();
    for (const int column : {Model::Name, Model::Identifier}) {
        QCOMPARE(at(0, column, Qt::ToolTipRole).toString(), u"<qt>&lt;b&gt;x&lt;/b&gt;</qt>"_s);
    }
}

QTEST_GUILESS_MAIN(TestClientTableModel)
#include "tst_clienttablemodel.moc"
