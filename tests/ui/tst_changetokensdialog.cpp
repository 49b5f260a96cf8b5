#include "tokensfixture.h"

#include "core/errortext.h"
#include "tokens/changetokensdialog.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using Change = ui::ChangeTokensDialog::Change;

class TestChangeTokensDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<TokensBench>(); }
    void cleanup() { m_bench.reset(); }
    void asksForWhatIsDone_data();
    void asksForWhatIsDone();
    void enterChangesNothing();
    void staysOpenAndSaysWhyWhenItFails();

private:
    void open(Change change, const QList<oauth::Token>& tokens);
    TokenRepository& repository() { return m_bench->repository; }

    std::unique_ptr<TokensBench> m_bench;
    QPointer<ui::ChangeTokensDialog> m_dialog;
};

void TestChangeTokensDialog::open(Change change, const QList<oauth::Token>& tokens)
{
    repository().stored = tokens;
    m_dialog = new ui::ChangeTokensDialog(repository(), change, tokens, m_bench->window.get());
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestChangeTokensDialog::asksForWhatIsDone_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("did");
    QTest::newRow("end") << Change::End << u"End 2 tokens now?"_s << u"expire"_s;
    QTest::newRow("restore") << Change::Restore << u"Take the revocation of 2 tokens back?"_s << u"restore"_s;
}

void TestChangeTokensDialog::asksForWhatIsDone()
{
    QFETCH(Change, change);
    QFETCH(QString, question);
    QFETCH(QString, did);
    const QList<oauth::Token> two{m_bench->token(1), m_bench->token(3)};
    open(change, two);
    QVERIFY2(saidIn(*m_dialog).contains(question), qPrintable(saidIn(*m_dialog)));
    QVERIFY(repository().did.isEmpty());
    QSignalSpy changed(m_dialog, &ui::ChangeTokensDialog::changed);
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(changed.constFirst().constFirst().toInt(), 2);
    QCOMPARE(repository().did, QStringList{did});
    QCOMPARE(repository().selections.constFirst().keys, (QList{two[0].key, two[1].key}));
}

void TestChangeTokensDialog::enterChangesNothing()
{
    open(Change::End, {m_bench->token(1)});
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(repository().did.isEmpty());
}

void TestChangeTokensDialog::staysOpenAndSaysWhyWhenItFails()
{
    const core::Error error{core::Error::Kind::Permission, u"oauth2_token"_s, {}, {}};
    open(Change::Restore, {m_bench->token(1)});
    repository().nextError = error;
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY(m_bench->bannerText(m_dialog).contains(core::errorText(error).what));
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY(!m_dialog);
}

QTEST_MAIN(TestChangeTokensDialog)
#include "tst_changetokensdialog.moc"
