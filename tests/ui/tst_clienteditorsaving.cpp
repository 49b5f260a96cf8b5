#include "editorbench.h"

#include "clients/conflictview.h"
#include "core/errortext.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using ErrorKind = core::Error::Kind;

class TestClientEditorSaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesWhatWasTypedAndClosesOnlyThen();
    void keepsUnknownMembersByteForByte();
    void findingsDoNotKeepFromSaving();
    void aBlockingFindingKeepsFromSavingAndFocusesItsField();
    void aJsonErrorKeepsFromSaving();
    void staysOpenAndSaysWhyWhenTheSaveFails_data();
    void staysOpenAndSaysWhyWhenTheSaveFails();
    void aConflictShowsBothVersionsAndOverwritesNothing();
    void takesTheDatabasesVersionAfterAConflict();
    void cannotBeClosedWhileSaving();
    void survivesBeingDestroyedWhileSaving();
    void asksBeforeChangesAreDiscarded();
    void closesUnaskedWhenNothingChanged();
    void ctrlEnterSaves();
    void rawTextIsSavedOnlyOnceItIsAnObject();
    void membersTheJsonDoesNotShowAreKept();
    void aSecretTypedIntoTheJsonDoesNotBecomeMetadata();
    void asksBeforeANewClientIsDiscarded();
    void closesUnaskedWhenTheRawTextWasOnlyLookedAt();
};

void TestClientEditorSaving::savesWhatWasTypedAndClosesOnlyThen()
{
    EditorBench bench;
    QSignalSpy saved(&bench.open(storedClient()), &ui::ClientEditor::saved);
    bench.repository.held = true;
    type(bench.text(u"client_name"_s), u"Market"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.size(), 1);
    QVERIFY(bench.editor->isVisible());
    QVERIFY(bench.editor->isBusy());
    bench.repository.release();
    QTRY_COMPARE(saved.size(), 1);
    QTRY_VERIFY(!bench.editor);
    QCOMPARE(bench.repository.changes.constFirst().loaded, storedClient());
    QCOMPARE(bench.repository.changes.constFirst().edited.name(), u"Market"_s);
}

void TestClientEditorSaving::keepsUnknownMembersByteForByte()
{
    EditorBench bench;
    bench.open(storedClient());
    type(bench.text(u"client_name"_s), u"Market"_s);
    bench.clickVerb();
    QString wanted = storedClient().metadata.text();
    QCOMPARE(bench.repository.changes.constFirst().edited.metadata.text(), wanted.replace(u"Shop"_s, u"Market"_s));
}

void TestClientEditorSaving::findingsDoNotKeepFromSaving()
{
    EditorBench bench;
    bench.open(storedClient());
    type(child<QLineEdit>(bench.redirects(), {}), u"http://shop.example/cb"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.constFirst().edited.redirectUris(), QStringList{u"http://shop.example/cb"_s});
}

void TestClientEditorSaving::aBlockingFindingKeepsFromSavingAndFocusesItsField()
{
    EditorBench bench;
    bench.openNew();
    QTest::keyClick(&bench.text(u"client_id"_s), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&bench.text(u"client_id"_s), Qt::Key_Delete);
    bench.showSection(3);
    bench.clickVerb();
    QVERIFY(bench.repository.added.isEmpty());
    QVERIFY(bench.editor->isVisible());
    QVERIFY2(bench.bannerText().contains(u"identifier"_s), qPrintable(bench.bannerText()));
    QCOMPARE(bench.editor->focusWidget(), &bench.text(u"client_id"_s));
    QVERIFY(bench.text(u"client_id"_s).isVisible());
    QTest::keyClicks(&bench.text(u"client_id"_s), u"shop"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.added.size(), 1);
}

void TestClientEditorSaving::aJsonErrorKeepsFromSaving()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"\"Shop\""_s, u"oops"_s);
    bench.clickVerb();
    QVERIFY(bench.repository.changes.isEmpty());
    QVERIFY(bench.editor->isVisible());
    QVERIFY(!bench.bannerText().isEmpty());
    QCOMPARE(bench.editor->focusWidget(), &bench.json());
}

void TestClientEditorSaving::staysOpenAndSaysWhyWhenTheSaveFails_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("taken") << ErrorKind::AlreadyExists;
    QTest::newRow("locked") << ErrorKind::Locked;
    QTest::newRow("read-only") << ErrorKind::ReadOnlyConnection;
}

void TestClientEditorSaving::staysOpenAndSaysWhyWhenTheSaveFails()
{
    EditorBench bench;
    QFETCH(ErrorKind, kind);
    const core::Error error{kind, u"oauth2_client"_s, {}, {}};
    QSignalSpy saved(&bench.openNew(), &ui::ClientEditor::saved);
    bench.repository.nextError = error;
    bench.clickVerb();
    QTRY_VERIFY(!bench.editor || !bench.editor->isBusy());
    QVERIFY(bench.editor && bench.editor->isVisible());
    QVERIFY2(bench.bannerText().contains(core::errorText(error).what), qPrintable(bench.bannerText()));
    QCOMPARE(saved.size(), 0);
    bench.clickVerb(); // it works the second time
    QTRY_COMPARE(saved.size(), 1);
}

void TestClientEditorSaving::aConflictShowsBothVersionsAndOverwritesNothing()
{
    EditorBench bench;
    bench.open(storedClient());
    type(bench.text(u"client_name"_s), u"Mine"_s);
    bench.repository.rows[0].metadata.set(u"client_name"_s, u"Theirs"_s);
    bench.repository.nextError = core::Error{ErrorKind::Conflict, u"shop-17"_s, {}, {}};
    bench.clickVerb();
    QTRY_VERIFY(bench.editor->findChild<ui::ConflictView*>());
    const auto& view = *bench.editor->findChild<ui::ConflictView*>();
    QCOMPARE(view.rowCount(), 1);
    QCOMPARE(view.item(0, 0)->text(), u"client_name"_s);
    QVERIFY(view.item(0, 1)->text().contains(u"Mine"_s));
    QVERIFY(view.item(0, 2)->text().contains(u"Theirs"_s));
    QCOMPARE(bench.repository.rows.constFirst().name(), u"Theirs"_s);
    QCOMPARE(bench.text(u"client_name"_s).text(), u"Mine"_s);
    QVERIFY(bench.editor->isVisible());
}

void TestClientEditorSaving::takesTheDatabasesVersionAfterAConflict()
{
    EditorBench bench;
    QSignalSpy saved(&bench.open(storedClient()), &ui::ClientEditor::saved);
    type(bench.text(u"client_name"_s), u"Mine"_s);
    bench.repository.rows[0].metadata.set(u"client_name"_s, u"Theirs"_s);
    bench.repository.nextError = core::Error{ErrorKind::Conflict, u"shop-17"_s, {}, {}};
    bench.clickVerb();
    QTRY_VERIFY(buttonNamed(*bench.editor, u"Take the database's"_s));
    press(*bench.editor, u"Take the database's"_s);
    QTRY_COMPARE(bench.editors().size(), 1);
    bench.editor = bench.editors().constFirst();
    QCOMPARE(bench.text(u"client_name"_s).text(), u"Theirs"_s);
    type(bench.text(u"client_name"_s), u"Both"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.constLast().loaded.name(), u"Theirs"_s);
    QCOMPARE(bench.repository.rows.constFirst().name(), u"Both"_s);
    QTRY_VERIFY(!bench.editor);
}

void TestClientEditorSaving::cannotBeClosedWhileSaving()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.repository.held = true;
    type(bench.text(u"client_name"_s), u"Market"_s);
    bench.clickVerb();
    bench.escape();
    bench.editor->close();
    bench.clickVerb();
    QVERIFY(bench.editor->isVisible());
    QCOMPARE(bench.repository.changes.size(), 1);
    bench.repository.release();
    QTRY_VERIFY(!bench.editor);
}

void TestClientEditorSaving::survivesBeingDestroyedWhileSaving()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.repository.held = true;
    type(bench.text(u"client_name"_s), u"Market"_s);
    bench.clickVerb();
    bench.closeWindow();
    QVERIFY(!bench.editor);
    bench.repository.release();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(bench.repository.rows.constFirst().name(), u"Market"_s); // what was asked for is done all the same
}

void TestClientEditorSaving::asksBeforeChangesAreDiscarded()
{
    EditorBench bench;
    bench.open(storedClient());
    type(bench.text(u"client_name"_s), u"Market"_s);
    bench.escape();
    QCOMPARE(bench.around.prompt.asked.size(), 1);
    QVERIFY(bench.around.prompt.asked.constFirst().destructive);
    QVERIFY(bench.editor->isVisible());
    bench.around.prompt.agrees = true;
    bench.escape();
    QTRY_VERIFY(!bench.editor);
    QVERIFY(bench.repository.changes.isEmpty());
}

void TestClientEditorSaving::closesUnaskedWhenNothingChanged()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.escape();
    QTRY_VERIFY(!bench.editor);
    QVERIFY(bench.around.prompt.asked.isEmpty());
}

void TestClientEditorSaving::ctrlEnterSaves()
{
    EditorBench bench;
    bench.open(storedClient());
    type(bench.text(u"client_name"_s), u"Market"_s);
    QTest::keyClick(bench.editor, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench.repository.changes.size(), 1);
}

void TestClientEditorSaving::rawTextIsSavedOnlyOnceItIsAnObject()
{
    EditorBench bench;
    oauth::Client client = storedClient();
    client.metadata = {};
    client.unreadableMetadata = u"{\"client_name\": \"CRM, \"grant_ty"_s;
    bench.open(client);
    QCOMPARE(bench.json().toPlainText(), *client.unreadableMetadata);
    QVERIFY(!bench.editor->findChild<ui::ClientForm*>()->isEnabled());
    bench.clickVerb();
    QVERIFY(bench.repository.changes.isEmpty());
    type(bench.json(), u"{\"client_name\":\"CRM\"}"_s);
    QVERIFY(bench.editor->findChild<ui::ClientForm*>()->isEnabled());
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.size(), 1);
    QCOMPARE(bench.repository.changes.constFirst().loaded.unreadableMetadata, client.unreadableMetadata);
    QVERIFY(!bench.repository.changes.constFirst().edited.unreadableMetadata);
    QCOMPARE(bench.repository.changes.constFirst().edited.name(), u"CRM"_s);
}

void TestClientEditorSaving::membersTheJsonDoesNotShowAreKept()
{
    EditorBench bench;
    oauth::Client client = storedClient();
    client.metadata.set(u"client_id_issued_at"_s, 5); // some servers keep a copy of the column in the metadata
    bench.open(client);
    bench.replaceInJson(u"Shop"_s, u"Market"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.constFirst().edited.name(), u"Market"_s);
    QVERIFY(bench.repository.changes.constFirst().edited.metadata.contains(u"client_id_issued_at"_s));
}

void TestClientEditorSaving::aSecretTypedIntoTheJsonDoesNotBecomeMetadata()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"\"scope\""_s, u"\"client_secret\": \"typed\", \"scope\""_s);
    bench.clickVerb();
    QVERIFY(bench.repository.changes.isEmpty()
        || !bench.repository.changes.constFirst().edited.metadata.contains(u"client_secret"_s));
}

void TestClientEditorSaving::asksBeforeANewClientIsDiscarded()
{
    EditorBench bench;
    bench.openNew();
    type(bench.text(u"client_name"_s), u"Market"_s);
    bench.escape();
    QCOMPARE(bench.around.prompt.asked.size(), 1);
}

void TestClientEditorSaving::closesUnaskedWhenTheRawTextWasOnlyLookedAt()
{
    EditorBench bench;
    oauth::Client client = storedClient();
    client.metadata = {};
    client.unreadableMetadata = u"{\"client_name\": \"CRM, \"grant_ty"_s;
    bench.open(client);
    bench.escape();
    QCOMPARE(bench.around.prompt.asked.size(), 0);
}

QTEST_MAIN(TestClientEditorSaving)
#include "tst_clienteditorsaving.moc"
