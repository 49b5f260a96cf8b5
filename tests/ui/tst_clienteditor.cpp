#include "editorbench.h"

#include "common/findingframe.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestClientEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typingInTheFormChangesTheJson();
    void aSoundJsonFillsTheForm();
    void aJsonErrorKeepsTheFormAndMarksItsLine();
    void refusesAnotherIdentifierInTheJson();
    void refusesAMemberThatIsThereTwice();
    void aRowUnderAnEntryShowsItsFinding();
    void aNewClientHasAnIdentifierAndASecret();
    void aPublicClientHasNoSecret();
    void membersWithoutAColumnAreDisabledWithTheReason();
    void saysThatAHashCannotBeReadLater();
    void neededColumnsAreAskedForAndGiven();
    void everyControlHasAName();
    void theFirstFieldHasTheFocus();
    void everyLabelLeadsIntoItsField();
    void aBrokenJsonIsNotThrownAwayByTheForm();
    void takesWhatAssistiveToolsSet();
    void showsLongValuesAndOddSpacesUnchanged();
    void keepsSecretMembersOutOfSight();
    void aMemberThatIsThereTwiceIsMendedAsText();
    void theJsonIsASectionWhereThereIsNoRoom();
};

void TestClientEditor::typingInTheFormChangesTheJson()
{
    EditorBench bench;
    bench.open(storedClient());
    type(bench.text(u"scope"_s), u"openid mail"_s);
    QVERIFY(bench.json().toPlainText().contains(u"\"scope\": \"openid mail\""_s));
    QVERIFY(bench.json().toPlainText().contains(u"\"x_rate\": 1.50"_s));
    bench.showSection(2);
    press(*bench.editor, u"refresh_token"_s);
    QVERIFY(bench.json().toPlainText().contains(u"\"refresh_token\""_s));
    QCOMPARE(bench.jsonState(), u"In step with the form"_s);
}

void TestClientEditor::aSoundJsonFillsTheForm()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"Shop"_s, u"Market"_s);
    QCOMPARE(bench.text(u"client_name"_s).text(), u"Market"_s);
    bench.replaceInJson(u"https://shop.example/cb"_s, u"https://shop.example/new"_s);
    QCOMPARE(bench.redirects().texts(), QStringList{u"https://shop.example/new"_s});
    QCOMPARE(bench.jsonState(), u"In step with the form"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.constFirst().edited.name(), u"Market"_s);
    QCOMPARE(bench.repository.changes.constFirst().edited.metadata.valueText(u"x_rate"_s), u"1.50"_s);
}

void TestClientEditor::aJsonErrorKeepsTheFormAndMarksItsLine()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"\"Shop\""_s, u"oops"_s);
    QCOMPARE(bench.text(u"client_name"_s).text(), u"Shop"_s);
    QVERIFY2(bench.jsonState().contains(u"line 3"_s), qPrintable(bench.jsonState()));
    QCOMPARE(bench.json().extraSelections().size(), 1);
    QCOMPARE(bench.json().extraSelections().constFirst().cursor.blockNumber(), 2);
    bench.replaceInJson(u"oops"_s, u"\"Market\""_s);
    QCOMPARE(bench.jsonState(), u"In step with the form"_s);
    QVERIFY(bench.json().extraSelections().isEmpty());
    QCOMPARE(bench.text(u"client_name"_s).text(), u"Market"_s);
}

void TestClientEditor::refusesAnotherIdentifierInTheJson()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"shop-17"_s, u"other"_s);
    QVERIFY2(bench.jsonState().contains(u"client_id"_s), qPrintable(bench.jsonState()));
    bench.clickVerb();
    QVERIFY(bench.repository.changes.isEmpty());
}

void TestClientEditor::refusesAMemberThatIsThereTwice()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"\"scope\""_s, u"\"client_name\""_s);
    QVERIFY2(bench.jsonState().contains(u"client_name"_s), qPrintable(bench.jsonState()));
    QCOMPARE(bench.text(u"scope"_s).text(), u"openid"_s);
}

void TestClientEditor::aRowUnderAnEntryShowsItsFinding()
{
    EditorBench bench;
    bench.open(storedClient());
    auto& list = bench.redirects();
    QCOMPARE(list.findChildren<ui::FindingFrame*>().size(), 0);
    type(child<QLineEdit>(list, {}), u"http://shop.example/cb"_s);
    QCOMPARE(list.findChildren<ui::FindingFrame*>().size(), 1);
    QVERIFY(child<QListWidget>(*bench.editor, {}).item(1)->data(Qt::AccessibleTextRole).toString().contains(u'1'));
    type(child<QLineEdit>(list, {}), u"https://shop.example/cb"_s);
    QCOMPARE(list.findChildren<ui::FindingFrame*>().size(), 0);
}

void TestClientEditor::aNewClientHasAnIdentifierAndASecret()
{
    EditorBench bench;
    bench.openNew();
    const QString generated = bench.text(u"client_id"_s).text();
    QCOMPARE(generated.size(), 24);
    bench.showSection(3);
    press(*bench.editor, u"Copy: Client secret"_s);
    press(*bench.editor, u"Generate another"_s);
    bench.clickVerb();
    const oauth::Client added = bench.repository.added.constFirst();
    QCOMPARE(*added.id, generated);
    QCOMPARE(added.secret->length(), 48);
    QVERIFY(added.secret->revealText() != QGuiApplication::clipboard()->text());
    QVERIFY(!bench.json().toPlainText().contains(added.secret->revealText()));
}

void TestClientEditor::aPublicClientHasNoSecret()
{
    EditorBench bench;
    bench.openNew();
    bench.field<QComboBox>(u"token_endpoint_auth_method"_s).setCurrentText(u"none"_s);
    bench.clickVerb();
    QVERIFY(bench.repository.added.constFirst().isPublic());
    QVERIFY(bench.repository.added.constFirst().secret->isEmpty());
}

void TestClientEditor::membersWithoutAColumnAreDisabledWithTheReason()
{
    EditorBench bench;
    bench.repository.info.clients.members = {u"client_name"_s, u"redirect_uris"_s, u"scope"_s};
    bench.open(storedClient());
    QVERIFY(bench.text(u"client_name"_s).isEnabled());
    QVERIFY(!bench.text(u"logo_uri"_s).isEnabled());
    QVERIFY(bench.text(u"logo_uri"_s).toolTip().contains(u"logo_uri"_s));
}

void TestClientEditor::saysThatAHashCannotBeReadLater()
{
    EditorBench plain;
    plain.openNew();
    QVERIFY(saidIn(*plain.editor).contains(u"it can be read here later"_s));
    EditorBench hashed;
    hashed.repository.info.secretsMayBeHashed = true;
    hashed.openNew();
    QVERIFY(saidIn(*hashed.editor).contains(u"only a hash of it"_s));
}

void TestClientEditor::neededColumnsAreAskedForAndGiven()
{
    EditorBench bench;
    bench.repository.info.clients.needed = {{u"tenant"_s, u"VARCHAR(40)"_s}};
    bench.openNew();
    QTest::keyClicks(&bench.text(u"tenant"_s), u"acme"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.added.constFirst().extraColumns.value(u"tenant"_s), u"acme"_s);
}

void TestClientEditor::everyControlHasAName()
{
    EditorBench bench;
    bench.openNew();
    for (const QWidget* control : bench.editor->findChildren<QWidget*>()) {
        const bool inner =
            control->objectName().startsWith("qt_"_L1) || qobject_cast<const QComboBox*>(control->parentWidget());
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        const bool entry = button || qobject_cast<const QLineEdit*>(control) || qobject_cast<const QComboBox*>(control)
            || qobject_cast<const QListWidget*>(control) || qobject_cast<const QPlainTextEdit*>(control);
        if (entry && !inner) {
            QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                qPrintable(control->objectName()));
        }
    }
}

void TestClientEditor::theFirstFieldHasTheFocus()
{
    EditorBench bench;
    QVERIFY(QTest::qWaitForWindowExposed(&bench.openNew()));
    QCOMPARE(bench.editor->focusWidget(), &bench.text(u"client_id"_s));
}

void TestClientEditor::everyLabelLeadsIntoItsField()
{
    EditorBench bench;
    bench.open(storedClient());
    QStringList nowhere;
    for (const QLabel* label : bench.editor->findChildren<QLabel*>()) {
        if (label->text().contains(u'&') && (!label->buddy() || label->buddy()->focusPolicy() == Qt::NoFocus)) {
            nowhere << label->text();
        }
    }
    QCOMPARE(nowhere, QStringList());
}

void TestClientEditor::aBrokenJsonIsNotThrownAwayByTheForm()
{
    EditorBench bench;
    bench.open(storedClient());
    bench.replaceInJson(u"\"openid\""_s, u"\"openid mail"_s);
    type(bench.text(u"client_name"_s), u"Market"_s);
    QVERIFY(bench.json().toPlainText().contains(u"openid mail"_s));
}

void TestClientEditor::takesWhatAssistiveToolsSet()
{
    EditorBench bench;
    bench.open(storedClient());
    QAccessible::queryAccessibleInterface(&bench.text(u"client_name"_s))->setText(QAccessible::Value, u"Market"_s);
    QVERIFY(bench.json().toPlainText().contains(u"\"Market\""_s));
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.constFirst().edited.name(), u"Market"_s);
}

void TestClientEditor::showsLongValuesAndOddSpacesUnchanged()
{
    EditorBench bench;
    oauth::Client client = storedClient();
    client.metadata.set(u"scope"_s, QString(40000, u'x'));
    client.metadata.set(u"x_note"_s, u"a\u00a0b"_s);
    client.metadata.set(u"redirect_uris"_s, QJsonArray{u"https://a.example/"_s + QString(40000, u'y')});
    bench.open(client);
    bench.replaceInJson(u"Shop"_s, u"Market"_s);
    bench.clickVerb();
    oauth::Client wanted = client;
    wanted.metadata.set(u"client_name"_s, u"Market"_s);
    QCOMPARE(bench.repository.changes.constFirst().edited.metadata.text(), wanted.metadata.text());
}

void TestClientEditor::keepsSecretMembersOutOfSight()
{
    EditorBench bench;
    oauth::Client client = storedClient();
    client.metadata.set(u"registration_access_token"_s, u"rat-secret"_s);
    bench.open(client);
    QVERIFY(!bench.json().toPlainText().contains(u"rat-secret"_s));
    bench.replaceInJson(u"Shop"_s, u"Market"_s);
    bench.clickVerb();
    QCOMPARE(
        bench.repository.changes.constFirst().edited.metadata.string(u"registration_access_token"_s), u"rat-secret"_s);
}

void TestClientEditor::aMemberThatIsThereTwiceIsMendedAsText()
{
    EditorBench bench;
    oauth::Client client = storedClient();
    client.metadata = *json::JsonMembers::parse(u"{\"scope\":\"a\",\"x\":1,\"scope\":\"b\"}"_s);
    bench.open(client);
    QCOMPARE(bench.json().toPlainText(), client.metadata.text()); // both are seen
    QVERIFY(!bench.editor->findChild<ui::ClientForm*>()->isEnabled());
    type(bench.json(), u"{\"x\":1,\"scope\":\"b\"}"_s);
    bench.clickVerb();
    QCOMPARE(bench.repository.changes.size(), 1);
    QVERIFY(bench.repository.changes.constFirst().edited.metadata.duplicateNames().isEmpty());
    QCOMPARE(bench.repository.changes.constFirst().edited.metadata.string(u"scope"_s), u"b"_s);
}

void TestClientEditor::theJsonIsASectionWhereThereIsNoRoom()
{
    EditorBench bench;
    bench.open(storedClient());
    auto& sections = child<QListWidget>(*bench.editor, {});
    bench.editor->resize(1100, 700);
    QVERIFY(bench.json().isVisible() && sections.item(sections.count() - 1)->isHidden());
    bench.editor->resize(900, 600);
    QVERIFY(!bench.json().isVisible() && !sections.item(sections.count() - 1)->isHidden());
    sections.setCurrentRow(sections.count() - 1);
    QVERIFY(bench.json().isVisible());
    QVERIFY(!bench.editor->findChild<ui::ClientForm*>()->isVisible());
    sections.setCurrentRow(0);
    QVERIFY(bench.editor->findChild<ui::ClientForm*>()->isVisible());
}

QTEST_MAIN(TestClientEditor)
#include "tst_clienteditor.moc"
