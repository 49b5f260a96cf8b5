#include "workshopbench.h"

#include "inspector/keytextdialog.h"
#include "jose/keymaker.h"

#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** The keys of the workshop: kept, imported, copied, removed, and what happens when the keychain does not answer. */
class TestWorkshopKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<WorkshopBench>(); }
    void cleanup() { m_bench.reset(); }
    void thereAreNoneAtFirst();
    void aKeyIsNamedByItsThumbprint();
    void aKeyNeedsANameOfItsOwn();
    void aKeyOfOnesOwnIdentifier();
    void makingAKeyCanBeGivenUp();
    void keysAreThereTheNextTime();
    void aKeychainThatFailsLeavesTheKeyForThisSession();
    void aListThatIsNotUnderstoodIsToldAndStays();
    void aKeyThatTheKeychainLostIsTold();
    void theKeychainIsAskedOnceAndOnlyWhenAKeyIsWanted();
    void thePublicKeyIsCopied();
    void thePrivateKeyIsCopiedOnlyWhenThePersonAgrees();
    void aSharedSecretHasNoPublicHalf();
    void importsKeys();
    void importsNoPublicKey();
    void importsAFile();
    void removesOnlyWhenThePersonAgrees();
    void staysInTheListWhenItCannotBeRemoved();

private:
    [[nodiscard]] ui::KeyTextDialog& askImport();
    [[nodiscard]] QAction& copyAction(const char* name)
    {
        auto* action = m_bench->dialog->findChild<QAction*>(QString::fromLatin1(name));
        Q_ASSERT(action);
        return *action;
    }
    [[nodiscard]] static QString copied() { return QApplication::clipboard()->text(); }

    std::unique_ptr<WorkshopBench> m_bench;
};

ui::KeyTextDialog& TestWorkshopKeys::askImport()
{
    press(*m_bench->dialog, u"&Import…"_s);
    return *m_bench->dialog->findChildren<ui::KeyTextDialog*>().constLast();
}

void TestWorkshopKeys::thereAreNoneAtFirst()
{
    QCOMPARE(m_bench->table().rowCount(), 0);
    QVERIFY(saidIn(*m_bench->dialog).contains(u"No keys yet"_s));
    QVERIFY(!child<QWidget>(*m_bench->dialog, u"removeButton"_s).isEnabled());
    QVERIFY(m_bench->told().isEmpty());
    QVERIFY(allLabelsArePlain(*m_bench->dialog));
}

void TestWorkshopKeys::aKeyIsNamedByItsThumbprint()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    const auto key = jose::keyFromJwk(m_bench->around.keychain.kept.cbegin().value());
    QCOMPARE(key->facts().id, key->thumbprint());
    QCOMPARE(m_bench->cell(0, 0), u"Signing"_s);
    QCOMPARE(m_bench->cell(0, 1), key->thumbprint());
    QCOMPARE(m_bench->cell(0, 4), u"Keychain"_s);
    QVERIFY(saidIn(*m_bench->dialog).contains(u"“Signing” is in the keychain."_s));
}

void TestWorkshopKeys::aKeyNeedsANameOfItsOwn()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    press(*m_bench->dialog, u"&New key…"_s);
    const QPointer asked = m_bench->dialog->findChildren<ui::NewKeyDialog*>().constLast();
    press(*asked, u"Make key"_s);
    QCOMPARE(asked->findChild<ui::Banner*>()->text(), u"The key has no name. Write what you will know it by."_s);
    type(child<QWidget>(*asked, u"nameEdit"_s), u"Signing"_s);
    press(*asked, u"Make key"_s);
    QVERIFY(asked->findChild<ui::Banner*>()->text().startsWith(u"Another key has this name."_s));
    QCOMPARE(m_bench->table().rowCount(), 1);
}

void TestWorkshopKeys::aKeyOfOnesOwnIdentifier()
{
    press(*m_bench->dialog, u"&New key…"_s);
    const QPointer asked = m_bench->dialog->findChild<ui::NewKeyDialog*>();
    type(child<QWidget>(*asked, u"nameEdit"_s), u"Signing"_s);
    type(child<QWidget>(*asked, u"keyIdEdit"_s), u"2026-09"_s);
    press(*asked, u"Make key"_s);
    QTRY_COMPARE(m_bench->table().rowCount(), 1);
    QCOMPARE(m_bench->cell(0, 1), u"2026-09"_s);
}

void TestWorkshopKeys::makingAKeyCanBeGivenUp()
{
    press(*m_bench->dialog, u"&New key…"_s);
    const QPointer asked = m_bench->dialog->findChild<ui::NewKeyDialog*>();
    type(child<QWidget>(*asked, u"nameEdit"_s), u"Long"_s);
    auto& choice = child<QComboBox>(*asked, u"algorithmChoice"_s);
    choice.setCurrentIndex(choice.findData(u"RS256"_s));
    press(*asked, u"Make key"_s);
    QVERIFY(asked->isBusy());
    press(*asked, u"Cancel"_s);
    QTRY_VERIFY(!asked);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(m_bench->table().rowCount(), 0);
    QVERIFY(m_bench->around.keychain.kept.isEmpty());
}

void TestWorkshopKeys::keysAreThereTheNextTime()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    m_bench->newKey(u"Another"_s, u"HS256"_s);
    QCOMPARE(m_bench->table().currentRow(), 1);
    m_bench->dialog->reject();
    m_bench->open();
    QCOMPARE(m_bench->table().rowCount(), 2);
    m_bench->table().selectRow(1);
    press(*m_bench->dialog, u"Make &token…"_s);
    m_bench->settle();
    QCOMPARE(m_bench->choices("algorithmChoice"), QStringList{u"HS256"_s});
    QVERIFY(m_bench->make());
}

void TestWorkshopKeys::aKeychainThatFailsLeavesTheKeyForThisSession()
{
    m_bench->around.keychain.outOfOrder();
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    QCOMPARE(m_bench->told(),
        u"“Signing” is kept until the program ends, and no longer. The keychain cannot be used: no service."_s);
    QCOMPARE(m_bench->cell(0, 4), u"This session"_s);
    QVERIFY(m_bench->listed().isEmpty());
    m_bench->dialog->reject();
    m_bench->open();
    QCOMPARE(m_bench->cell(0, 0), u"Signing"_s);
    m_bench->showToken();
    QVERIFY(m_bench->make());
    m_bench->inspect();
    QVERIFY2(m_bench->verdict().startsWith(u"This token passes."_s), qPrintable(m_bench->verdict()));
}

void TestWorkshopKeys::aListThatIsNotUnderstoodIsToldAndStays()
{
    m_bench->dialog->reject();
    QFile file(m_bench->around.folder.filePath(u"keys.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[]");
    file.close();
    m_bench->open();
    QVERIFY2(m_bench->told().contains(u"is not understood in line 1"_s), qPrintable(m_bench->told()));
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    QCOMPARE(m_bench->listed(), QByteArray("[]"));
    QVERIFY(m_bench->around.keychain.kept.isEmpty());
    QCOMPARE(m_bench->cell(0, 4), u"This session"_s);
}

void TestWorkshopKeys::aKeyThatTheKeychainLostIsTold()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    m_bench->around.keychain.kept.clear();
    m_bench->dialog->reject();
    m_bench->open();
    m_bench->showToken();
    QCOMPARE(m_bench->told(), u"The keychain no longer has this key. Remove it from the list, or import it again."_s);
    QVERIFY(!m_bench->make());
}

void TestWorkshopKeys::theKeychainIsAskedOnceAndOnlyWhenAKeyIsWanted()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    m_bench->dialog->reject();
    m_bench->open();
    QCOMPARE(m_bench->around.keychain.reads, 0);
    m_bench->showToken();
    QVERIFY(m_bench->make());
    QVERIFY(m_bench->make());
    QCOMPARE(m_bench->around.keychain.reads, 1);
}

void TestWorkshopKeys::thePublicKeyIsCopied()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    for (const char* writing : {"publicJwk", "publicJwkSet", "publicPem"}) {
        copyAction(writing).trigger();
        const auto keys = jose::readKeys(core::Secret(copied()));
        QVERIFY2(keys && keys->keys.size() == 1 && !keys->keys.constFirst().isPrivate(), writing);
    }
    QVERIFY(copied().startsWith(u"-----BEGIN PUBLIC KEY-----"_s));
    QVERIFY(m_bench->around.prompt.asked.isEmpty());
    QCOMPARE(m_bench->around.keychain.reads, 0);
}

void TestWorkshopKeys::thePrivateKeyIsCopiedOnlyWhenThePersonAgrees()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    QApplication::clipboard()->clear();
    QSignalSpy secretCopied(&m_bench->around.clipboard, &ui::SecretClipboard::copied);
    copyAction("privateJwk").trigger();
    QCOMPARE(m_bench->around.prompt.asked.size(), 1);
    QVERIFY(m_bench->around.prompt.asked.constFirst().destructive);
    QVERIFY(copied().isEmpty());
    m_bench->around.prompt.agrees = true;
    copyAction("privateJwk").trigger();
    QVERIFY(jose::keyFromJwk(copied())->isPrivate());
    copyAction("privatePem").trigger();
    QVERIFY(copied().startsWith(u"-----BEGIN PRIVATE KEY-----"_s));
    QCOMPARE(secretCopied.size(), 2);
}

void TestWorkshopKeys::aSharedSecretHasNoPublicHalf()
{
    m_bench->newKey(u"Secret"_s, u"HS256"_s);
    for (const char* writing : {"publicJwk", "publicJwkSet", "publicPem", "privatePem"}) {
        QVERIFY2(!copyAction(writing).isEnabled(), writing);
    }
    m_bench->around.prompt.agrees = true;
    copyAction("privateJwk").trigger();
    QCOMPARE(jose::keyFromJwk(copied())->bits(), 256);
}

void TestWorkshopKeys::importsKeys()
{
    ui::KeyTextDialog& asked = askImport();
    type(child<QWidget>(asked, u"nameEdit"_s), u"Issuer"_s);
    auto& text = child<QLineEdit>(asked, u"keyTextEdit"_s);
    QCOMPARE(text.echoMode(), QLineEdit::Password);
    text.setText(u"{\"keys\":[%1,%2]}"_s.arg(
        issuerKey().toJwk(true).revealText(), jose::makeSecret(32).toJwk(true).revealText()));
    press(asked, u"Import"_s);
    QTRY_COMPARE(m_bench->table().rowCount(), 2);
    QCOMPARE(m_bench->cell(0, 0), u"Issuer"_s);
    QCOMPARE(m_bench->cell(0, 1), u"issuer-1"_s);
    QCOMPARE(m_bench->cell(1, 0), u"Issuer 2"_s);
    QCOMPARE(m_bench->cell(1, 1), u"None"_s); // its thumbprint would be something to guess the secret by
    QCOMPARE(m_bench->around.keychain.kept.size(), 2);
    QVERIFY(!m_bench->listed().contains("jpsQnnGQmL"));
}

void TestWorkshopKeys::importsNoPublicKey()
{
    ui::KeyTextDialog& asked = askImport();
    type(child<QWidget>(asked, u"nameEdit"_s), u"Issuer"_s);
    child<QLineEdit>(asked, u"keyTextEdit"_s).setText(issuerKey().toJwk(false).revealText());
    press(asked, u"Import"_s);
    QVERIFY(asked.findChild<ui::Banner*>()->text().startsWith(u"There is no private key in this text."_s));
    child<QLineEdit>(asked, u"keyTextEdit"_s).setText(u"nothing"_s);
    press(asked, u"Import"_s);
    QVERIFY(asked.isVisible());
    QCOMPARE(m_bench->table().rowCount(), 0);
}

void TestWorkshopKeys::importsAFile()
{
    m_bench->around.prompt.path = m_bench->around.folder.filePath(u"key.pem"_s);
    QFile file(m_bench->around.prompt.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(issuerKey().toPem(true)->reveal());
    file.close();
    ui::KeyTextDialog& asked = askImport();
    press(asked, u"From a &file…"_s);
    type(child<QWidget>(asked, u"nameEdit"_s), u"Issuer"_s);
    press(asked, u"Import"_s);
    QTRY_COMPARE(m_bench->table().rowCount(), 1);
    QCOMPARE(m_bench->cell(0, 1), issuerKey().thumbprint());
    QCOMPARE(m_bench->cell(0, 3), u"Any that fits"_s);
}

void TestWorkshopKeys::removesOnlyWhenThePersonAgrees()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    press(*m_bench->dialog, u"&Remove…"_s);
    QCOMPARE(m_bench->around.prompt.asked.constLast().title, u"Remove the key “Signing”?"_s);
    QCOMPARE(m_bench->table().rowCount(), 1);
    m_bench->around.prompt.agrees = true;
    press(*m_bench->dialog, u"&Remove…"_s);
    QTRY_COMPARE(m_bench->table().rowCount(), 0);
    QVERIFY(m_bench->around.keychain.kept.isEmpty());
    QVERIFY(!m_bench->listed().contains("Signing"));
}

void TestWorkshopKeys::staysInTheListWhenItCannotBeRemoved()
{
    m_bench->newKey(u"Signing"_s, u"ES256"_s);
    m_bench->around.prompt.agrees = true;
    m_bench->around.keychain.outOfOrder();
    press(*m_bench->dialog, u"&Remove…"_s);
    QTRY_COMPARE(m_bench->told(), u"“Signing” could not be removed. The keychain cannot be used: no service."_s);
    QCOMPARE(m_bench->table().rowCount(), 1);
}

QTEST_MAIN(TestWorkshopKeys)
#include "tst_workshopkeys.moc"
