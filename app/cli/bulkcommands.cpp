// Changing any number of tokens: what a filter means, and rows that nothing needs any more.

#include "core/clock.h"
#include "input.h"
#include "jobs/bulkjob.h"
#include "jobs/tallyjob.h"
#include "json/jsonmembers.h"
#include "output.h"
#include "runjob.h"
#include "tokencommands.h"

#include <QLocale>

#include <memory>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

/** How a change is told. */
struct Words
{
    QString verb; // "Revoke"
    QString done; // "Revoked"
    QString member; // of the JSON: "revoked"
};

Words wordsOf(store::BulkAction action)
{
    switch (action) {
    case store::BulkAction::Revoke:
        return {u"Revoke"_s, u"Revoked"_s, u"revoked"_s};
    case store::BulkAction::Expire:
        return {u"End"_s, u"Ended"_s, u"expired"_s};
    case store::BulkAction::Restore:
        return {u"Take back the revocation of"_s, u"Took back the revocation of"_s, u"restored"_s};
    case store::BulkAction::Purge:
        return {u"Remove"_s, u"Removed"_s, u"removed"_s};
    }
    return {};
}

QString rowsText(qint64 rows)
{
    return rows == 1 ? u"1 token"_s : u"%1 tokens"_s.arg(QLocale().toString(rows));
}

bool report(const Arguments& arguments, const jobs::BulkJob& job, const Words& words)
{
    if (arguments.json) {
        json::JsonMembers json;
        json.set(words.member, job.rows());
        json.set(u"finished"_s, job.state() == jobs::Job::State::Done);
        json.set(u"batches"_s, job.batches());
        json.set(u"longest_lock_ms"_s, static_cast<double>(job.longestLockUs()) / 1000);
        json.set(u"locked_seconds"_s, static_cast<double>(job.lockedUs()) / 1e6);
        json.set(u"reading_seconds"_s, static_cast<double>(job.readUs()) / 1e6);
        json.set(u"seconds"_s, static_cast<double>(job.elapsedMs()) / 1000);
        return writeJson(json.text());
    }
    return writeLine(u"%1 %2 in %3 batches and %4 s; nothing was locked for longer than %5 ms."_s.arg(words.done,
        rowsText(job.rows()), QLocale().toString(job.batches()),
        QString::number(static_cast<double>(job.elapsedMs()) / 1000, 'f', 1),
        QString::number(static_cast<double>(job.longestLockUs()) / 1000, 'f', 1)));
}

Outcome ending(const Arguments& arguments, const jobs::BulkJob& job, const Words& words)
{
    if (job.state() == jobs::Job::State::Done && job.rows() == 0) {
        return no(u"No token matches; nothing was changed."_s);
    }
    const bool written = report(arguments, job, words);
    if (job.error()) {
        Outcome outcome = failed(*job.error());
        outcome.sentence +=
            u' ' + u"%1 %2 before that; the same command goes on."_s.arg(words.done, rowsText(job.rows()));
        return outcome;
    }
    if (job.state() == jobs::Job::State::Stopped) {
        return refused(u"Stopped on request. What was done stays done; the same command goes on."_s);
    }
    return afterChange(written);
}

/** The change, as far as the command line alone says it. */
store::BulkChange changeOf(const Arguments& arguments, store::BulkAction action, qint64 now)
{
    store::BulkChange change;
    change.action = action;
    change.what = revokeWhat(arguments);
    change.now = now;
    return change;
}

Outcome run(const Arguments& arguments, store::Repository& repository, const store::BulkChange& change)
{
    const Words words = wordsOf(change.action);
    jobs::BulkJob job(repository, change, nullptr);
    runJob(job, words.done);
    return ending(arguments, job, words);
}

Outcome tellCount(const Arguments& arguments, const Words& words, qint64 count)
{
    json::JsonMembers json;
    json.set(u"would_be_"_s + words.member, count);
    return afterChange(
        arguments.json ? writeJson(json.text()) : writeLine(u"%1 would be %2."_s.arg(rowsText(count), words.member)));
}

/** Counts before anything is done, where that is all that is wanted or somebody is to say yes. */
Outcome confirmAndRun(const Arguments& arguments, const core::Clock& clock, const store::BulkChange& change)
{
    if (!arguments.dryRun && !arguments.yes && !isInteractive()) {
        return refused(u"This may change any number of tokens; see how many with --dry-run, and confirm with --yes."_s);
    }
    const auto opened = openFor(arguments, arguments.dryRun ? Access::Read : Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    if (arguments.yes && !arguments.dryRun) {
        return run(arguments, *opened->repository, change);
    }
    const std::unique_ptr<jobs::TallyJob> tally(jobs::makeChangeTally(*opened->repository, change, nullptr));
    runJob(*tally, u"Counting"_s);
    if (tally->state() != jobs::Job::State::Done) {
        return tally->error() ? failed(*tally->error()) : no(u"Nothing was changed."_s);
    }
    const qint64 count = tally->count();
    const Words words = wordsOf(change.action);
    if (arguments.dryRun) {
        return tellCount(arguments, words, count);
    }
    if (count == 0) {
        return no(u"No token matches; nothing was changed."_s);
    }
    return confirm(words.verb + u' ' + rowsText(count) + u'?') ? run(arguments, *opened->repository, change)
                                                               : no(u"Nothing was changed."_s);
}

/** The change of what --filter means. */
Outcome confirmFiltered(const Arguments& arguments, const core::Clock& clock, store::BulkChange change)
{
    const auto filter = oauth::Filter::parse(QString::fromStdString(arguments.filter), change.now);
    if (!filter) {
        return failed(filter.error());
    }
    change.query.filter = *filter;
    return confirmAndRun(arguments, clock, change);
}

} // namespace

oauth::RevokeWhat revokeWhat(const Arguments& arguments)
{
    return arguments.what == "access" ? oauth::RevokeWhat::Access
        : arguments.what == "refresh" ? oauth::RevokeWhat::Refresh
                                      : oauth::RevokeWhat::Both;
}

Outcome changeMany(const Arguments& arguments, store::Repository& repository, const core::Clock& clock,
    store::BulkAction action, const oauth::Filter& filter)
{
    store::BulkChange change = changeOf(arguments, action, clock.now());
    change.query.filter = filter;
    return run(arguments, repository, change);
}

Outcome changeFiltered(const Arguments& arguments, const core::Clock& clock, store::BulkAction action)
{
    return confirmFiltered(arguments, clock, changeOf(arguments, action, clock.now()));
}

Outcome changeFiltered(
    const Arguments& arguments, const core::Clock& clock, store::BulkAction action, const oauth::Filter& filter)
{
    store::BulkChange change = changeOf(arguments, action, clock.now());
    change.query.filter = filter;
    return confirmAndRun(arguments, clock, change);
}

Outcome tokenPurge(const Arguments& arguments, const core::Clock& clock)
{
    const auto age = oauth::distanceFrom(QString::fromStdString(arguments.olderThan));
    if (!age || *age < 0) {
        return usage(u"--older-than takes an age such as 30d, 12h, 45m or 0s."_s);
    }
    store::BulkChange change = changeOf(arguments, store::BulkAction::Purge, clock.now());
    change.before = change.now - *age;
    return confirmFiltered(arguments, clock, change);
}

} // namespace owb::cli
