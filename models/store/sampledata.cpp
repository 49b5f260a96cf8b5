#include "store/sampledata.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <iterator>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

struct SampleApplication
{
    const char16_t* id;
    const char16_t* name;
    const char16_t* grants; // space separated
    const char16_t* redirects;
    const char16_t* scope;
    const char16_t* method;
    int tokens; // how many of them it holds
    int ageDays;
};

constexpr char16_t codeGrants[] = u"authorization_code refresh_token";
constexpr char16_t deviceGrants[] = u"urn:ietf:params:oauth:grant-type:device_code refresh_token";
constexpr char16_t basic[] = u"client_secret_basic";

constexpr SampleApplication applications[] = {
    {u"hanbit-market-web", u"한빛 마켓 웹스토어", codeGrants,
        u"https://shop.hanbit.example/cb http://shop.hanbit.example/callback", u"openid profile orders", basic, 64,
        980},
    {u"b7c1e2f0-58a4-4c7e-9a35-f7d0c6e9a131", u"Storefront SPA", u"authorization_code",
        u"https://store.hanbit.example/auth", u"openid storefront", u"none", 41, 720},
    {u"kr.hanbit.bank.android", u"모바일 뱅킹 Android", codeGrants, u"kr.hanbit.bank:/oauth/callback",
        u"openid accounts.read", u"none", 37, 655},
    {u"acme-billing-portal", u"Acme Billing Portal", codeGrants, u"https://billing.acme.example/signed-in",
        u"openid invoices.read invoices.write", u"client_secret_post", 22, 610},
    {u"kr.co.hanbit.logistics.ios", u"물류 추적 iOS", codeGrants, u"logistics://oauth", u"openid shipments.read",
        u"none", 18, 540},
    {u"tv-app-2", u"Living-room TV", deviceGrants, u"", u"openid offline_access", basic, 12, 480},
    {u"cs-console-2024", u"고객센터 상담 콘솔", codeGrants, u"https://cs.hanbit.example/*", u"openid tickets", basic, 9,
        410},
    {u"wiki-confluence", u"사내 위키", codeGrants, u"https://wiki.hanbit.example/plugins/oauth", u"openid profile",
        basic, 8, 402},
    {u"warehouse-scanner-tc52", u"Warehouse Scanner TC52", deviceGrants, u"", u"stock.read stock.write", basic, 7, 365},
    {u"https://client.dev.hanbit.example/metadata.json", u"", u"authorization_code",
        u"https://client.dev.hanbit.example/cb", u"openid", basic, 4, 301},
    {u"partner-lotte-global-logistics-prod-0042", u"Partner API, Lotte Global Logistics", u"client_credentials", u"",
        u"shipments.read", basic, 5, 290},
    {u"grafana-internal", u"Grafana", u"authorization_code", u"https://grafana.hanbit.example/login/generic_oauth",
        u"openid email", basic, 4, 266},
    {u"kiosk-icn-t2", u"Kiosk, Terminal 2", u"authorization_code", u"http://localhost:8123/cb", u"openid", basic, 3,
        201},
    {u"postman-qa", u"QA Postman collection", u"authorization_code password", u"https://oauth.pstmn.io/v1/callback",
        u"openid profile orders", basic, 3, 190},
    {u"settlement-batch", u"결제 정산 배치", u"client_credentials", u"", u"settlement.run", basic, 2, 160},
    {u"data-lake-ingest", u"Data lake ingest", u"client_credentials", u"", u"events.write", basic, 2, 97},
    {u"svc-nightly-report-eu-west-1-7f3a", u"Nightly Report Exporter", u"client_credentials", u"", u"reports.export",
        basic, 2, 41},
};

constexpr const char16_t* people[] = {u"kim.jiwoo", u"이서연", u"park.minjun", u"dana@acme.example", u"최유진",
    u"han.sora", u"jung.haneul", u"scan-07", u"상담원 12", u"min.seo"};

QStringList wordsOf(const char16_t* text)
{
    return QString::fromUtf16(text).split(u' ', Qt::SkipEmptyParts);
}

/** A text that looks random and is the same every time. */
QString madeText(const QString& seed, int length)
{
    QString text;
    for (int round = 0; text.size() < length; ++round) {
        const QByteArray digest =
            QCryptographicHash::hash((seed + QString::number(round)).toUtf8(), QCryptographicHash::Sha256);
        text +=
            QString::fromLatin1(digest.toBase64(QByteArray::Base64UrlEncoding)).remove(u'-').remove(u'_').remove(u'=');
    }
    return text.first(length);
}

oauth::Client sampleClient(const SampleApplication& application, qint64 now)
{
    oauth::Client client;
    client.id = QString::fromUtf16(application.id);
    const QString method = QString::fromUtf16(application.method);
    client.secret = core::Secret(method == "none"_L1 ? u""_s : madeText(*client.id, 48));
    client.issuedAt = now - application.ageDays * 86400LL;
    client.owner = u"10"_s;
    const QStringList grants = wordsOf(application.grants);
    if (application.name[0] != u'\0') {
        client.metadata.set(u"client_name"_s, QString::fromUtf16(application.name));
    }
    client.metadata.set(u"grant_types"_s, QJsonArray::fromStringList(grants));
    client.metadata.set(u"redirect_uris"_s, QJsonArray::fromStringList(wordsOf(application.redirects)));
    const bool code = grants.contains(u"authorization_code"_s);
    client.metadata.set(u"response_types"_s, QJsonArray::fromStringList(code ? QStringList{u"code"_s} : QStringList{}));
    client.metadata.set(u"scope"_s, QString::fromUtf16(application.scope));
    client.metadata.set(u"token_endpoint_auth_method"_s, method);
    return client;
}

oauth::Token sampleToken(const SampleApplication& application, int number, qint64 now)
{
    const QString id = QString::fromUtf16(application.id);
    const QString seed = id + QString::number(number);
    const QStringList grants = wordsOf(application.grants);
    const bool machine = grants.contains(u"client_credentials"_s);
    oauth::Token token;
    token.clientId = id;
    token.tokenType = u"Bearer"_s;
    token.scope = QString::fromUtf16(application.scope);
    token.accessToken = core::Secret(madeText(seed, 42));
    if (grants.contains(u"refresh_token"_s)) {
        token.refreshToken = core::Secret(madeText(u"r"_s + seed, 48));
    }
    if (!machine) {
        token.userId = QString::number((number * 7 + id.size()) % static_cast<int>(std::size(people)) + 1);
    }
    // From a few minutes to some days ago, an hour to live: most have expired, as in a real table.
    token.issuedAt = now - 120 - number * (number % 3 == 0 ? 211LL : 2711LL) - id.size() * 13;
    token.expiresAt = token.issuedAt + (number % 5 == 4 ? 864000 : 3600);
    if (number % 9 == 4) {
        token.accessRevokedAt = token.issuedAt + 600;
        token.refreshRevokedAt = token.issuedAt + 600;
    } else if (number % 17 == 8) {
        token.accessRevokedAt = token.issuedAt + 300;
    }
    return token;
}

} // namespace

SampleData sampleData(qint64 now)
{
    SampleData data;
    for (const char16_t* name : people) {
        data.users << QString::fromUtf16(name);
    }
    for (const SampleApplication& application : applications) {
        data.clients << sampleClient(application, now);
        for (int number = 0; number < application.tokens; ++number) {
            data.tokens << sampleToken(application, number, now);
        }
    }
    // Written by an older tool that cut the text off: shown, marked, and never mended unseen.
    oauth::Client broken;
    broken.id = u"legacy-crm"_s;
    broken.secret = core::Secret(madeText(u"legacy"_s, 48));
    broken.issuedAt = now - 1500 * 86400LL;
    broken.unreadableMetadata = u"{\"client_name\": \"CRM, \"grant_ty"_s;
    data.clients << broken;
    const QString web = u"hanbit-market-web"_s;
    for (int i = 0; i < 6; ++i) {
        data.codes.append({madeText(u"code"_s + QString::number(i), 48), web, u"https://shop.hanbit.example/cb"_s,
            u"openid profile"_s, now - 20 - i * 75, i % 10 + 1});
    }
    return data;
}

} // namespace owb::store
