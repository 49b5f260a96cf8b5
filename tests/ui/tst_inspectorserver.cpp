#include "../protocol/scriptedserver.h"
#include "inspectorbench.h"

#include "common/passwordedit.h"
#include "inspector/answerdialog.h"
#include "inspector/keydialogs.h"
#include "inspector/keyhistorydialog.h"
#include "inspector/serverdesk.h"
#include "inspector/serverdialog.h"
#include "settings/connection.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** What the authorization server says of a token, beside its text and its row; and that nothing is sent unasked. */
class TestInspectorServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsSentUnasked();
    void withoutAServerOneCanBeSet();
    void anActiveTokenAgrees();
    void aTokenTheServerDoesNotKnowIsRefused();
    void aRevokedRowAndAnActiveAnswerContradict();
    void anOpaqueTokenIsWhatTheServerSays();
    void aSignedAnswerOfSomebodyElseProvesNothing();
    void aServerThatIsAwayIsToldAndAskedAgain();
    void theSecretOfTheConnectionIsUsed();
    void aSecretIsNeverSentToAnotherServer();
    void aSecretGoesToTheKeychainWhereItIsWanted();
    void aKeychainThatDoesNotAnswerIsTold();
    void revokingIsAskedFirst();
    void theUsersClaimsAreShown();
    void theServersKeysAreFetchedOnAClick();
    void aKeyThatIsGoneIsExplained();
    void keysOfAnyAddressAreFetched();
    void anotherTokenIsNotAnsweredFor();
    void theIssuerOfTheConnectionIsExpected();
    void whatTheServerSaysIsNeverMarkup();

private:
    [[nodiscard]] ui::InspectorPage& page() { return *m_bench->page; }
    [[nodiscard]] QString said() { return m_bench->verdict(); }
    [[nodiscard]] QString state() { return m_bench->chip(u"atServer"_s); }
    [[nodiscard]] QString line() { return column()->findChild<QWidget*>(u"standingLine"_s)->accessibleName(); }
    [[nodiscard]] QWidget* column() { return &child<QWidget>(page(), u"atServer"_s); }
    void pressLink();
    void run(const QString& action);
    void offer();
    [[nodiscard]] int asked(const QByteArray& path) const;
    template <class T> [[nodiscard]] T* dialog();

    std::unique_ptr<InspectorBench> m_bench;
    std::unique_ptr<ScriptedServer> m_server;
    core::Secret m_token;
    settings::Connection m_connection;
};

void TestInspectorServer::init()
{
    m_bench = std::make_unique<InspectorBench>();
    m_server = std::make_unique<ScriptedServer>();
    m_token = m_bench->good();
    m_bench->useKey(issuerKey());
    m_connection = {};
    m_connection.id = u"7"_s;
    m_connection.server.issuer = m_server->url().toString();
    m_connection.server.clientId = u"web"_s;
    m_connection.server.authentication = settings::ClientAuthentication::None;
    offer();
    page().setConnection(m_connection);
    m_bench->keys().setExpectations({});
}

void TestInspectorServer::cleanup()
{
    m_bench.reset();
    m_server.reset();
}

void TestInspectorServer::offer()
{
    QByteArray body = "{\"issuer\":\"" + m_server->url().toEncoded() + '"';
    for (const QByteArray member : {"introspection_endpoint", "revocation_endpoint", "userinfo_endpoint", "jwks_uri"}) {
        body += ",\"" + member + "\":\"" + m_server->url(u'/' + QString::fromLatin1(member)).toEncoded() + '"';
    }
    m_server->answer("/.well-known/openid-configuration", body + '}');
}

void TestInspectorServer::pressLink()
{
    for (auto* link : column()->findChildren<QToolButton*>()) {
        if (link->menu() == nullptr && !link->text().isEmpty()) {
            link->click();
        }
    }
}

void TestInspectorServer::run(const QString& action)
{
    const auto actions = page().findChildren<QAction*>();
    for (QAction* one : actions) {
        if (one->text().remove(u'&') == action && one->isEnabled()) {
            one->trigger();
            return;
        }
    }
    QFAIL(qPrintable(u"there is no action "_s + action));
}

int TestInspectorServer::asked(const QByteArray& path) const
{
    const auto& requests = m_server->requests();
    return static_cast<int>(
        std::count_if(requests.begin(), requests.end(), [&path](const auto& request) { return request.path == path; }));
}

template <class T> T* TestInspectorServer::dialog()
{
    T* found = nullptr;
    const bool isThere = QTest::qWaitFor([&] {
        found = page().findChild<T*>();
        return found != nullptr && found->isVisible();
    });
    return isThere ? found : nullptr;
}

void TestInspectorServer::nothingIsSentUnasked()
{
    m_bench->repository.stored = {m_bench->rowOf(m_token)};
    page().setRepository(&m_bench->repository);
    page().take(m_token);
    QTRY_COMPARE(m_bench->chip(u"inDatabase"_s), u"Active"_s);
    QCOMPARE(state(), u"Not asked"_s);
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(m_bench->steps().contains(u"At the server: Not checked"_s));
}

void TestInspectorServer::withoutAServerOneCanBeSet()
{
    page().setConnection({});
    page().take(m_token);
    QCOMPARE(state(), u"No server"_s);
    const QSignalSpy changed(&page(), &ui::InspectorPage::connectionChanged);
    pressLink();
    auto* dialog = this->dialog<ui::ServerDialog>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>(u"serverIssuerEdit"_s)->setText(u"http://id.example"_s);
    dialog->accept();
    QVERIFY(dialog->isVisible()); // tokens do not travel in the open
    QVERIFY(dialog->findChild<ui::Banner*>()->text().contains(u"is not an https address"_s));
    dialog->findChild<QLineEdit*>(u"serverIssuerEdit"_s)->setText(m_server->url().toString());
    dialog->accept();
    QTRY_COMPARE(state(), u"Not asked"_s);
    QCOMPARE(changed.size(), 1);
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
}

void TestInspectorServer::anActiveTokenAgrees()
{
    m_server->answer("/introspection_endpoint", "{\"active\":true,\"client_id\":\"shop-1\"}");
    m_bench->repository.stored = {m_bench->rowOf(m_token)};
    page().setRepository(&m_bench->repository);
    page().take(m_token);
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY2(said().startsWith(u"This token passes."_s), qPrintable(said()));
    QVERIFY(m_bench->steps().contains(u"Server agrees with the row: Passed"_s));
    const auto& request = m_server->requests().constLast();
    QVERIFY(request.body.contains("token_type_hint=access_token"));
    QVERIFY(request.body.contains("client_id=web"));
    run(u"Its whole answer…"_s);
    QVERIFY(dialog<ui::AnswerDialog>());
}

void TestInspectorServer::aTokenTheServerDoesNotKnowIsRefused()
{
    m_server->answer("/introspection_endpoint", "{\"active\":false}");
    page().take(m_token);
    pressLink();
    QTRY_COMPARE(state(), u"Not active"_s);
    QVERIFY2(said().startsWith(
                 u"Do not accept this token. The server says that it is not active, but its text is valid until "_s),
        qPrintable(said()));
}

void TestInspectorServer::aRevokedRowAndAnActiveAnswerContradict()
{
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    auto row = m_bench->rowOf(m_token);
    row.accessRevokedAt = m_bench->now() - 60;
    row.accessRefused = true;
    m_bench->repository.stored = {row};
    page().setRepository(&m_bench->repository);
    page().take(m_token);
    QTRY_COMPARE(m_bench->chip(u"inDatabase"_s), u"Revoked"_s);
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY2(said().contains(u"It was revoked at "_s), qPrintable(said()));
    QVERIFY2(said().endsWith(u" and the server still calls it active."_s), qPrintable(said()));
    QVERIFY(m_bench->steps().contains(u"Server agrees with the row: Failed"_s));
    auto* revoke = child<ui::Banner>(page(), u"verdict"_s).findChild<QAbstractButton*>();
    QVERIFY(revoke != nullptr);
    QCOMPARE(revoke->text(), u"Revoke at the server…"_s);
}

void TestInspectorServer::anOpaqueTokenIsWhatTheServerSays()
{
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    page().take(core::Secret(u"some-opaque-token-of-the-server"_s));
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY2(said().startsWith(u"The server calls this token active."_s), qPrintable(said()));
    m_server->answer("/introspection_endpoint", "{\"active\":false}");
    pressLink();
    QTRY_COMPARE(state(), u"Not active"_s);
    QVERIFY2(said().startsWith(u"Do not accept this token."_s), qPrintable(said()));
}

void TestInspectorServer::aSignedAnswerOfSomebodyElseProvesNothing()
{
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"ES256\",\"typ\":\"token-introspection+jwt\",\"kid\":\"issuer-1\"}";
    request.payload =
        "{\"iss\":\"" + m_server->url().toEncoded() + "\",\"aud\":\"web\",\"token_introspection\":{\"active\":true}}";
    m_server->answer(
        "/introspection_endpoint", *jose::signToken(request, otherKey()), "application/token-introspection+jwt");
    m_server->answer("/jwks_uri", "{\"keys\":[" + issuerKey().toJwk(false).reveal() + "]}");
    m_connection.server.wantsSigned = true;
    page().setConnection(m_connection);
    page().take(m_token);
    pressLink();
    QTRY_COMPARE(state(), u"Not proven"_s);
    QVERIFY(m_bench->steps().contains(u"At the server: Failed"_s));
    m_server->answer(
        "/introspection_endpoint", *jose::signToken(request, issuerKey()), "application/token-introspection+jwt");
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
}

void TestInspectorServer::aServerThatIsAwayIsToldAndAskedAgain()
{
    m_server->answer("/introspection_endpoint", "", "text/plain", 503);
    page().take(m_token);
    pressLink();
    QTRY_COMPARE(state(), u"No answer"_s);
    QVERIFY(m_bench->steps().contains(u"At the server: Not checked"_s));
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
}

void TestInspectorServer::theSecretOfTheConnectionIsUsed()
{
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    m_connection.server.authentication = settings::ClientAuthentication::Basic;
    m_connection.server.keepsSecret = true;
    m_bench->around.keychain.kept.insert(settings::clientSecretKey(u"7"_s), u"kept secret"_s);
    page().setConnection(m_connection);
    page().take(m_token);
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
    QCOMPARE(m_server->requests().constLast().headers.value("authorization"),
        "Basic " + QByteArray("web:kept+secret").toBase64());
    QCOMPARE(m_bench->around.keychain.reads, 1);
}

void TestInspectorServer::aSecretIsNeverSentToAnotherServer()
{
    m_connection.server.authentication = settings::ClientAuthentication::Basic;
    m_connection.server.keepsSecret = true;
    m_connection.server.issuer = u"https://id.example"_s;
    m_bench->around.keychain.kept.insert(settings::clientSecretKey(u"7"_s), u"kept secret"_s);
    page().setConnection(m_connection);
    page().take(m_token);
    run(u"Server and client…"_s);
    auto* dialog = this->dialog<ui::ServerDialog>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>(u"serverIssuerEdit"_s)->setText(m_server->url().toString());
    dialog->accept();
    QTRY_VERIFY(m_bench->around.keychain.kept.isEmpty());
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    run(u"Ask the server"_s);
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY(!m_server->requests().constLast().headers.contains("authorization"));
}

void TestInspectorServer::aSecretGoesToTheKeychainWhereItIsWanted()
{
    page().take(m_token);
    run(u"Server and client…"_s);
    auto* dialog = this->dialog<ui::ServerDialog>();
    QVERIFY(dialog);
    auto* way = dialog->findChild<QComboBox*>(u"serverAuthenticationBox"_s);
    way->setCurrentIndex(way->findData(static_cast<int>(settings::ClientAuthentication::Post)));
    dialog->findChild<ui::PasswordEdit*>(u"serverSecretEdit"_s)->setText(u"typed"_s);
    dialog->findChild<QCheckBox*>(u"serverKeepBox"_s)->setChecked(true);
    dialog->accept();
    QCOMPARE(m_bench->around.keychain.kept.value(settings::clientSecretKey(u"7"_s)), u"typed"_s);
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    run(u"Ask the server"_s);
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY(m_server->requests().constLast().body.contains("client_secret=typed"));
    m_connection.server.authentication = settings::ClientAuthentication::Post;
    m_connection.server.keepsSecret = true;
    page().setConnection(m_connection);
    run(u"Server and client…"_s); // and out of it again; it is known until the program ends
    auto* again = this->dialog<ui::ServerDialog>();
    QTRY_VERIFY(again != nullptr && again->isVisible());
    again->findChild<QCheckBox*>(u"serverKeepBox"_s)->setChecked(false);
    again->accept();
    QTRY_VERIFY(m_bench->around.keychain.kept.isEmpty());
    run(u"Ask the server"_s);
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY(m_server->requests().constLast().body.contains("client_secret=typed"));
}

void TestInspectorServer::aKeychainThatDoesNotAnswerIsTold()
{
    m_connection.server.authentication = settings::ClientAuthentication::Basic;
    m_connection.server.keepsSecret = true;
    page().setConnection(m_connection);
    page().take(m_token);
    m_bench->around.keychain.outOfOrder();
    pressLink();
    QTRY_VERIFY(!m_bench->notice().isEmpty());
    QVERIFY(m_server->requests().isEmpty());
}

void TestInspectorServer::revokingIsAskedFirst()
{
    m_server->answer("/introspection_endpoint", "{\"active\":false}");
    m_server->answer("/revocation_endpoint", "");
    page().take(m_token);
    m_bench->around.prompt.agrees = false;
    run(u"Revoke at the server…"_s);
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(!m_bench->around.prompt.asked.isEmpty());
    m_bench->around.prompt.agrees = true;
    run(u"Revoke at the server…"_s);
    QTRY_COMPARE(state(), u"Not active"_s); // it is asked whether it did
    QCOMPARE(asked("/revocation_endpoint"), 1);
}

void TestInspectorServer::theUsersClaimsAreShown()
{
    m_server->answer("/userinfo_endpoint", "{\"sub\":\"alice-7731\",\"email\":\"alice@example.com\"}");
    page().take(m_token);
    run(u"Claims of the user…"_s);
    auto* dialog = this->dialog<ui::AnswerDialog>();
    QVERIFY(dialog);
    QCOMPARE(m_server->requests().constLast().headers.value("authorization"), "Bearer " + m_token.reveal());
    auto* model = dialog->findChild<QTableView*>()->model();
    QCOMPARE(model->index(model->rowCount() - 1, 1).data().toString(), u"alice@example.com"_s);
}

void TestInspectorServer::theServersKeysAreFetchedOnAClick()
{
    m_server->answer("/jwks_uri", "{\"keys\":[" + issuerKey().toJwk(false).reveal() + "]}");
    m_bench->keys().forget();
    page().take(m_token);
    QVERIFY2(said().startsWith(u"Not proven."_s), qPrintable(said()));
    QVERIFY(m_server->requests().isEmpty());
    run(u"Fetch those of the server"_s);
    QTRY_VERIFY2(said().startsWith(u"This token passes."_s), qPrintable(said()));
    QVERIFY(m_bench->keys().findChild<QWidget*>(u"keyText"_s)->accessibleName().startsWith(u"1 key from 127.0.0.1"_s));
}

void TestInspectorServer::aKeyThatIsGoneIsExplained()
{
    m_server->answer("/jwks_uri", "{\"keys\":[" + issuerKey().toJwk(false).reveal() + "]}");
    page().take(m_token);
    run(u"Fetch those of the server"_s);
    QTRY_COMPARE(asked("/jwks_uri"), 1);
    QTRY_VERIFY(said().startsWith(u"This token passes."_s));
    auto renewed = otherKey();
    jose::KeyFacts facts;
    facts.id = u"issuer-2"_s;
    renewed.setFacts(facts);
    m_server->answer("/jwks_uri", "{\"keys\":[" + renewed.toJwk(false).reveal() + "]}");
    m_bench->clock.moment += 60;
    run(u"Fetch those of the server"_s);
    QTRY_VERIFY2(said().startsWith(u"Do not accept this token."_s), qPrintable(said()));
    QVERIFY(m_bench->steps().contains(u"Keys of the server, by time: Not checked"_s));
    run(u"Those of the server, by time…"_s);
    auto* dialog = this->dialog<ui::KeyHistoryDialog>();
    QVERIFY(dialog);
    auto* table = dialog->findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(0, 0)->text(), u"issuer-2"_s);
    QCOMPARE(table->item(0, 5)->text(), u"In use"_s);
    QCOMPARE(table->item(1, 5)->text(), u"Gone"_s);
    dialog->accept(); // all of them: the token was genuine when it was signed
    QTRY_VERIFY2(m_bench->steps().contains(u"Signature: Passed"_s), qPrintable(said()));
}

void TestInspectorServer::keysOfAnyAddressAreFetched()
{
    page().setConnection({});
    m_bench->keys().forget();
    m_server->answer("/keys", "{\"keys\":[" + issuerKey().toJwk(false).reveal() + "]}");
    page().take(m_token);
    run(u"Fetch from an address…"_s);
    auto* dialog = this->dialog<ui::KeyAddressDialog>();
    QVERIFY(dialog);
    auto* edit = dialog->findChild<QLineEdit*>();
    edit->setText(u"http://keys.example/"_s);
    dialog->accept();
    QVERIFY(dialog->isVisible());
    edit->setText(m_server->url(u"/keys"_s).toString());
    dialog->accept();
    QTRY_VERIFY2(said().startsWith(u"This token passes."_s), qPrintable(said()));
}

void TestInspectorServer::anotherTokenIsNotAnsweredFor()
{
    QTcpSocket* waiting = nullptr;
    m_server->answer("/introspection_endpoint", [&waiting](const auto&, QTcpSocket& socket) { waiting = &socket; });
    page().take(m_token);
    pressLink();
    QTRY_VERIFY(waiting != nullptr);
    QCOMPARE(state(), u"Asking…"_s);
    page().take(m_bench->good(",\"scope\":\"x\""));
    QCOMPARE(state(), u"Not asked"_s);
    ScriptedServer::reply(*waiting, "{\"active\":false}", "application/json", 200);
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    pressLink();
    QTRY_COMPARE(state(), u"Active"_s);
}

void TestInspectorServer::theIssuerOfTheConnectionIsExpected()
{
    m_connection.server.issuer = u"https://issuer.example"_s;
    page().setConnection({});
    m_bench->keys().setExpectations({});
    page().setConnection(m_connection);
    QCOMPARE(m_bench->keys().expectations().issuer, u"https://issuer.example"_s);
    page().take(m_token);
    QVERIFY(m_bench->steps().contains(u"Issuer: Passed"_s));
    page().setConnection({});
    QVERIFY(m_bench->keys().expectations().issuer.isEmpty());
    inspector::Expectations typed;
    typed.issuer = u"https://typed.example"_s;
    m_bench->keys().setExpectations(typed);
    page().setConnection(m_connection);
    QCOMPARE(m_bench->keys().expectations().issuer, u"https://typed.example"_s);
}

void TestInspectorServer::whatTheServerSaysIsNeverMarkup()
{
    m_server->answer("/introspection_endpoint", "{\"error\":\"<b>x</b>\",\"error_description\":\"<img src=x>\\u202e\"}",
        "application/json", 400);
    page().take(m_token);
    pressLink();
    QTRY_COMPARE(state(), u"No answer"_s);
    for (const QLabel* label : column()->findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY2(line().contains(u"<img src=x>"_s), qPrintable(line())); // said, and shown as it stands
    QVERIFY2(!line().contains(QChar(0x202e)), qPrintable(line()));
}

QTEST_MAIN(TestInspectorServer)
#include "tst_inspectorserver.moc"
