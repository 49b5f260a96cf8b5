#include "benchdatabase.h"

#include "plainsqlite.h"
#include "store/opendatabase.h"

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int clients = 10000;
constexpr int keys = 20000;

QString value(const char* kind, int number, int length)
{
    const QByteArray digest = QCryptographicHash::hash(kind + QByteArray::number(number), QCryptographicHash::Sha384);
    return QString::fromLatin1(digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
        .leftJustified(length, u'x')
        .first(length);
}

} // namespace

QList<BenchKey> makeBenchDatabase(const QString& path, int tokens)
{
    QFile::remove(path);
    if (!owb::store::makeSampleDatabase(path, 1'790'000'000)) {
        qFatal("the database cannot be made");
    }
    PlainSqlite database(path);
    database.run("DELETE FROM oauth2_token");
    database.run("DELETE FROM oauth2_client");
    database.run("BEGIN");
    for (int i = 0; i < clients; ++i) {
        database.insertClient(u"client-%1"_s.arg(i));
    }
    const int step = std::max(1, tokens / keys);
    QList<BenchKey> found;
    for (int i = 0; i < tokens; ++i) {
        // Spread over the table like real ones: a random value goes anywhere into the index.
        const BenchKey key{u"client-%1"_s.arg((i * 7919LL) % clients), value("a", i, 42), value("r", i, 48)};
        database.insertToken(key.clientId, key.accessToken, key.refreshToken, 1'700'000'000 + i);
        if (i % step == 0) {
            found.append(key);
        }
    }
    database.run("COMMIT");
    return found;
}
