#include "../store/testdatabase.h"
#include "tables/clienttablemodel.h"
#include "tables/codetablemodel.h"
#include "tables/tokentablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using tables::ClientTableModel;
using tables::CodeTableModel;
using tables::TokenTableModel;

/** The models over a real repository: what a view is told, and nothing more. */
class TestTableModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsAreReadWhereTheViewIs();
    void twoListsAreLookedThroughAtOnce();
    void aSavedClientChangesOneRow();
    void addedAndRemovedClientsComeAndGo();
    void revokedTokensChangeInPlace();
    void aNewQueryDropsTheLateAnswerOfTheOld();
    void aFailureIsToldAndKeepsTheRows();
    void sortingAsksTheDatabase();
    void tokensAreMaskedInEveryRole();
    void codesShowWhetherTheyStillWait();
    void unreadableRowsAreMarked();

private:
    template <class Model> static void load(Model& model)
    {
        QSignalSpy loaded(&model, &tables::WindowModel::loaded);
        model.reload();
        QTRY_COMPARE(loaded.size(), 1);
    }
    StillClock m_clock;
};

void TestTableModels::rowsAreReadWhereTheViewIs()
{
    TestDatabase database;
    database.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450) INSERT INTO oauth2_client "
        "SELECT 'c' || i, 's', 1, 0, '{}', i, NULL FROM n"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr); // without the tester, which fetches everything itself
    load(model);
    QTRY_COMPARE(model.total(), 450);
    QTRY_VERIFY(model.isTotalExact());
    model.setRoom(20, false);
    QCOMPARE(model.rowCount(), 20);
    for (const qint64 top : {430, 0, 190, 395}) {
        model.setTop(top);
        QTRY_VERIFY(model.at(0) && model.at(19));
        QCOMPARE(model.at(0)->id, u"c%1"_s.arg(top + 1));
        QCOMPARE(model.at(19)->id, u"c%1"_s.arg(top + 20));
    }
}

void TestTableModels::twoListsAreLookedThroughAtOnce()
{
    TestDatabase database;
    database.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) INSERT INTO oauth2_client "
        "SELECT 'c' || i, 's', 1, 0, '{}', i, NULL FROM n"_s);
    database.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) INSERT INTO oauth2_token "
        "(client_id, token_type, access_token, issued_at, access_token_revoked_at, refresh_token_revoked_at, "
        "expires_in) "
        "SELECT 'c', 'Bearer', 'a' || i, 1, 0, 0, 0 FROM n"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel clients(*repository, nullptr);
    TokenTableModel tokens(*repository, m_clock, nullptr);
    clients.reload();
    tokens.reload();
    for (const tables::WindowModel* model : QList<tables::WindowModel*>{&clients, &tokens}) {
        QTRY_COMPARE(model->total(), 30000);
        QTRY_VERIFY(model->isTotalExact());
    }
}

void TestTableModels::aSavedClientChangesOneRow()
{
    TestDatabase database;
    database.addClient(u"a"_s, u"s"_s, u"{}"_s);
    database.addClient(u"b"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(model);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    oauth::Client edited = *model.at(1);
    edited.metadata.set(u"client_name"_s, u"Bee"_s);
    QVERIFY(answered(repository->saveClient({*model.at(1), edited})));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex().row(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.index(1, ClientTableModel::Name).data().toString(), u"Bee"_s);
}

void TestTableModels::addedAndRemovedClientsComeAndGo()
{
    TestDatabase database;
    database.addClient(u"a"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const auto added = answered(repository->addClient(oauth::newClient(1)));
    QVERIFY(added);
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(answered(repository->removeClient(*added)));
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(reset.size(), 0);
}

void TestTableModels::revokedTokensChangeInPlace()
{
    TestDatabase database;
    database.addToken(u"app"_s, u"one"_s, {}, m_clock.now(), 3600);
    database.addToken(u"app"_s, u"two"_s, {}, m_clock.now(), 3600);
    const auto repository = openedRepository(database.path(), m_clock);
    TokenTableModel model(*repository, m_clock, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(model);
    QCOMPARE(model.index(0, TokenTableModel::State).data().toString(), u"Active"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    store::TokenSelection selection;
    selection.keys << model.keyAt(0);
    QVERIFY(answered(repository->revoke(selection, oauth::RevokeWhat::Both)));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(model.index(0, TokenTableModel::State).data().toString(), u"Revoked"_s);
    QCOMPARE(model.index(1, TokenTableModel::State).data().toString(), u"Active"_s);
}

void TestTableModels::aNewQueryDropsTheLateAnswerOfTheOld()
{
    TestDatabase database;
    database.addClient(u"a"_s, u"s"_s, u"{}"_s);
    database.addClient(u"b"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr);
    QSignalSpy loaded(&model, &tables::WindowModel::loaded);
    model.reload();
    store::ClientQuery query;
    query.filter = *oauth::Filter::parse(u"client:b"_s, 1);
    model.setQuery(query); // before the first answer is there
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY((*answered(repository->queryClient(u"a"_s))).has_value()); // the old answer has arrived by now
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(model.rowCount(), 1);
}

void TestTableModels::aFailureIsToldAndKeepsTheRows()
{
    TestDatabase database;
    database.addClient(u"a"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr);
    load(model);
    QSignalSpy failed(&model, &tables::WindowModel::loadFailed);
    database.run(u"ALTER TABLE oauth2_client RENAME TO gone"_s);
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().constFirst().value<core::Error>().kind, core::Error::Kind::SchemaChanged);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.phase(), tables::WindowModel::Phase::Failed);
}

void TestTableModels::sortingAsksTheDatabase()
{
    TestDatabase database;
    database.addClient(u"b"_s, u"s"_s, u"{\"client_name\":\"Zoo\"}"_s);
    database.addClient(u"a"_s, u"s"_s, u"{\"client_name\":\"Ant\"}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr);
    load(model);
    QCOMPARE(model.index(0, ClientTableModel::Name).data().toString(), u"Zoo"_s);
    model.sort(ClientTableModel::Name, Qt::AscendingOrder);
    QTRY_COMPARE(model.index(0, ClientTableModel::Name).data().toString(), u"Ant"_s);
    QVERIFY(!ClientTableModel::sortable(ClientTableModel::LiveTokens));
}

void TestTableModels::tokensAreMaskedInEveryRole()
{
    TestDatabase database;
    database.addToken(u"app"_s, u"top-secret-access-token-value-0001"_s, u"top-secret-refresh-token-value-01"_s, 1, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    TokenTableModel model(*repository, m_clock, nullptr);
    load(model);
    for (int column = 0; column < model.columnCount(); ++column) {
        for (int role = 0; role < Qt::UserRole + 40; ++role) {
            const QString text = model.index(0, column).data(role).toString();
            QVERIFY2(!text.contains(u"secret"_s), qPrintable(text));
        }
    }
}

void TestTableModels::codesShowWhetherTheyStillWait()
{
    TestDatabase database;
    database.run(
        u"INSERT INTO oauth2_code (code, client_id, auth_time) VALUES ('one', 'app', ?)"_s, {m_clock.now() - 301});
    database.run(
        u"INSERT INTO oauth2_code (code, client_id, auth_time) VALUES ('two', 'app', ?)"_s, {m_clock.now() - 300});
    const auto repository = openedRepository(database.path(), m_clock);
    CodeTableModel model(*repository, m_clock, nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    load(model);
    QCOMPARE(model.index(0, CodeTableModel::State).data().toString(), u"Waiting"_s); // the newest first
    QCOMPARE(model.index(1, CodeTableModel::State).data().toString(), u"Expired"_s);
}

void TestTableModels::unreadableRowsAreMarked()
{
    TestDatabase database;
    database.addClient(u"a"_s, u"s"_s, u"{\"cut"_s);
    database.addClient(u"b"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    ClientTableModel model(*repository, nullptr);
    load(model);
    QCOMPARE(model.unreadableRows().size(), 1);
    QCOMPARE(model.index(0, 0).data(tables::ToneRole).toInt(), static_cast<int>(tables::TextTone::Warning));
    QCOMPARE(
        model.index(1, 0).data(tables::ToneRole).toInt(), static_cast<int>(tables::TextTone::MutedItalic)); // no name
}

QTEST_GUILESS_MAIN(TestTableModels)
#include "tst_tablemodels.moc"
