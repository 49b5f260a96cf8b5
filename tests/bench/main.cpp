#include "benchdatabase.h"
#include "core/random.h"
#include "plainsqlite.h"
#include "store/readoperations.h"
#include "store/writeoperations.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

namespace {

constexpr int tokens = 1'000'000;
constexpr int rounds = 5;
constexpr int roundMs = 500;
constexpr int batch = 20'000;

using Operation = std::function<bool(const BenchKey&)>;

double perSecond(const QList<BenchKey>& keys, const Operation& operation, qsizetype& at)
{
    QElapsedTimer clock;
    clock.start();
    int done = 0;
    while (clock.elapsed() < roundMs) {
        for (int i = 0; i < 50; ++i, ++done) {
            at = (at + 7919) % keys.size();
            if (!operation(keys.at(at))) {
                qFatal("a row that is there was not found");
            }
        }
    }
    return done * 1000.0 / static_cast<double>(clock.elapsed());
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

struct Figure
{
    const char* name;
    const char* python; // its name in the other benchmark's output
    Operation plain;
    Operation ours;
    double plainMedian = 0;
    double oursMedian = 0;
};

/** Both in turns, so that what else the machine does falls on both. */
void measure(Figure& figure, const QList<BenchKey>& keys)
{
    QList<double> plain;
    QList<double> ours;
    qsizetype at = 0;
    for (int round = 0; round < rounds; ++round) {
        plain << perSecond(keys, figure.plain, at);
        ours << perSecond(keys, figure.ours, at);
    }
    figure.plainMedian = median(plain);
    figure.oursMedian = median(ours);
}

/** Inserts in one transaction, then takes them away again; the clock covers the inserts and their commit. */
template <class Insert, class Begin, class Commit, class Clean>
double batchPerSecond(Begin begin, Insert insert, Commit commit, Clean clean)
{
    QStringList values;
    for (int i = 0; i < batch; ++i) {
        values << core::randomText(42); // as servers draw them: they go anywhere into the index
    }
    QElapsedTimer clock;
    clock.start();
    begin();
    for (int i = 0; i < batch; ++i) {
        insert(values.at(i));
    }
    commit();
    const double result = batch * 1e9 / static_cast<double>(clock.nsecsElapsed());
    clean();
    return result;
}

std::pair<double, double> measureSaves(PlainSqlite& plain, Session& session, const Tables& tables)
{
    QList<double> plainRates;
    QList<double> ourRates;
    const auto clean = [&plain] { plain.run("DELETE FROM oauth2_token WHERE id > 1000000"); };
    const auto must = [](const auto& result) {
        if (!result) {
            qFatal("%s", qPrintable(result.error().detail));
        }
    };
    for (int round = 0; round < rounds; ++round) {
        plainRates << batchPerSecond([&] { plain.run("BEGIN IMMEDIATE"); },
            [&](const QString& value) { plain.insertToken(u"client-1"_s, value, u"r"_s + value, 1); },
            [&] { plain.run("COMMIT"); }, clean);
        oauth::Token token = oauth::newToken(1);
        token.clientId = u"client-1"_s;
        token.userId = u"1"_s;
        token.scope = u"openid profile"_s;
        ourRates << batchPerSecond(
            [&] {
                must(session.execute({u"BEGIN IMMEDIATE"_s, {}}));
            },
            [&](const QString& value) {
                token.accessToken = core::Secret(value);
                token.refreshToken = core::Secret(u"r"_s + value);
                must(insertToken(session, tables, token));
            },
            [&] {
                must(session.execute({u"COMMIT"_s, {}}));
            },
            clean);
    }
    return {median(plainRates), median(ourRates)};
}

QJsonObject pythonFigures(
    const QString& script, const QString& database, const QList<BenchKey>& keys, const QString& keyFile)
{
    QFile file(keyFile);
    if (!file.open(QIODevice::WriteOnly)) {
        qFatal("the key file cannot be written");
    }
    for (const BenchKey& key : keys) {
        file.write((key.clientId + u'\t' + key.accessToken + u'\t' + key.refreshToken + u'\n').toUtf8());
    }
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"/usr/bin/python3"_s, {u"-B"_s, script, database, keyFile});
    if (!process.waitForFinished(120000) || process.exitCode() != 0) {
        qFatal("the benchmark of the real framework failed");
    }
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

QJsonObject row(const char* name, double plain, double ours, const QJsonValue& python)
{
    return {
        {u"name"_s, QString::fromLatin1(name)}, {u"c_api"_s, plain}, {u"repository"_s, ours}, {u"server"_s, python}};
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QTemporaryDir folder(arguments.value(2, u"/var/tmp"_s) + u"/owb-bench-XXXXXX"_s);
    const QString path = folder.filePath(u"bench.sqlite3"_s);
    std::fprintf(stderr, "making %d tokens\n", tokens);
    const QList<BenchKey> keys = makeBenchDatabase(path, tokens);
    PlainSqlite plain(path);
    SessionSettings settings;
    settings.address = *core::DatabaseAddress::parse(path);
    settings.writable = true;
    auto session = Session::open(settings);
    const auto catalog = session ? readCatalog(**session) : tl::unexpected(session.error());
    if (!catalog) {
        qFatal("%s", qPrintable(catalog.error().detail));
    }
    const Tables tables(detectSchemas(*catalog, builtinProfiles(), path)->constFirst(), sqliteDialect());
    Session& ours = **session;
    const auto token = [&](const QString& value, oauth::TokenHint hint) {
        const auto found = queryToken(ours, tables, core::Secret(value), hint);
        return found && found->has_value();
    };
    QList<Figure> figures{
        {"queryClient", "query_client", [&](const BenchKey& k) { return plain.client(k.clientId); },
            [&](const BenchKey& k) {
                const auto f = queryClient(ours, tables.clients, k.clientId);
                return f && f->has_value();
            }},
        {"queryToken, hint access_token", "query_token_access",
            [&](const BenchKey& k) { return plain.tokenByAccess(k.accessToken); },
            [&](const BenchKey& k) { return token(k.accessToken, oauth::TokenHint::AccessToken); }},
        {"queryToken, hint refresh_token", "query_token_refresh",
            [&](const BenchKey& k) { return plain.tokenByRefresh(k.refreshToken); },
            [&](const BenchKey& k) { return token(k.refreshToken, oauth::TokenHint::RefreshToken); }},
        {"queryToken, no hint (refresh)", "query_token_none",
            [&](const BenchKey& k) {
                return plain.tokenByAccess(k.refreshToken) || plain.tokenByRefresh(k.refreshToken);
            },
            [&](const BenchKey& k) { return token(k.refreshToken, oauth::TokenHint::None); }},
    };
    for (Figure& figure : figures) {
        std::fprintf(stderr, "measuring %s\n", figure.name);
        measure(figure, keys);
    }
    settings.changesMany = true; // as imports do
    auto saving = Session::open(settings);
    if (!saving) {
        qFatal("%s", qPrintable(saving.error().detail));
    }
    const auto [plainSaves, ourSaves] = measureSaves(plain, **saving, tables);
    std::fprintf(stderr, "measuring the real framework\n");
    const QJsonObject python = pythonFigures(arguments.value(1), path, keys, folder.filePath(u"keys"_s));
    QJsonArray rows;
    for (const Figure& figure : figures) {
        rows << row(figure.name, figure.plainMedian, figure.oursMedian, python[QLatin1StringView(figure.python)]);
    }
    rows << row("saveToken, in batches", plainSaves, ourSaves, python[u"save_token"_s]);
    std::printf("%s\n", QJsonDocument(QJsonObject{{u"operations"_s, rows}}).toJson(QJsonDocument::Compact).constData());
    return 0;
}
