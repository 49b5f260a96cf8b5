#include "inspectorbench.h"

#include "jose/jwe.h"

#include "common/elidedlabel.h"
#include "inspector/expectationsdialog.h"
#include "inspector/keptkeysmenu.h"
#include "inspector/keydialogs.h"
#include "inspector/keytextdialog.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** What a token is held against: keys and expected values. */
class TestInspectorKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<InspectorBench>(); }
    void cleanup() { m_bench.reset(); }
    void keysThatArePastedBecomeTheKeys();
    void keysComeFromAFile();
    void aKeyOfTheKeychainIsTaken();
    void aTextWithoutKeysIsRefused();
    void keysAreTypedIntoADialog();
    void aSharedSecretIsMaskedAndChecksHmac();
    void aSharedSecretMayBeEncoded();
    void expectedValuesAreHeldAgainstTheClaims();
    void anAlgorithmThatIsNoneIsRefused();
    void forgettingLeavesNone();
    void theyStayWhenADatabaseIsClosed();
    void aPasswordIsTriedWithoutHoldingTheWindowUp();

private:
    [[nodiscard]] ui::InspectorPage& page() { return *m_bench->page; }
    [[nodiscard]] QString keyText() { return child<ui::ElidedLabel>(page(), u"keyText"_s).text(); }
    [[nodiscard]] static QString publicKey() { return issuerKey().toJwk(false).revealText(); }
    static void accept(QWidget& dialog) { press(dialog, child<QAbstractButton>(dialog, u"verbButton"_s).text()); }

    std::unique_ptr<InspectorBench> m_bench;
};

void TestInspectorKeys::keysThatArePastedBecomeTheKeys()
{
    page().take(m_bench->good());
    page().take(core::Secret(u"{\"keys\":[%1]}"_s.arg(publicKey())));
    QCOMPARE(keyText(), u"1 key from a pasted text"_s);
    QVERIFY2(m_bench->verdict().startsWith(u"This token passes."_s), qPrintable(m_bench->verdict()));
    QCOMPARE(m_bench->around.said, QStringList{u"Tokens are held against these keys now."_s});
}

void TestInspectorKeys::keysComeFromAFile()
{
    const QTemporaryDir folder;
    m_bench->around.prompt.path = folder.filePath(u"keys.json"_s);
    QFile file(m_bench->around.prompt.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(publicKey().toUtf8());
    file.close();
    m_bench->keys().openFile();
    QCOMPARE(keyText(), u"1 key from keys.json"_s);
    m_bench->around.prompt.path = folder.filePath(u"gone.json"_s);
    m_bench->keys().openFile();
    QCOMPARE(m_bench->notice(), u"The file gone.json cannot be read."_s);
    QCOMPARE(keyText(), u"1 key from keys.json"_s);
}

void TestInspectorKeys::aKeyOfTheKeychainIsTaken()
{
    auto* menu = page().findChild<ui::KeptKeysMenu*>();
    QVERIFY(menu != nullptr);
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().size() == 1 && !menu->actions().constFirst()->isEnabled());
    settings::KeyEntry entry;
    entry.id = u"1"_s;
    entry.name = u"Shop & partners"_s;
    entry.publicJwk = publicKey();
    const auto added = m_bench->around.keyring.add(entry, issuerKey().toJwk(true));
    QTRY_VERIFY(added.isFinished() && m_bench->around.keyring.all()->size() == 1);
    page().take(m_bench->good());
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().constFirst()->trigger();
    QTRY_COMPARE(keyText(), u"1 key from Shop & partners"_s);
    QCOMPARE(m_bench->around.keychain.reads, 1);
    m_bench->keys().forget();
    Q_EMIT menu->aboutToShow();
    menu->actions().constFirst()->trigger(); // nobody kept it meanwhile: the keychain is asked again
    QTRY_COMPARE(m_bench->around.keychain.reads, 2);
    QTRY_COMPARE(keyText(), u"1 key from Shop & partners"_s);
    QVERIFY2(m_bench->verdict().startsWith(u"This token passes."_s), qPrintable(m_bench->verdict()));
}

void TestInspectorKeys::aTextWithoutKeysIsRefused()
{
    page().take(core::Secret(u"{\"keys\":[]}"_s));
    QVERIFY(!m_bench->notice().isEmpty());
    QCOMPARE(keyText(), u"No keys"_s);
    QVERIFY(m_bench->around.said.isEmpty());
}

void TestInspectorKeys::keysAreTypedIntoADialog()
{
    m_bench->keys().pasteKeys();
    const QPointer dialog = page().findChild<ui::KeyTextDialog*>();
    auto& text = child<QLineEdit>(*dialog, u"keyTextEdit"_s);
    text.setText(u"no keys"_s);
    accept(*dialog);
    QVERIFY(!dialog->findChild<ui::Banner*>()->text().isEmpty());
    text.setText(publicKey());
    accept(*dialog);
    QCOMPARE(keyText(), u"1 key from a pasted text"_s);
    QTRY_VERIFY(!dialog);
}

void TestInspectorKeys::aSharedSecretIsMaskedAndChecksHmac()
{
    const core::Secret secret(u"a shared secret of 32 characters"_s);
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"HS256\"}";
    request.payload = "{\"exp\":" + QByteArray::number(m_bench->now() + 60) + '}';
    page().take(core::Secret(jose::signToken(request, jose::Key::fromSecret(secret)).value()));
    m_bench->keys().askSecret();
    const QPointer dialog = page().findChild<ui::SharedSecretDialog*>();
    auto& field = child<QLineEdit>(*dialog, u"sharedSecretEdit"_s);
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    accept(*dialog);
    QVERIFY(dialog); // nothing to use
    type(field, secret.revealText());
    accept(*dialog);
    QCOMPARE(keyText(), u"1 key from a shared secret"_s);
    QVERIFY(m_bench->steps().contains(u"Signature: Passed"_s));
    QVERIFY(!toldAbout(page()).contains(secret.revealText()));
    QVERIFY(!saidIn(page()).contains(secret.revealText()));
}

void TestInspectorKeys::aSharedSecretMayBeEncoded()
{
    m_bench->keys().askSecret();
    const QPointer dialog = page().findChild<ui::SharedSecretDialog*>();
    type(child<QLineEdit>(*dialog, u"sharedSecretEdit"_s), u"not base64"_s);
    dialog->findChild<QCheckBox*>()->setChecked(true);
    accept(*dialog);
    QVERIFY(dialog->isVisible());
    type(child<QLineEdit>(*dialog, u"sharedSecretEdit"_s), u"c2VjcmV0"_s);
    accept(*dialog);
    QCOMPARE(m_bench->keys().keys().keys.constFirst().secret().reveal(), QByteArray("secret"));
}

void TestInspectorKeys::expectedValuesAreHeldAgainstTheClaims()
{
    m_bench->useKey(issuerKey());
    page().take(m_bench->good());
    m_bench->keys().askExpectations();
    const QPointer dialog = page().findChild<ui::ExpectationsDialog*>();
    type(child<QLineEdit>(*dialog, u"issuerEdit"_s), u"https://issuer.example"_s);
    type(child<QLineEdit>(*dialog, u"audienceEdit"_s), u"https://api.example, another"_s);
    type(child<QLineEdit>(*dialog, u"algorithmsEdit"_s), u"ES256 RS256"_s);
    accept(*dialog);
    QCOMPARE(m_bench->verdict(), u"This token passes. Fits the key: issuer-1."_s);
    QCOMPARE(m_bench->keys().expectations().audiences, (QStringList{u"https://api.example"_s, u"another"_s}));
    m_bench->keys().askExpectations();
    auto* again = page().findChildren<ui::ExpectationsDialog*>().constLast();
    QCOMPARE(child<QLineEdit>(*again, u"algorithmsEdit"_s).text(), u"ES256 RS256"_s);
    type(child<QLineEdit>(*again, u"issuerEdit"_s), u"https://issuer.example/"_s);
    accept(*again);
    QVERIFY2(m_bench->verdict().contains(u"The two must be the same to the letter."_s), qPrintable(m_bench->verdict()));
}

void TestInspectorKeys::anAlgorithmThatIsNoneIsRefused()
{
    m_bench->keys().askExpectations();
    const QPointer dialog = page().findChild<ui::ExpectationsDialog*>();
    type(child<QLineEdit>(*dialog, u"algorithmsEdit"_s), u"ES257"_s);
    accept(*dialog);
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->findChild<ui::Banner*>()->text().startsWith(u"ES257 is no standard algorithm."_s));
    QVERIFY(m_bench->keys().expectations().algorithms.isEmpty());
}

void TestInspectorKeys::forgettingLeavesNone()
{
    m_bench->useKey(issuerKey());
    m_bench->keys().forget();
    QCOMPARE(keyText(), u"No keys"_s);
    QVERIFY(m_bench->keys().keys().keys.isEmpty());
}

void TestInspectorKeys::theyStayWhenADatabaseIsClosed()
{
    page().setRepository(&m_bench->repository);
    m_bench->useKey(issuerKey());
    page().setRepository(nullptr);
    QCOMPARE(keyText(), u"1 key from keys.json"_s);
}

/** Making the key of a password is slow by design: the window goes on meanwhile, and an older answer is dropped. */
void TestInspectorKeys::aPasswordIsTriedWithoutHoldingTheWindowUp()
{
    const auto password = jose::Key::fromSecret(core::Secret(QByteArray("open sesame")));
    jose::EncryptionRequest request;
    request.protectedHeader = "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":600000}";
    request.plaintext = "{\"sub\":\"alice\"}";
    const core::Secret token(jose::encryptToken(request, password).value());
    m_bench->keys().takeKeys(password.toJwk(true), u"password"_s);
    m_bench->page->take(token);
    QVERIFY(m_bench->verdict().contains(u"being opened"));
    QTRY_VERIFY(m_bench->verdict().contains(u"passes"));
    m_bench->page->take(token);
    m_bench->page->take(m_bench->good()); // before the other one is open
    QVERIFY(!m_bench->verdict().contains(u"being opened"));
    const QString said = m_bench->verdict();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(m_bench->verdict(), said);
}

QTEST_MAIN(TestInspectorKeys)
#include "tst_inspectorkeys.moc"
