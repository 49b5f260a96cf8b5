#include "tokensfixture.h"

#include "core/errortext.h"
#include "tokens/revoketokendialog.h"

#include <QRadioButton>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using oauth::RevokeWhat;

class TestRevokeTokenDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<TokensBench>(); }
    void cleanup() { m_bench.reset(); }
    void asksAboutOneTokenWithoutShowingIt();
    void saysHowManyTokensGo();
    void theChoiceReachesTheRepository_data();
    void theChoiceReachesTheRepository();
    void eachChoiceSaysWhatTheServerThenRefuses();
    void oneFlagForBothLeavesNoChoice();
    void refreshOnlyNeedsARefreshToken();
    void warnsThatAJwtMayStillBeAccepted();
    void enterNeverRevokes_data();
    void enterNeverRevokes();
    void theKeyboardStartsAtCancelAndReachesTheVerb();
    void staysOpenAndSaysWhyWhenItFails();
    void cannotBeClosedWhileRevoking();
    void survivesBeingDestroyedWhileRevoking();

private:
    void open(const QList<oauth::Token>& tokens);
    void open() { open({m_bench->token(1)}); }
    QRadioButton& choice(const QString& name) { return child<QRadioButton>(*m_dialog, name); }
    QWidget& button(const QString& name) { return child<QAbstractButton>(*m_dialog, name); }
    TokenRepository& repository() { return m_bench->repository; }

    std::unique_ptr<TokensBench> m_bench;
    QPointer<ui::RevokeTokenDialog> m_dialog;
};

void TestRevokeTokenDialog::open(const QList<oauth::Token>& tokens)
{
    repository().stored = tokens;
    m_dialog = new ui::RevokeTokenDialog(repository(), tokens, m_bench->window.get());
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestRevokeTokenDialog::asksAboutOneTokenWithoutShowingIt()
{
    oauth::Token token = m_bench->token(1);
    token.clientId = u"<b>shop</b>"_s;
    open({token});
    const QString said = saidIn(*m_dialog);
    QVERIFY2(said.contains(u"Revoke 1 token?"_s), qPrintable(said));
    QVERIFY2(said.contains(token.accessToken.maskedToken() + u" of <b>shop</b>"_s), qPrintable(said));
    QVERIFY(allLabelsArePlain(*m_dialog));
    QVERIFY(!(said + toldAbout(*m_dialog)).contains(token.accessToken.revealText()));
}

void TestRevokeTokenDialog::saysHowManyTokensGo()
{
    const QList<oauth::Token> three{m_bench->token(1), m_bench->token(2), m_bench->token(3)};
    open(three);
    QVERIFY2(saidIn(*m_dialog).contains(u"Revoke 3 tokens?"_s), qPrintable(saidIn(*m_dialog)));
    QCOMPARE(child<QAbstractButton>(*m_dialog, u"verbButton"_s).text(), u"Revoke 3 tokens"_s);
    QSignalSpy revoked(m_dialog, &ui::RevokeTokenDialog::revoked);
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(revoked.constFirst().constFirst().toInt(), 3);
    QCOMPARE(repository().selections.constFirst().keys, (QList{three[0].key, three[1].key, three[2].key}));
}

void TestRevokeTokenDialog::theChoiceReachesTheRepository_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<Qt::Key>("mnemonic");
    QTest::addColumn<RevokeWhat>("what");
    const auto click = Qt::Key_unknown;
    QTest::newRow("access clicked") << u"accessChoice"_s << click << RevokeWhat::Access;
    QTest::newRow("refresh clicked") << u"refreshChoice"_s << click << RevokeWhat::Refresh;
    QTest::newRow("Alt+A") << u"accessChoice"_s << Qt::Key_A << RevokeWhat::Access;
    QTest::newRow("Alt+R") << u"refreshChoice"_s << Qt::Key_R << RevokeWhat::Refresh;
    QTest::newRow("both, without a choice") << u"bothChoice"_s << click << RevokeWhat::Both;
}

void TestRevokeTokenDialog::theChoiceReachesTheRepository()
{
    QFETCH(QString, choice);
    QFETCH(Qt::Key, mnemonic);
    QFETCH(RevokeWhat, what);
    open();
    QRadioButton& chosen = this->choice(choice);
    if (mnemonic != Qt::Key_unknown) {
        QTest::keyClick(m_dialog, mnemonic, Qt::AltModifier);
    } else if (what != RevokeWhat::Both) {
        QTest::mouseClick(&chosen, Qt::LeftButton, {}, QPoint(8, chosen.height() / 2));
    }
    QTRY_VERIFY(chosen.isChecked()); // a mnemonic presses the button for a moment first
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(repository().revoked.size(), 1);
    QCOMPARE(repository().revoked.constFirst(), what);
    QCOMPARE(repository().selections.constFirst().keys, QList{m_bench->token(1).key});
}

void TestRevokeTokenDialog::eachChoiceSaysWhatTheServerThenRefuses()
{
    open();
    const QString both = u"The server refuses the access token and the refresh token at once."_s;
    const QString access = u"The server refuses the access token at once. The refresh token still gets a new one."_s;
    const QString refresh =
        u"The server refuses the refresh token, and this framework then refuses the access token as well."_s;
    QCOMPARE(choice(u"bothChoice"_s).accessibleDescription(), both);
    QCOMPARE(choice(u"accessChoice"_s).accessibleDescription(), access);
    QCOMPARE(choice(u"refreshChoice"_s).accessibleDescription(), refresh);
    for (const QString& effect : {both, access, refresh}) {
        QVERIFY2(saidIn(*m_dialog).contains(effect), qPrintable(effect)); // seen as well as heard
    }
}

void TestRevokeTokenDialog::oneFlagForBothLeavesNoChoice()
{
    repository().info.separateRevocation = false;
    open();
    QCOMPARE(m_dialog->findChildren<QRadioButton*>().size(), 1);
    QVERIFY2(saidIn(*m_dialog).contains(u"one flag for both tokens"_s), qPrintable(saidIn(*m_dialog)));
    m_bench->clickVerb(m_dialog);
    QTRY_COMPARE(repository().revoked, QList{RevokeWhat::Both});
}

void TestRevokeTokenDialog::refreshOnlyNeedsARefreshToken()
{
    oauth::Token without = m_bench->token(1);
    without.refreshToken.reset();
    open({without});
    QVERIFY(!choice(u"refreshChoice"_s).isEnabled());
    QVERIFY(choice(u"accessChoice"_s).isEnabled());
    m_dialog->close();
    open({without, m_bench->token(2)}); // one of them has one
    QVERIFY(choice(u"refreshChoice"_s).isEnabled());
}

void TestRevokeTokenDialog::warnsThatAJwtMayStillBeAccepted()
{
    open();
    QVERIFY(!saidIn(*m_dialog).contains(u"JWT"_s));
    m_dialog->close();
    oauth::Token jwt = m_bench->token(2);
    jwt.accessToken = core::Secret(u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl"_s);
    open({m_bench->token(1), jwt});
    QVERIFY2(saidIn(*m_dialog).contains(u"accepts it until it expires"_s), qPrintable(saidIn(*m_dialog)));
}

void TestRevokeTokenDialog::enterNeverRevokes_data()
{
    QTest::addColumn<QString>("focus");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("with");
    QTest::addColumn<bool>("closes");
    const Qt::KeyboardModifiers none;
    const Qt::KeyboardModifiers control = Qt::ControlModifier;
    QTest::newRow("Enter") << QString() << Qt::Key_Return << none << true;
    QTest::newRow("Enter of the number pad") << QString() << Qt::Key_Enter << none << true;
    QTest::newRow("Enter in a choice") << u"accessChoice"_s << Qt::Key_Return << none << true;
    QTest::newRow("Ctrl+Enter in a choice") << u"accessChoice"_s << Qt::Key_Return << control << false;
    QTest::newRow("Ctrl+Enter at the verb") << u"verbButton"_s << Qt::Key_Return << control << false;
    QTest::newRow("Escape") << QString() << Qt::Key_Escape << none << true;
    QTest::newRow("Escape at the verb") << u"verbButton"_s << Qt::Key_Escape << none << true;
}

void TestRevokeTokenDialog::enterNeverRevokes()
{
    QFETCH(QString, focus);
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, with);
    QFETCH(bool, closes);
    open();
    if (!focus.isEmpty()) {
        button(focus).setFocus();
    }
    QTest::keyClick(m_dialog->focusWidget(), key, with);
    QCOMPARE(repository().revoked.size(), 0);
    if (closes) {
        QTRY_VERIFY(!m_dialog);
    } else {
        QVERIFY(m_dialog->isVisible());
    }
    QCOMPARE(repository().revoked.size(), 0);
}

void TestRevokeTokenDialog::theKeyboardStartsAtCancelAndReachesTheVerb()
{
    open();
    QCOMPARE(m_dialog->focusWidget(), &button(u"cancelButton"_s));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_dialog->focusWidget(), &button(u"verbButton"_s));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_dialog->focusWidget(), &button(u"bothChoice"_s));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Down);
    QVERIFY(choice(u"accessChoice"_s).isChecked());
    button(u"verbButton"_s).setFocus();
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(repository().revoked, QList{RevokeWhat::Access});
}

void TestRevokeTokenDialog::staysOpenAndSaysWhyWhenItFails()
{
    open();
    QSignalSpy revoked(m_dialog, &ui::RevokeTokenDialog::revoked);
    const core::Error error{core::Error::Kind::Locked, u"auth.db"_s, {}, {}};
    repository().nextError = error;
    m_bench->clickVerb(m_dialog);
    QTRY_VERIFY2(
        m_bench->bannerText(m_dialog).contains(core::errorText(error).what), qPrintable(m_bench->bannerText(m_dialog)));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!m_dialog->isBusy());
    QCOMPARE(revoked.size(), 0);
    m_bench->clickVerb(m_dialog); // the lock is gone
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(revoked.size(), 1);
}

void TestRevokeTokenDialog::cannotBeClosedWhileRevoking()
{
    open();
    repository().held = true;
    m_bench->clickVerb(m_dialog);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    m_dialog->close();
    m_bench->clickVerb(m_dialog);
    m_dialog->accept();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(repository().revoked.size(), 1);
    repository().release();
    QTRY_VERIFY(!m_dialog);
}

void TestRevokeTokenDialog::survivesBeingDestroyedWhileRevoking()
{
    open();
    QSignalSpy revoked(m_dialog, &ui::RevokeTokenDialog::revoked);
    repository().held = true;
    m_bench->clickVerb(m_dialog);
    m_bench->window.reset();
    QVERIFY(!m_dialog);
    repository().release();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(revoked.size(), 0);
    QCOMPARE(repository().stored.constFirst().stateAt(m_bench->now()), oauth::TokenState::Revoked);
}

QTEST_MAIN(TestRevokeTokenDialog)
#include "tst_revoketokendialog.moc"
