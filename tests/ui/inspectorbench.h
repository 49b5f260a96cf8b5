#pragma once

#include "clientsfixture.h"
#include "tokenrepository.h"

#include "common/banner.h"
#include "common/chip.h"
#include "inspector/inspectorpage.h"
#include "inspector/keypanel.h"
#include "inspector/tokenpane.h"
#include "jose/keyset.h"
#include "jose/signer.h"
#include "tables/claimtablemodel.h"
#include "tables/tracemodel.h"

#include <QTableView>

namespace owb::test {

/** The key of RFC 7515 appendix A.3, and another one from RFC 7517 appendix A.2. */
inline jose::Key issuerKey()
{
    return *jose::keyFromJwk(QStringLiteral(
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"issuer-1\","
        "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
        "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}"));
}

inline jose::Key otherKey()
{
    return *jose::keyFromJwk(QStringLiteral(
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"issuer-1\","
        "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
        "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}"));
}

/** Signed with `key`, issued 10 minutes before `now` for an hour; `more` are further claims, each with a comma before.
 */
inline core::Secret signedToken(const jose::Key& key, qint64 now, const QByteArray& more = {})
{
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"issuer-1\"}";
    request.payload = "{\"iss\":\"https://issuer.example\",\"sub\":\"alice-7731\",\"aud\":\"https://api.example\","
                      "\"client_id\":\"shop-1\",\"jti\":\"id-of-this-token\",\"iat\":"
        + QByteArray::number(now - 600) + ",\"exp\":" + QByteArray::number(now + 3000) + more + '}';
    return core::Secret(jose::signToken(request, key).value());
}

/** Tokens that are found by their value; what was asked for is written down. */
class RowRepository final : public ScriptedRepository
{
public:
    QList<oauth::Token> stored;
    QList<core::Secret> asked;
    std::optional<core::Error> failure;
    std::optional<oauth::Client> client = oauth::Client(); // of every row
    store::Family chain; // likewise
    QList<oauth::RowKey> chainsAsked;

    RowRepository() { info.tokens.table = QStringLiteral("oauth2_token"); }
    [[nodiscard]] store::ConnectionInfo connection() const override
    {
        store::ConnectionInfo open;
        open.name = QStringLiteral("auth-staging");
        return open;
    }
    [[nodiscard]] store::Reply<std::optional<oauth::Client>> queryClient(QString) override
    {
        return reply<std::optional<oauth::Client>>(client);
    }
    [[nodiscard]] store::Reply<store::Family> family(oauth::RowKey key) override
    {
        chainsAsked << key;
        return reply<store::Family>(chain);
    }
    [[nodiscard]] store::Reply<std::optional<oauth::Token>> queryToken(core::Secret value, oauth::TokenHint) override
    {
        asked << value;
        if (failure) {
            return reply<std::optional<oauth::Token>>(tl::unexpected(*failure));
        }
        for (const oauth::Token& token : std::as_const(stored)) {
            if (token.accessToken == value || token.refreshToken == value) {
                return reply<std::optional<oauth::Token>>(std::optional(token));
            }
        }
        return empty<std::optional<oauth::Token>>();
    }
};

/** The inspector in a window of its own. */
class InspectorBench
{
public:
    FixedClock clock;
    Surroundings around;
    RowRepository repository;

    InspectorBench()
    {
        page->resize(1056, 740);
        page->show();
    }
    [[nodiscard]] qint64 now() const { return clock.now(); }
    [[nodiscard]] core::Secret good(const QByteArray& more = {}) const { return signedToken(issuerKey(), now(), more); }
    /** A row of this access token. */
    [[nodiscard]] oauth::Token rowOf(const core::Secret& token) const
    {
        oauth::Token row = storedToken(1, now());
        row.accessToken = token;
        row.expiresAt = now() + 3000;
        return row;
    }
    [[nodiscard]] ui::KeyPanel& keys() const { return *page->findChild<ui::KeyPanel*>(); }
    [[nodiscard]] ui::TokenPane& pane() const { return *page->findChild<ui::TokenPane*>(); }
    void useKey(const jose::Key& key) const { keys().takeKeys(key.toJwk(false), QStringLiteral("keys.json")); }
    /** What a banner says; empty while it is hidden. */
    [[nodiscard]] QString said(const char* banner) const
    {
        const auto& found = child<ui::Banner>(*page, QString::fromLatin1(banner));
        return found.isHidden() ? QString() : found.text();
    }
    [[nodiscard]] QString verdict() const { return said("verdict"); }
    [[nodiscard]] QString notice() const { return said("notice"); }
    [[nodiscard]] QString chip(const QString& column) const
    {
        return child<QWidget>(*page, column).findChild<ui::ChipLabel*>()->accessibleName();
    }
    /** "Signature: Failed" and the like, from the first step to the last. */
    [[nodiscard]] QStringList steps() const
    {
        QStringList all;
        const auto* model = page->findChild<tables::TraceModel*>();
        for (int row = 0; row < model->rowCount(); ++row) {
            all << model->index(row).data(Qt::AccessibleTextRole).toString();
        }
        return all;
    }

    std::unique_ptr<ui::InspectorPage> page = std::make_unique<ui::InspectorPage>(clock, around.services, nullptr);
};

} // namespace owb::test
