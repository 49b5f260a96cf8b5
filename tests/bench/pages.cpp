// What lists, searches and a stop take on one database, at the repository: prints one JSON object.
//
//   owb-bench-pages ADDRESS TOKEN CLIENT    TOKEN and CLIENT are made up and belong to the benchmark's own data

#include "await.h"
#include "core/clock.h"
#include "store/opendatabase.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;
using owb::cli::await;

namespace {

constexpr int runs = 15;
constexpr int stopAfterMs = 150;

template <class T> T must(core::Result<T> result)
{
    if (!result) {
        qFatal("%s %s", qPrintable(result.error().subject), qPrintable(result.error().detail));
    }
    return std::move(*result);
}

/** The median of some runs, milliseconds. */
template <class Work> double timed(Work work)
{
    QList<double> times;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer clock;
        clock.start();
        work(i);
        times << static_cast<double>(clock.nsecsElapsed()) / 1e6;
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

void pages(Repository& repository, QJsonObject& figures)
{
    const auto key = [&](SortOrder order) {
        TokenQuery query;
        query.order = order;
        return must(await(repository.tokens(query, {}))).rows.constFirst().key.parts.constFirst().toLongLong();
    };
    const qint64 least = key(SortOrder::Ascending);
    const qint64 most = key(SortOrder::Descending);
    const auto page = [&](qint64 before) {
        const auto read = must(await(repository.tokens({}, Cursor{{}, {before}, false})));
        if (read.rows.isEmpty()) {
            qFatal("a page without rows");
        }
    };
    figures.insert(u"tokens"_s, most - least + 1);
    figures.insert(u"first_ms"_s, timed([&](int) { must(await(repository.tokens({}, {}))); }));
    figures.insert(u"middle_ms"_s, timed([&](int i) { page((least + most) / 2 + i * 997); }));
    figures.insert(u"last_ms"_s, timed([&](int) { page(least + pageSize); }));
}

void searches(Repository& repository, const QString& token, const QString& client, QJsonObject& figures)
{
    figures.insert(u"find_ms"_s, timed([&](int) {
        if (!must(await(repository.queryToken(core::Secret(token), oauth::TokenHint::None)))) {
            qFatal("the token is not there");
        }
    }));
    TokenQuery query;
    query.filter = *oauth::Filter::parse(u"client:"_s + client, 0);
    figures.insert(u"search_first_rows_ms"_s, timed([&](int) { // what is found in the time that a page takes
        must(await(repository.tokens(query, {})));
    }));
}

/** What the overview counts, each to its end; statements of each engine's own. */
void statistics(Repository& repository, QJsonObject& figures)
{
    for (const LiveGroup group : {LiveGroup::Client, LiveGroup::Scope, LiveGroup::End}) {
        QElapsedTimer clock;
        clock.start();
        const qsizetype estimated = must(await(repository.estimateLiveTokensBy(group))).counts.size();
        figures.insert(u"estimate_%1_ms"_s.arg(static_cast<int>(group)), clock.restart());
        QHash<QString, qint64> counts;
        std::optional<Cursor> after;
        do {
            const auto piece = must(await(repository.liveTokensBy(group, after)));
            for (auto it = piece.counts.cbegin(); it != piece.counts.cend(); ++it) {
                counts[it.key()] += *it;
            }
            after = piece.next;
        } while (after);
        if (counts.isEmpty() || estimated == 0) {
            qFatal("no live tokens");
        }
        figures.insert(u"count_%1_ms"_s.arg(static_cast<int>(group)), clock.elapsed());
    }
}

/** The longest time from a stop to the end of what was running. */
void stops(Repository& repository, QJsonObject& figures)
{
    double longest = 0;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer asked;
        QTimer::singleShot(stopAfterMs + 37 * i, &repository, [&] {
            asked.start();
            repository.stop();
        });
        TokenQuery unsorted; // by what no index has: all of it is read and sorted
        unsorted.sort = TokenSort::ExpiresAt;
        const auto reply = await(repository.tokens(unsorted, {}));
        if (!asked.isValid() || reply) {
            figures.insert(u"stop_note"_s, u"what was to be stopped had ended before"_s);
            return;
        }
        longest = std::max(longest, static_cast<double>(asked.nsecsElapsed()) / 1e6);
    }
    figures.insert(u"stop_ms"_s, longest);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const core::Clock clock;
    OpenOptions options;
    const auto address = core::DatabaseAddress::parse(arguments.value(1));
    if (address && address->engine == core::Engine::PostgreSql) {
        options.password = core::Secret(qgetenv("PGPASSWORD"));
    } else if (address && address->engine == core::Engine::MariaDb) {
        options.password = core::Secret(qgetenv("MYSQL_PWD"));
    }
    const auto opened = must(await(openDatabase(arguments.value(1), options, clock)));
    QJsonObject figures;
    pages(*opened.repository, figures);
    searches(*opened.repository, arguments.value(2), arguments.value(3), figures);
    statistics(*opened.repository, figures);
    stops(*opened.repository, figures);
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}
