#include "workshopbench.h"

#include "inspector/keytextdialog.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

const QString longSecret = u"a shared secret of 32 characters"_s;

QJsonObject objectOf(const QString& text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

/** Tokens that are made in the workshop: with every kind of key, and as they were written. */
class TestWorkshop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<WorkshopBench>(); }
    void cleanup() { m_bench.reset(); }
    void opensFromTheMenu();
    void aKeyOfEachKindMakesATokenThatPasses_data();
    void aKeyOfEachKindMakesATokenThatPasses();
    void onlyWhatFitsTheKeyIsOffered();
    void aTypedSecretSigns();
    void aShortSecretIsSaidToBeTooShort();
    void aTypedSecretMayBeEncoded();
    void aPublicKeyEncryptsAndDoesNotSign();
    void pastedKeysAreHidden();
    void headerAndClaimsAreAsTheyWereWritten();
    void theHeaderFollowsTheChoiceAndBack();
    void aHeaderThatTheKeyDoesNotFitIsRefused();
    void claimsThatAreNoJsonAreSaidAndStay();
    void aHeaderThatIsNoJsonIsLeftAlone();
    void templatesBeginNow();
    void aTemplateCanBeTakenBack();
    void allFormsAreInspected_data();
    void allFormsAreInspected();
    void theTokenIsCopiedByTheClipboardThatClearsItself();
    void withoutAKeyNothingIsMade();
    void mayCloseWhileATokenIsMade();

private:
    std::unique_ptr<WorkshopBench> m_bench;
};

void TestWorkshop::opensFromTheMenu()
{
    m_bench->dialog->reject();
    QTRY_VERIFY(!m_bench->dialog);
    for (QAction* action : m_bench->page->findChildren<QAction*>()) {
        if (action->text() == u"&Workshop…") {
            action->trigger();
        }
    }
    const auto* dialog = m_bench->page->findChild<ui::WorkshopDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
}

void TestWorkshop::aKeyOfEachKindMakesATokenThatPasses_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("kind"); // its description
    const auto row = [](const char* algorithm, int size, const char* kind) {
        QTest::newRow(qPrintable(u"%1 %2"_s.arg(QLatin1StringView(algorithm)).arg(size)))
            << size << QString::fromLatin1(kind);
    };
    row("HS256", 0, "Shared secret of 256 bits");
    row("HS512", 0, "Shared secret of 512 bits");
    row("RS256", 0, "RSA key of 2048 bits");
    row("PS384", 1, "RSA key of 3072 bits");
    row("ES256", 0, "Key on P-256");
    row("ES512", 0, "Key on P-521");
    row("ES256K", 0, "Key on secp256k1");
    row("EdDSA", 1, "Key on Ed448");
    row("Ed25519", 0, "Key on Ed25519");
    row("RSA-OAEP-256", 0, "RSA key of 2048 bits");
    row("ECDH-ES", 0, "Key on P-256");
    row("ECDH-ES+A256KW", 3, "Key on X25519");
    row("A192KW", 0, "Shared secret of 192 bits");
    row("A256GCMKW", 0, "Shared secret of 256 bits");
    row("PBES2-HS256+A128KW", 0, "Shared secret of 128 bits");
    row("A128CBC-HS256", 0, "Shared secret of 256 bits");
}

void TestWorkshop::aKeyOfEachKindMakesATokenThatPasses()
{
    QFETCH(const int, size);
    QFETCH(const QString, kind);
    const QString algorithm = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
    m_bench->newKey(u"Mine"_s, algorithm, size);
    QCOMPARE(m_bench->table().rowCount(), 1);
    QCOMPARE(m_bench->cell(0, 2), kind);
    QCOMPARE(m_bench->cell(0, 3), algorithm);
    QCOMPARE(m_bench->around.keychain.kept.size(), 1);
    const auto kept = jose::keyFromJwk(m_bench->around.keychain.kept.cbegin().value());
    QVERIFY(kept && kept->isPrivate());
    const QJsonObject listed = objectOf(QString::fromUtf8(m_bench->listed()));
    QCOMPARE(listed.value(u"keys"_s).toArray().size(), 1);
    static const QRegularExpression secretMember(u"\\\\?\"(d|p|q|dp|dq|qi|k)\\\\?\"\\s*:"_s);
    QVERIFY(!secretMember.match(QString::fromUtf8(m_bench->listed())).hasMatch());
    press(*m_bench->dialog, u"Make &token…"_s);
    m_bench->settle();
    if (!jose::findSignatureAlgorithm(algorithm)) {
        m_bench->encrypt();
    }
    QVERIFY2(m_bench->make(), qPrintable(m_bench->told() + m_bench->label("whyLabel")));
    m_bench->inspect();
    QTRY_VERIFY(!m_bench->dialog);
    QTRY_VERIFY2(m_bench->verdict().startsWith(u"This token passes."_s), qPrintable(m_bench->verdict()));
}

void TestWorkshop::onlyWhatFitsTheKeyIsOffered()
{
    m_bench->newKey(u"Mine"_s, u"ES384"_s);
    m_bench->showToken();
    QCOMPARE(m_bench->choices("algorithmChoice"), QStringList{u"ES384"_s});
    m_bench->encrypt();
    QVERIFY(m_bench->choices("algorithmChoice").isEmpty());
    QCOMPARE(m_bench->label("whyLabel"), u"This key cannot encrypt. It is for ES384."_s);
    QVERIFY(!m_bench->make());
    m_bench->useSecret(longSecret);
    QCOMPARE(m_bench->choices("algorithmChoice"),
        (QStringList{u"A256KW"_s, u"A256GCMKW"_s, u"PBES2-HS256+A128KW"_s, u"PBES2-HS384+A192KW"_s,
            u"PBES2-HS512+A256KW"_s, u"dir"_s}));
    QCOMPARE(m_bench->choice("contentChoice").count(), 6);
    m_bench->choice("algorithmChoice").setCurrentText(u"dir"_s);
    QCOMPARE(m_bench->choices("contentChoice"), (QStringList{u"A128CBC-HS256"_s, u"A256GCM"_s}));
}

void TestWorkshop::aTypedSecretSigns()
{
    m_bench->useSecret(longSecret);
    QCOMPARE(child<QLineEdit>(*m_bench->dialog, u"secretEdit"_s).echoMode(), QLineEdit::Password);
    QVERIFY(m_bench->make());
    QVERIFY(m_bench->around.keychain.kept.isEmpty());
    QVERIFY(m_bench->listed().isEmpty());
    QVERIFY(!toldAbout(*m_bench->dialog).contains(longSecret));
    m_bench->inspect();
    QVERIFY2(m_bench->verdict().startsWith(u"This token passes."_s), qPrintable(m_bench->verdict()));
}

void TestWorkshop::aShortSecretIsSaidToBeTooShort()
{
    m_bench->useSecret(u"short"_s);
    QVERIFY2(m_bench->label("whyLabel").startsWith(u"HS256 needs a secret of at least 256 bits; this one has 40."_s),
        qPrintable(m_bench->label("whyLabel")));
    QVERIFY(!m_bench->make());
}

void TestWorkshop::aTypedSecretMayBeEncoded()
{
    m_bench->useSecret(u"not base64"_s);
    child<QCheckBox>(*m_bench->dialog, u"encodedChoice"_s).setChecked(true);
    QCOMPARE(m_bench->label("whyLabel"), u"The secret is not written in base64url."_s);
    QVERIFY(!m_bench->make());
    m_bench->useSecret(QString::fromLatin1(
        longSecret.toLatin1().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)));
    QVERIFY(m_bench->make());
    m_bench->inspect();
    QCOMPARE(m_bench->keys().keys().keys.constFirst().secret().revealText(), longSecret);
}

void TestWorkshop::aPublicKeyEncryptsAndDoesNotSign()
{
    m_bench->showToken();
    press(*m_bench->dialog, u"&Paste keys…"_s);
    const QPointer asked = m_bench->dialog->findChild<ui::KeyTextDialog*>();
    child<QLineEdit>(*asked, u"keyTextEdit"_s).setText(issuerKey().toJwk(false).revealText());
    QCOMPARE(child<QLabel>(*asked, u"foundLabel"_s).text(), u"key on P-256, public, “issuer-1”"_s);
    press(*asked, u"Use keys"_s);
    QCOMPARE(m_bench->choice("keyChoice").currentText(), u"pasted: issuer-1 · key on P-256"_s);
    QVERIFY(m_bench->label("whyLabel").startsWith(u"A public key can encrypt, and cannot sign."_s));
    m_bench->encrypt();
    QVERIFY(m_bench->make());
    m_bench->useKey(issuerKey());
    m_bench->inspect();
    QVERIFY(!m_bench->keys().keys().keys.isEmpty()); // those that were there stay
}

void TestWorkshop::pastedKeysAreHidden()
{
    m_bench->showToken();
    press(*m_bench->dialog, u"&Paste keys…"_s);
    const QPointer asked = m_bench->dialog->findChild<ui::KeyTextDialog*>();
    const QString text = otherKey().toPem(true)->revealText();
    QApplication::clipboard()->setText(text);
    auto& field = child<QLineEdit>(*asked, u"keyTextEdit"_s);
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    field.setFocus();
    QTest::keySequence(&field, QKeySequence::Paste);
    QCOMPARE(field.text(), text);
    QCOMPARE(child<QLabel>(*asked, u"foundLabel"_s).text(), u"private key on P-256"_s);
    press(*asked, u"Use keys"_s);
    QVERIFY(m_bench->make());
    QVERIFY(m_bench->around.keychain.kept.isEmpty());
}

void TestWorkshop::headerAndClaimsAreAsTheyWereWritten()
{
    m_bench->useSecret(longSecret);
    m_bench->text("headerEdit").setPlainText(u"{ \"alg\": \"HS256\",  \"mine\": [1.0] }"_s);
    m_bench->text("claimsEdit").setPlainText(u"{ \"sub\":\"a\",\n \"big\": 12345678901234567890 }"_s);
    QVERIFY(m_bench->make());
    const QByteArrayList parts = m_bench->text("madeToken").toPlainText().toLatin1().split('.');
    QCOMPARE(QByteArray::fromBase64(parts.at(0), QByteArray::Base64UrlEncoding),
        QByteArray("{\"alg\":\"HS256\",\"mine\":[1.0]}"));
    QCOMPARE(QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding),
        QByteArray("{\"sub\":\"a\",\"big\":12345678901234567890}"));
}

void TestWorkshop::theHeaderFollowsTheChoiceAndBack()
{
    m_bench->newKey(u"Mine"_s, u"ES256"_s);
    m_bench->showToken();
    const QJsonObject header = objectOf(m_bench->text("headerEdit").toPlainText());
    QCOMPARE(header.value(u"alg"_s).toString(), u"ES256"_s);
    QCOMPARE(header.value(u"typ"_s).toString(), u"at+jwt"_s);
    QCOMPARE(header.value(u"kid"_s).toString(), m_bench->cell(0, 1));
    m_bench->useSecret(u"0123456789012345678901234567890123456789012345678901234567890123"_s);
    QVERIFY(m_bench->text("headerEdit").toPlainText().startsWith(u"{\n  \"alg\": \"HS256\""_s));
    QVERIFY(!objectOf(m_bench->text("headerEdit").toPlainText()).contains(u"kid"_s));
    m_bench->text("headerEdit").setPlainText(u"{\"alg\":\"HS512\"}"_s);
    QCOMPARE(m_bench->choice("algorithmChoice").currentText(), u"HS512"_s);
    QCOMPARE(m_bench->text("headerEdit").toPlainText(), u"{\"alg\":\"HS512\"}"_s);
    m_bench->encrypt();
    const QJsonObject encrypted = objectOf(m_bench->text("headerEdit").toPlainText());
    QVERIFY(!encrypted.value(u"enc"_s).toString().isEmpty());
    QCOMPARE(encrypted.value(u"alg"_s).toString(), m_bench->choice("algorithmChoice").currentText());
}

void TestWorkshop::aHeaderThatTheKeyDoesNotFitIsRefused()
{
    m_bench->newKey(u"Mine"_s, u"ES256"_s);
    m_bench->showToken();
    m_bench->text("headerEdit").setPlainText(u"{\"alg\":\"HS256\"}"_s);
    QVERIFY(!m_bench->make());
    QVERIFY2(m_bench->told().startsWith(u"HS256 needs a shared secret"_s), qPrintable(m_bench->told()));
    m_bench->text("headerEdit").setPlainText(u"{\"alg\":\"none\"}"_s);
    QVERIFY(m_bench->told().isEmpty()); // what was wrong is being mended
    QVERIFY(!m_bench->make());
    QVERIFY(!m_bench->told().isEmpty());
}

void TestWorkshop::claimsThatAreNoJsonAreSaidAndStay()
{
    m_bench->useSecret(longSecret);
    const QString claims = u"{\"sub\": \"alice\",}"_s;
    m_bench->text("claimsEdit").setPlainText(claims);
    QVERIFY2(m_bench->label("claimsEditProblem").startsWith(u"The text is not a JSON object: line 1, column "_s),
        qPrintable(m_bench->label("claimsEditProblem")));
    QVERIFY(!m_bench->make());
    QVERIFY(m_bench->told().startsWith(u"The claims cannot be used."_s));
    QCOMPARE(m_bench->text("claimsEdit").toPlainText(), claims);
    m_bench->text("claimsEdit").setPlainText(u"{\"sub\": \"alice\"}"_s);
    QVERIFY(m_bench->label("claimsEditProblem").isEmpty());
    QVERIFY(m_bench->make());
}

void TestWorkshop::aHeaderThatIsNoJsonIsLeftAlone()
{
    m_bench->useSecret(longSecret);
    m_bench->text("headerEdit").setPlainText(u"{\"alg\":"_s);
    m_bench->encrypt();
    m_bench->choice("algorithmChoice").setCurrentText(u"dir"_s);
    QCOMPARE(m_bench->text("headerEdit").toPlainText(), u"{\"alg\":"_s);
    QVERIFY(!m_bench->label("headerEditProblem").isEmpty());
    QVERIFY(!m_bench->make());
    QVERIFY(m_bench->told().startsWith(u"The header cannot be used."_s));
}

void TestWorkshop::templatesBeginNow()
{
    m_bench->showToken();
    auto& choice = m_bench->choice("templateChoice");
    const QList<std::pair<QString, qint64>> wanted{
        {u"at+jwt"_s, 3600}, {u"JWT"_s, 3600}, {u"client-authentication+jwt"_s, 300}};
    QCOMPARE(choice.count(), wanted.size());
    for (int i = 0; i < choice.count(); ++i) {
        Q_EMIT choice.activated(i);
        const QJsonObject claims = objectOf(m_bench->text("claimsEdit").toPlainText());
        QCOMPARE(claims.value(u"iat"_s).toInteger(), m_bench->now());
        QCOMPARE(claims.value(u"exp"_s).toInteger(), m_bench->now() + wanted.at(i).second);
        QCOMPARE(objectOf(m_bench->text("headerEdit").toPlainText()).value(u"typ"_s).toString(), wanted.at(i).first);
    }
}

void TestWorkshop::aTemplateCanBeTakenBack()
{
    m_bench->showToken();
    m_bench->text("claimsEdit").selectAll();
    QTest::keyClicks(&m_bench->text("claimsEdit"), u"{\"mine\":1}"_s);
    Q_EMIT m_bench->choice("templateChoice").activated(1);
    QVERIFY(m_bench->text("claimsEdit").toPlainText() != u"{\"mine\":1}"_s);
    m_bench->text("claimsEdit").undo();
    QCOMPARE(m_bench->text("claimsEdit").toPlainText(), u"{\"mine\":1}"_s);
}

void TestWorkshop::allFormsAreInspected_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("isEncrypted");
    for (const bool isEncrypted : {false, true}) {
        for (int form = 0; form < 3; ++form) {
            QTest::addRow("%s %d", isEncrypted ? "encrypted" : "signed", form) << form << isEncrypted;
        }
    }
}

void TestWorkshop::allFormsAreInspected()
{
    QFETCH(const int, form);
    QFETCH(const bool, isEncrypted);
    m_bench->useSecret(longSecret);
    if (isEncrypted) {
        m_bench->encrypt();
    }
    m_bench->choice("formChoice").setCurrentIndex(form);
    QVERIFY2(m_bench->make(), qPrintable(m_bench->told()));
    QCOMPARE(m_bench->text("madeToken").toPlainText().startsWith(u'{'), form > 0);
    m_bench->inspect();
    QVERIFY2(m_bench->verdict().startsWith(u"This token passes."_s), qPrintable(m_bench->verdict()));
}

void TestWorkshop::theTokenIsCopiedByTheClipboardThatClearsItself()
{
    m_bench->useSecret(longSecret);
    QVERIFY(m_bench->make());
    QSignalSpy copied(&m_bench->around.clipboard, &ui::SecretClipboard::copied);
    press(*m_bench->dialog, u"&Copy"_s);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QApplication::clipboard()->text(), m_bench->text("madeToken").toPlainText());
}

void TestWorkshop::withoutAKeyNothingIsMade()
{
    m_bench->showToken();
    QVERIFY(!m_bench->make());
    QVERIFY(m_bench->told().startsWith(u"There is no key to make the token with."_s));
}

void TestWorkshop::mayCloseWhileATokenIsMade()
{
    m_bench->useSecret(longSecret);
    m_bench->encrypt();
    m_bench->choice("algorithmChoice").setCurrentText(u"PBES2-HS512+A256KW"_s);
    m_bench->dialog->accept();
    QVERIFY(m_bench->dialog->isBusy());
    m_bench->page.reset(); // with its dialogs
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

QTEST_MAIN(TestWorkshop)
#include "tst_workshop.moc"
