#include "tour.h"

#include "core/async.h"
#include "inspector/claimspane.h"
#include "inspector/comparedialog.h"
#include "inspector/inspectorpage.h"
#include "inspector/keypanel.h"
#include "inspector/serverdesk.h"
#include "inspector/serverdialog.h"
#include "jose/keymaker.h"
#include "jose/signer.h"
#include "tokens/tokenspage.h"

#include <QDateTime>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

using owb::jose::Key;

/** A JWT access token of the sample's shop; `user` tells them apart. */
owb::core::Secret signedToken(const Key& key, const QString& user, qint64 issued)
{
    const QString claims = QStringLiteral("{\"iss\":\"https://auth.shop.example\",\"sub\":\"%1\","
                                          "\"aud\":\"https://api.shop.example\",\"client_id\":\"shop-web\","
                                          "\"scope\":\"openid profile orders\",\"iat\":%2,\"exp\":%3,\"auth_time\":%4,"
                                          "\"jti\":\"0f4b7c52-7d1e-4a35-9c06-2d1f6b1c8a90\"}");
    owb::jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"2026-09-es256\"}";
    request.payload = claims.arg(user).arg(issued).arg(issued + 3600).arg(issued - 79).toUtf8();
    return owb::core::Secret(owb::jose::signToken(request, key).value_or(QByteArray()));
}

/** One that fits into the sample's column. */
owb::core::Secret shortToken(const Key& key, qint64 issued)
{
    owb::jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}";
    request.payload =
        QStringLiteral("{\"iss\":\"https://a.example\",\"sub\":\"1\",\"aud\":\"api\",\"iat\":%1,\"exp\":%2}")
            .arg(issued)
            .arg(issued + 3600)
            .toUtf8();
    return owb::core::Secret(owb::jose::signToken(request, key).value_or(QByteArray()));
}

std::optional<Key> signingKey()
{
    auto key = owb::jose::makeKey(owb::jose::Curve::P256);
    if (!key) {
        return {};
    }
    owb::jose::KeyFacts facts;
    facts.id = u"2026-09-es256"_s;
    key->setFacts(facts);
    return *key;
}

} // namespace

/** Without a database. */
void Tour::inspectorAlone()
{
    m_window.showSection(u"inspector"_s);
    settle();
    shoot(u"53-inspector-empty"_s);
    auto* page = m_window.findChild<InspectorPage*>();
    const auto key = signingKey();
    if (!key) {
        m_failed << u"54-inspector-not-proven"_s;
        return;
    }
    page->take(signedToken(*key, u"u_88213"_s, QDateTime::currentSecsSinceEpoch() - 2580));
    settle();
    shoot(u"54-inspector-not-proven"_s);
    auto* keys = page->findChild<KeyPanel*>();
    keys->takeKeys(key->toJwk(false), u"keys.json"_s);
    owb::inspector::Expectations expected;
    expected.issuer = u"https://auth.shop.example"_s;
    keys->setExpectations(expected);
    settle();
    shoot(u"55-inspector-passed"_s);
    keys->askExpectations();
    settle();
    shoot(u"60-inspector-expected-values"_s);
    closeDialogs();
    page->findChild<ServerDesk*>()->editSettings();
    waitFor([page] { return page->findChild<ServerDialog*>() != nullptr; });
    settle();
    shoot(u"60-inspector-server"_s);
    closeDialogs();
}

void Tour::inspectorPages()
{
    m_window.showSection(u"inspector"_s);
    auto* page = m_window.findChild<InspectorPage*>();
    const auto key = signingKey();
    const auto other = signingKey();
    if (!key || !other) {
        m_failed << u"57-inspector-failed"_s;
        return;
    }
    const qint64 issued = QDateTime::currentSecsSinceEpoch() - 2580;
    page->findChild<KeyPanel*>()->takeKeys(key->toJwk(false), u"keys.json"_s);
    showRevoked(*page, shortToken(*key, issued));
    showFamily(*page);
    page->take(signedToken(*other, u"u_88213"_s, issued));
    settle();
    shoot(u"57-inspector-failed"_s);
    page->findChild<ClaimsPane*>()->setRaw(true);
    settle();
    shoot(u"58-inspector-raw"_s);
    page->findChild<ClaimsPane*>()->setRaw(false);
    page->take(signedToken(*key, u"u_88213"_s, issued));
    page->compare();
    page->findChild<CompareDialog*>()->take(signedToken(*key, u"u_90114"_s, issued + 1020));
    settle();
    shoot(u"59-inspector-compare"_s);
    closeDialogs();
    showRow();
}

/** The database holds the token, and somebody revoked it. */
void Tour::showRevoked(InspectorPage& page, const owb::core::Secret& token)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    owb::oauth::Token row = owb::oauth::newToken(now - 2580);
    row.accessToken = token;
    row.clientId = u"svc-nightly-report-eu-west-1-7f3a"_s;
    row.userId = u"1"_s;
    row.scope = u"openid"_s;
    row.expiresAt = now + 1020;
    owb::store::Repository& repository = *m_window.repository();
    int answers = 0;
    bool isDone = true;
    const auto count = [&answers, &isDone](const auto& reply) {
        ++answers;
        isDone = isDone && reply.has_value();
    };
    owb::core::whenDone(repository.saveToken(row), &m_window, count);
    owb::store::TokenSelection selection;
    selection.value = token;
    owb::core::whenDone(repository.revoke(selection, owb::oauth::RevokeWhat::Access), &m_window, count);
    waitFor([&answers] { return answers == 2; });
    page.findChild<KeyPanel*>()->setExpectations({});
    page.take(token);
    settle();
    if (isDone) {
        shoot(u"56-inspector-revoked"_s);
    } else {
        m_failed << u"56-inspector-revoked"_s;
    }
}

void Tour::showRow()
{
    m_window.findChild<InspectorPage*>()->verifyAll({});
    settle();
    shoot(u"61-inspector-verify-all"_s);
    closeDialogs();
    m_window.showSection(u"tokens"_s);
    auto* tokens = m_window.findChild<TokensPage*>();
    tokens->findChild<QTableView*>()->selectRow(1);
    settle();
    tokens->inspectCurrent();
    settle();
    shoot(u"61-inspector-row"_s);
}

void Tour::inspectorThemes()
{
    auto* page = m_window.findChild<InspectorPage*>();
    const auto key = signingKey();
    m_window.showSection(u"inspector"_s);
    if (key) {
        page->take(signedToken(*key, u"u_88213"_s, QDateTime::currentSecsSinceEpoch() - 2580));
    }
    m_window.resize(1280, 800);
    m_window.useTheme(u"dark"_s);
    settle();
    shoot(u"62-inspector-dark"_s);
    m_window.useTheme(u"contrast"_s);
    settle();
    shoot(u"63-inspector-high-contrast"_s);
    m_window.useTheme(u"light"_s);
    m_window.resize(1024, 640);
    settle();
    shoot(u"64-inspector-small-window"_s);
}
