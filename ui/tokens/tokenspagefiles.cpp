// What the Tokens page does with files.

#include "common/banner.h"
#include "common/prompt.h"
#include "common/widgets.h"
#include "core/clock.h"
#include "core/errortext.h"
#include "jobs/exportjob.h"
#include "tables/tokentablemodel.h"
#include "tokens/exportdialog.h"
#include "tokens/importdialog.h"
#include "tokens/tokenspage.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

JobWords transferWords(const QString& name, const QString& iconName, bool isWriting)
{
    JobWords words;
    words.name = name;
    words.iconName = iconName;
    words.isWriting = isWriting;
    words.progress = [](qint64 rows) { return counted(rows, TokensPage::tr("1 token"), TokensPage::tr("%1 tokens")); };
    return words;
}

/** The sentence of an end: what was done, then what went wrong. */
QString endOf(const jobs::Job& job, const QString& done)
{
    return job.state() == jobs::Job::State::Failed ? core::errorText(job.error().value_or(core::Error{})).sentence()
        : job.state() == jobs::Job::State::Stopped ? TokensPage::tr("Stopped. %1").arg(done)
                                                   : done;
}

} // namespace

void TokensPage::exportTokens()
{
    if (!repository().schema().tokens.exists() && !repository().schema().refreshTokens.exists()) {
        return; // the page says so
    }
    const store::TokenQuery query = m_tokens->query();
    auto* dialog = new ExportDialog(
        query.filter.isEmpty() ? tr("All tokens of the database.") : tr("The tokens that match the search."), this);
    connect(dialog, &ExportDialog::agreed, this, [this, query](oauth::FileFormat format, oauth::Reveal reveal) {
        const QString name = format == oauth::FileFormat::Csv ? u"tokens.csv"_s : u"tokens.ndjson"_s;
        services().prompt.chooseNewFile(
            this, name, [this, query, format, reveal](const QString& path) { exportTo(path, query, format, reveal); });
    });
    dialog->open();
}

void TokensPage::exportTo(const QString& path, store::TokenQuery query, oauth::FileFormat format, oauth::Reveal reveal)
{
    auto file = std::make_shared<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly) || !file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        const core::ErrorText text =
            core::errorText({core::Error::Kind::FileNotWritten, path, {}, file->errorString()});
        banner().say(Banner::Kind::Error, text.what, text.remedy);
        return;
    }
    query.sort = store::TokenSort::Key; // the order in which any number is read at the same cost
    query.order = store::SortOrder::Ascending;
    JobWords words = transferWords(tr("Exporting tokens"), u"export"_s, false);
    words.ending = [path](const jobs::Job& job) {
        const QString tokens = counted(job.rows(), tr("1 token"), tr("%1 tokens"));
        return job.state() == jobs::Job::State::Stopped ? tr("Stopped. No file was written.")
                                                        : endOf(job, tr("Wrote %1 to %2.").arg(tokens, path));
    };
    services().run(std::make_unique<jobs::ExportJob>(
                       repository(), query, jobs::ExportJob::To{file, format, reveal}, clock().now(), nullptr),
        words);
}

void TokensPage::verifySignatures()
{
    if (repository().schema().tokens.exists()) {
        services().verify(m_tokens->query());
    }
}

void TokensPage::importTokens()
{
    if (!repository().schema().tokens.exists()) {
        return;
    }
    if (const QString& reason = repository().schema().tokens.noNewRowsReason; !reason.isEmpty()) {
        banner().say(Banner::Kind::Info, tr("Tokens are not added here."), reason);
        return;
    }
    services().whenUnlocked([this] {
        services().prompt.chooseFile(this,
            {tr("Import tokens"), {tr("Tokens (*.csv *.ndjson *.jsonl *.json)"), tr("All files (*)")}},
            [this](const QString& path) { importFrom(path); });
    });
}

void TokensPage::importFrom(const QString& path)
{
    const auto format = oauth::fileFormatOf(path);
    if (!format) {
        banner().say(Banner::Kind::Error, tr("It is not clear what this file holds."),
            tr("Its name must end in .csv, .ndjson, .jsonl or .json."));
        return;
    }
    auto* dialog = new ImportDialog(repository(), path, *format, clock().now(), this);
    connect(dialog, &ImportDialog::agreed, this, [this](const jobs::ImportJob::From& from) {
        JobWords words = transferWords(tr("Importing tokens"), u"import"_s, true);
        words.ending = [](const jobs::Job& job) {
            const auto& import = static_cast<const jobs::ImportJob&>(job);
            QString done = counted(import.added(), tr("Added 1 token."), tr("Added %1 tokens."));
            if (import.present() > 0) {
                done += u' ' + counted(import.present(), tr("1 was there already."), tr("%1 were there already."));
            }
            if (import.refused() > 0) {
                done += u' ' + counted(import.refused(), tr("1 line was left out."), tr("%1 lines were left out."));
            }
            return endOf(job, done);
        };
        services().run(std::make_unique<jobs::ImportJob>(repository(), from, clock().now(), nullptr), words);
    });
    dialog->open();
}

} // namespace owb::ui
