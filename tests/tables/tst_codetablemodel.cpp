#include "../ui/tokenrepository.h"
#include "tables/codetablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using tables::TextTone;
using Model = tables::CodeTableModel;

class TestCodeTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyColumnHasAHeader();
    void cellsSayWhatIsStored_data();
    void cellsSayWhatIsStored();
    void aCodeWaitsUntilItsLastSecond();
    void theChallengeIsNamedByItsMethod();
    void codesAreMaskedInEveryRole();
    void toolTipsAreNeverMarkup();
    void rowsThatCannotBeReadAreMarked();
    void eachColumnSortsByItsOwn_data();
    void eachColumnSortsByItsOwn();
    void theCodesOfARemovedClientGo();
    void aFailureIsToldAndKeepsTheRows();

private:
    QVariant at(int row, int column, int role = Qt::DisplayRole) { return m_model->index(row, column).data(role); }
    QString text(int row, int column) { return at(row, column).toString(); }
    void load();

    std::unique_ptr<TokenRepository> m_repository;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestCodeTableModel::init()
{
    m_repository = std::make_unique<TokenRepository>();
    const qint64 now = m_repository->clock.now();
    m_repository->waiting = {storedCode(1, now), storedCode(2, now)};
    m_model = std::make_unique<Model>(*m_repository, m_repository->clock, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestCodeTableModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestCodeTableModel::load()
{
    QSignalSpy loaded(m_model.get(), &tables::WindowModel::loaded);
    m_model->reload();
    QTRY_COMPARE(loaded.size(), 1);
}

void TestCodeTableModel::everyColumnHasAHeader()
{
    QSet<QString> names;
    for (int column = 0; column < Model::ColumnCount; ++column) {
        names << m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QCOMPARE(names.size(), static_cast<int>(Model::ColumnCount));
    QVERIFY(!names.contains(QString()));
}

void TestCodeTableModel::cellsSayWhatIsStored_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("absent");
    const auto row = [](const char* name, int column, const QString& text, const QString& absent) {
        QTest::newRow(name) << column << text << absent;
    };
    row("client", Model::Client, u"shop-1"_s, u"None"_s);
    row("user", Model::User, u"7"_s, u"No user"_s);
    row("redirect", Model::RedirectUri, u"https://shop.example/cb"_s, u"None"_s);
    row("scope", Model::Scope, u"openid"_s, u"None"_s);
    row("issued", Model::Issued, u"2026-09-21 14:12:20"_s, u"Not recorded"_s);
    row("code", Model::Code, storedCode(1, 0).code.maskedToken(), core::Secret::maskedSecret());
}

void TestCodeTableModel::cellsSayWhatIsStored()
{
    QFETCH(int, column);
    m_repository->waiting[0].userId = u"7"_s;
    m_repository->waiting[1] = oauth::AuthorizationCode();
    m_repository->waiting[1].key = {{2}};
    load();
    QTEST(text(0, column), "text");
    QTEST(text(1, column), "absent");
}

void TestCodeTableModel::aCodeWaitsUntilItsLastSecond()
{
    load();
    const auto state = [this] { return static_cast<oauth::TokenState>(at(0, 0, tables::StateRole).toInt()); };
    m_repository->clock.moment = *m_repository->waiting.at(0).expiresAt;
    QCOMPARE(text(0, Model::State), u"Waiting"_s);
    QCOMPARE(state(), oauth::TokenState::Active);
    m_repository->clock.moment += 1;
    QCOMPARE(text(0, Model::State), u"Expired"_s);
    QCOMPARE(state(), oauth::TokenState::Expired);
}

void TestCodeTableModel::theChallengeIsNamedByItsMethod()
{
    m_repository->waiting[0].hasChallenge = true; // RFC 7636 section 4.3: plain when no method is given
    m_repository->waiting << storedCode(3, m_repository->clock.now());
    m_repository->waiting[1].hasChallenge = true;
    m_repository->waiting[1].codeChallengeMethod = u"S256"_s;
    load();
    QCOMPARE(text(0, Model::Challenge), u"plain"_s);
    QCOMPARE(text(1, Model::Challenge), u"S256"_s);
    QCOMPARE(text(2, Model::Challenge), u"None"_s);
}

void TestCodeTableModel::codesAreMaskedInEveryRole()
{
    load();
    for (int column = 0; column < Model::ColumnCount; ++column) {
        for (int role = 0; role < Qt::UserRole + 40; ++role) {
            const QString shown = at(0, column, role).toString();
            QVERIFY2(!shown.contains(storedCode(1, 0).code.revealText()), qPrintable(shown));
        }
    }
    QVERIFY(!at(0, Model::Code, Qt::ToolTipRole).isValid());
}

void TestCodeTableModel::toolTipsAreNeverMarkup()
{
    oauth::AuthorizationCode& code = m_repository->waiting[0];
    code.clientId = code.userId = code.redirectUri = code.scope = u"<b>x</b>"_s;
    load();
    for (const int column : {Model::Client, Model::User, Model::RedirectUri, Model::Scope}) {
        QCOMPARE(at(0, column, Qt::ToolTipRole).toString(), u"<qt>&lt;b&gt;x&lt;/b&gt;</qt>"_s);
    }
}

void TestCodeTableModel::rowsThatCannotBeReadAreMarked()
{
    m_repository->waiting[1].problems = {{oauth::CellProblem::Kind::NotAnInteger, u"auth_time"_s, u"soon"_s, {}}};
    load();
    QCOMPARE(at(0, Model::Issued, tables::ToneRole).toInt(), static_cast<int>(TextTone::Normal));
    QCOMPARE(at(1, Model::Issued, tables::ToneRole).toInt(), static_cast<int>(TextTone::Warning));
}

void TestCodeTableModel::eachColumnSortsByItsOwn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<store::CodeSort>("sort");
    QTest::newRow("issued") << static_cast<int>(Model::Issued) << store::CodeSort::AuthTime;
    QTest::newRow("client") << static_cast<int>(Model::Client) << store::CodeSort::ClientId;
    QTest::newRow("scope") << static_cast<int>(Model::Scope) << store::CodeSort::Key;
}

void TestCodeTableModel::eachColumnSortsByItsOwn()
{
    QFETCH(int, column);
    m_model->sort(column, Qt::AscendingOrder);
    QTEST(m_repository->codesAsked.constLast().sort, "sort");
    QCOMPARE(m_repository->codesAsked.constLast().order, store::SortOrder::Ascending);
}

void TestCodeTableModel::theCodesOfARemovedClientGo()
{
    Q_EMIT m_repository->clientRemoved({});
    QVERIFY(m_repository->codesAsked.isEmpty()); // a database without codes is not asked
    load();
    m_repository->waiting.removeFirst();
    Q_EMIT m_repository->clientRemoved({});
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(text(0, Model::Client), u"shop-2"_s);
}

void TestCodeTableModel::aFailureIsToldAndKeepsTheRows()
{
    load();
    QSignalSpy failures(m_model.get(), &tables::WindowModel::loadFailed);
    m_repository->readError = core::Error{core::Error::Kind::Locked, {}, {}, {}};
    m_model->reload();
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures.constFirst().constFirst().value<core::Error>(), *m_repository->readError);
    QCOMPARE(m_model->rowCount(), 2);
}

QTEST_GUILESS_MAIN(TestCodeTableModel)
#include "tst_codetablemodel.moc"
