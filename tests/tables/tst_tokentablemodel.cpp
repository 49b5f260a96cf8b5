#include "../ui/tokenrepository.h"
#include "tables/tokentablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using tables::TextTone;
using Model = tables::TokenTableModel;

class TestTokenTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyColumnHasAHeader();
    void cellsSayWhatIsStored_data();
    void cellsSayWhatIsStored();
    void whatIsAbsentIsSaidQuietly_data();
    void whatIsAbsentIsSaidQuietly();
    void timePassingChangesStatesOnly();
    void aRevocationChangesItsRowsOnly();
    void anIssuedTokenIsOneRowMore();
    void theTokensOfARemovedClientGo();
    void isNotReadBeforeItIsAskedFor();
    void rowsThatCannotBeReadAreMarked();
    void toolTipsAreNeverMarkupAndNeverAToken();
    void eachColumnSortsByItsOwn_data();
    void eachColumnSortsByItsOwn();
    void anIndexOfAnotherModelIsNoIndex();

private:
    QVariant at(int row, int column, int role = Qt::DisplayRole) { return m_model->index(row, column).data(role); }
    QString text(int row, int column) { return at(row, column).toString(); }
    TextTone tone(int row, int column) { return static_cast<TextTone>(at(row, column, tables::ToneRole).toInt()); }
    void load();

    std::unique_ptr<TokenRepository> m_repository;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTokenTableModel::init()
{
    m_repository = std::make_unique<TokenRepository>();
    const qint64 now = m_repository->clock.now();
    m_repository->stored = {storedToken(1, now), storedToken(2, now), storedToken(3, now)};
    m_model = std::make_unique<Model>(*m_repository, m_repository->clock, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestTokenTableModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestTokenTableModel::load()
{
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), tables::WindowModel::Phase::Loaded);
}

void TestTokenTableModel::everyColumnHasAHeader()
{
    QSet<QString> names;
    for (int column = 0; column < Model::ColumnCount; ++column) {
        names << m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QCOMPARE(names.size(), static_cast<int>(Model::ColumnCount));
    QVERIFY(!names.contains(QString()));
    QVERIFY(!m_model->headerData(Model::ColumnCount, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->headerData(-1, Qt::Horizontal, Qt::DisplayRole).isValid());
}

void TestTokenTableModel::cellsSayWhatIsStored_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, int column, const QString& text) { QTest::newRow(name) << column << text; };
    row("state", Model::State, u"Active"_s);
    row("token", Model::AccessToken, storedToken(1, 0).accessToken.maskedToken());
    row("client", Model::Client, u"shop-1"_s);
    row("user", Model::User, u"7"_s);
    row("scope", Model::Scope, u"openid email"_s);
    row("issued", Model::Issued, u"2026-09-21 14:12:20"_s);
    row("expires", Model::Expires, u"in 1 h"_s);
    row("refresh", Model::Refresh, u"Live"_s);
}

void TestTokenTableModel::cellsSayWhatIsStored()
{
    QFETCH(int, column);
    load();
    QTEST(text(0, column), "text");
    QCOMPARE(tone(0, column), TextTone::Normal);
}

void TestTokenTableModel::whatIsAbsentIsSaidQuietly_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::newRow("client") << static_cast<int>(Model::Client) << u"None"_s;
    QTest::newRow("user") << static_cast<int>(Model::User) << u"No user"_s;
    QTest::newRow("scope") << static_cast<int>(Model::Scope) << u"None"_s;
    QTest::newRow("refresh") << static_cast<int>(Model::Refresh) << u"None"_s;
}

void TestTokenTableModel::whatIsAbsentIsSaidQuietly()
{
    QFETCH(int, column);
    oauth::Token& token = m_repository->stored[0];
    token.clientId.reset();
    token.userId.reset();
    token.scope.clear();
    token.refreshToken.reset();
    token.expiresAt.reset();
    token.issuedAt = 0;
    load();
    QTEST(text(0, column), "text");
    QCOMPARE(tone(0, column), TextTone::Muted);
    QCOMPARE(text(0, Model::Expires), u"Never"_s);
    QCOMPARE(text(0, Model::Issued), u"Not recorded"_s);
    QVERIFY(!at(0, Model::Expires, tables::SortRole).isValid());
}

void TestTokenTableModel::timePassingChangesStatesOnly()
{
    m_model->tick(); // no rows, no news
    load();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_repository->clock.moment += 3601;
    m_model->tick();
    QCOMPARE(text(0, Model::State), u"Expired"_s);
    QCOMPARE(text(0, Model::Expires), u"1 s ago"_s);
    QCOMPARE(tone(0, Model::Expires), TextTone::Muted);
    QCOMPARE(at(0, Model::State, tables::StateRole).toInt(), static_cast<int>(oauth::TokenState::Expired));
    QSet<int> columns;
    for (const QList<QVariant>& signal : changed) {
        QCOMPARE(signal.at(0).toModelIndex().column(), signal.at(1).toModelIndex().column());
        QCOMPARE(signal.at(1).toModelIndex().row(), 2);
        columns << signal.at(0).toModelIndex().column();
    }
    QCOMPARE(columns, (QSet<int>{Model::State, Model::Expires}));
}

void TestTokenTableModel::aRevocationChangesItsRowsOnly()
{
    load();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    store::TokenSelection selection;
    selection.keys = {m_model->keyAt(1)};
    (void)m_repository->revoke(selection, oauth::RevokeWhat::Access);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.constFirst().at(1).toModelIndex().row(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(text(1, Model::State), u"Revoked"_s);
    QCOMPARE(text(1, Model::Refresh), u"Live"_s);
    QCOMPARE(text(0, Model::State), u"Active"_s);
}

void TestTokenTableModel::anIssuedTokenIsOneRowMore()
{
    load();
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    oauth::Token token = storedToken(9, m_repository->clock.now());
    token.key = {};
    (void)m_repository->saveToken(token);
    QTRY_COMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(text(0, Model::Client), u"shop-9"_s); // where it is seen
}

void TestTokenTableModel::theTokensOfARemovedClientGo()
{
    load();
    m_repository->stored.removeAt(1);
    Q_EMIT m_repository->clientRemoved({});
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(text(1, Model::Client), u"shop-3"_s);
}

void TestTokenTableModel::isNotReadBeforeItIsAskedFor()
{
    Q_EMIT m_repository->clientRemoved({});
    QVERIFY(m_repository->asked.isEmpty());
}

void TestTokenTableModel::rowsThatCannotBeReadAreMarked()
{
    m_repository->stored[1].problems = {{oauth::CellProblem::Kind::NotAnInteger, u"issued_at"_s, u"soon"_s, {}}};
    load();
    QCOMPARE(tone(1, Model::Issued), TextTone::Warning);
    QCOMPARE(tone(0, Model::Issued), TextTone::Normal);
}

void TestTokenTableModel::toolTipsAreNeverMarkupAndNeverAToken()
{
    oauth::Token& token = m_repository->stored[0];
    token.clientId = token.userId = token.scope = u"<b>x</b>"_s;
    load();
    for (const int column : {Model::Client, Model::User, Model::Scope}) {
        QCOMPARE(at(0, column, Qt::ToolTipRole).toString(), u"<qt>&lt;b&gt;x&lt;/b&gt;</qt>"_s);
    }
    QVERIFY(!at(0, Model::AccessToken, Qt::ToolTipRole).isValid());
    const QString expires = at(0, Model::Expires, Qt::ToolTipRole).toString();
    QVERIFY2(expires.contains(QString::number(*token.expiresAt)), qPrintable(expires));
}

void TestTokenTableModel::eachColumnSortsByItsOwn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<store::TokenSort>("sort");
    QTest::addColumn<bool>("sortable");
    const auto row = [](const char* name, int column, store::TokenSort sort, bool sortable) {
        QTest::newRow(name) << column << sort << sortable;
    };
    row("client", Model::Client, store::TokenSort::ClientId, true);
    row("user", Model::User, store::TokenSort::UserId, true);
    row("issued", Model::Issued, store::TokenSort::IssuedAt, true);
    row("expires", Model::Expires, store::TokenSort::ExpiresAt, true);
    row("token", Model::AccessToken, store::TokenSort::Key, false);
    row("state", Model::State, store::TokenSort::Key, false);
}

void TestTokenTableModel::eachColumnSortsByItsOwn()
{
    QFETCH(int, column);
    m_model->sort(column, Qt::AscendingOrder);
    QTEST(m_repository->asked.constLast().sort, "sort");
    QCOMPARE(m_repository->asked.constLast().order, store::SortOrder::Ascending);
    QTEST(Model::sortable(column), "sortable");
    const auto questions = m_repository->asked.size();
    m_model->sort(column, Qt::AscendingOrder); // as it is already
    QCOMPARE(m_repository->asked.size(), questions);
}

void TestTokenTableModel::anIndexOfAnotherModelIsNoIndex()
{
    load();
    QVERIFY(!m_model->data({}, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->index(0, Model::ColumnCount).isValid());
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
    QCOMPARE(m_model->columnCount(m_model->index(0, 0)), 0);
}

QTEST_GUILESS_MAIN(TestTokenTableModel)
#include "tst_tokentablemodel.moc"
