#include "tokens/bulkwords.h"

#include "common/widgets.h"
#include "core/errortext.h"
#include "jobs/job.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

struct Words
{
    QString title;
    QString verb;
    QString countedVerb; // with %1
    QString question;
    QString effect;
    QString name; // of the job
    QString done; // with %1
    QString iconName;
};

QString tr(const char* text)
{
    return QCoreApplication::translate("owb::ui::bulkWords", text);
}

Words wordsOf(store::BulkAction action)
{
    switch (action) {
    case store::BulkAction::Revoke:
        return {tr("Revoke"), tr("Revoke tokens"), tr("Revoke %1 tokens"), tr("Revoke these tokens?"),
            tr("The server refuses them at once. Those that are revoked already stay as they are."),
            tr("Revoking tokens"), tr("Revoked %1 tokens."), u"barred"_s};
    case store::BulkAction::Expire:
        return {tr("End now"), tr("End tokens now"), tr("End %1 tokens now"), tr("End these tokens now?"),
            tr("The time at which they expire becomes a moment ago, so that the server refuses the access tokens as "
               "expired. When they were to expire is not kept: this cannot be undone here."),
            tr("Ending tokens"), tr("Ended %1 tokens."), u"clock"_s};
    case store::BulkAction::Restore:
        return {tr("Take revocations back"), tr("Take revocations back"), tr("Take %1 revocations back"),
            tr("Take the revocation of these tokens back?"),
            tr("The server accepts them again until they expire. Whoever holds them, also somebody because of whom "
               "they were revoked, can use them."),
            tr("Taking revocations back"), tr("Took %1 revocations back."), u"undo"_s};
    case store::BulkAction::Purge:
        return {tr("Remove ended tokens"), tr("Remove tokens"), tr("Remove %1 tokens"),
            tr("Remove tokens that ended long ago?"),
            tr("Their rows are deleted, and nothing can bring them back. A row stays while its refresh token can still "
               "be used."),
            tr("Removing ended tokens"), tr("Removed %1 tokens."), u"trash"_s};
    }
    return {};
}

QString ending(const Words& words, const jobs::Job& job)
{
    const QString done = words.done.arg(QLocale().toString(job.rows()));
    switch (job.state()) {
    case jobs::Job::State::Stopped:
        return tr("Stopped. %1").arg(done);
    case jobs::Job::State::Failed:
        return done + u' ' + core::errorText(job.error().value_or(core::Error{})).sentence();
    default:
        return done;
    }
}

} // namespace

QString bulkTitle(store::BulkAction action)
{
    return wordsOf(action).title;
}

QString bulkVerb(store::BulkAction action, std::optional<qint64> count)
{
    const Words words = wordsOf(action);
    return count ? words.countedVerb.arg(QLocale().toString(*count)) : words.verb;
}

QString bulkQuestion(store::BulkAction action)
{
    return wordsOf(action).question;
}

QString bulkEffect(store::BulkAction action)
{
    return wordsOf(action).effect;
}

JobWords bulkWords(store::BulkAction action)
{
    const Words words = wordsOf(action);
    JobWords job;
    job.iconName = words.iconName;
    job.name = words.name;
    job.progress = [](qint64 rows) { return counted(rows, tr("1 token"), tr("%1 tokens")); };
    job.ending = [words](const jobs::Job& over) { return ending(words, over); };
    return job;
}

} // namespace owb::ui
