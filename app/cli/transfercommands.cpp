// Any number of tokens to and from files.

#include "core/clock.h"
#include "core/errortext.h"
#include "input.h"
#include "jobs/exportjob.h"
#include "jobs/importjob.h"
#include "json/jsonmembers.h"
#include "output.h"
#include "runjob.h"
#include "tokencommands.h"

#include <QJsonArray>
#include <QLocale>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

/** What --format says, or the name of the file. */
Taken<oauth::FileFormat> formatOf(const Arguments& arguments, const std::string& file)
{
    if (!arguments.format.empty()) {
        return arguments.format == "csv" ? oauth::FileFormat::Csv : oauth::FileFormat::Ndjson;
    }
    if (file.empty() || file == "-") {
        return oauth::FileFormat::Ndjson;
    }
    const auto format = oauth::fileFormatOf(QString::fromStdString(file));
    return format ? Taken<oauth::FileFormat>(*format)
                  : tl::unexpected(usage(u"Say with --format whether the file is ndjson or csv; its name does not."_s));
}

/** Standard output, or a file that only its owner can read and that is there once it is whole. */
Taken<std::shared_ptr<QIODevice>> openOutput(const std::string& name)
{
    if (name.empty() || name == "-") {
        auto output = std::make_shared<QFile>();
        if (!output->open(stdout, QIODevice::WriteOnly)) {
            return tl::unexpected(failed({core::Error::Kind::FileNotWritten, u"(standard output)"_s, {}, {}}));
        }
        return output;
    }
    auto file = std::make_shared<QSaveFile>(QString::fromStdString(name));
    const bool ready =
        file->open(QIODevice::WriteOnly) && file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return ready
        ? Taken<std::shared_ptr<QIODevice>>(file)
        : tl::unexpected(failed({core::Error::Kind::FileNotWritten, file->fileName(), {}, file->errorString()}));
}

Outcome endOfExport(const Arguments& arguments, const jobs::ExportJob& job)
{
    if (job.error()) {
        return failed(*job.error());
    }
    if (job.state() == jobs::Job::State::Stopped) {
        return refused(u"Stopped on request after %1 tokens."_s.arg(number(job.rows())));
    }
    if (arguments.to.empty() || arguments.to == "-") { // what was asked for stands there, and nothing else
        return done();
    }
    if (arguments.json) {
        json::JsonMembers json;
        json.set(u"written"_s, job.rows());
        json.set(u"seconds"_s, static_cast<double>(job.elapsedMs()) / 1000);
        return afterChange(writeJson(json.text()));
    }
    return afterChange(writeLine(
        u"Wrote %1 tokens to %2 in %3 s."_s.arg(number(job.rows()), printable(QString::fromStdString(arguments.to)),
            QString::number(static_cast<double>(job.elapsedMs()) / 1000, 'f', 1))));
}

QString reportOf(const Arguments& arguments, const jobs::ImportJob& job)
{
    if (arguments.json) {
        QJsonArray problems;
        for (const core::Error& error : job.problems()) {
            problems << core::errorText(error).what;
        }
        json::JsonMembers json;
        json.set(u"found"_s, job.found());
        json.set(u"added"_s, job.added());
        json.set(u"present"_s, job.present());
        json.set(u"refused"_s, job.refused());
        json.set(u"problems"_s, problems);
        json.set(u"longest_lock_ms"_s, static_cast<double>(job.longestLockUs()) / 1000);
        json.set(u"seconds"_s, static_cast<double>(job.elapsedMs()) / 1000);
        return json.text();
    }
    QString report = arguments.dryRun
        ? u"%1 tokens can be read, and %2 lines cannot."_s.arg(number(job.found()), number(job.refused()))
        : u"Added %1 tokens in %2 s; %3 were there already, and %4 lines were left out."_s.arg(number(job.added()),
            QString::number(static_cast<double>(job.elapsedMs()) / 1000, 'f', 1), number(job.present()),
            number(job.refused()));
    for (const core::Error& problem : job.problems()) {
        report += u"\n  "_s + printable(core::errorText(problem).what);
    }
    return report;
}

Outcome endOfImport(const Arguments& arguments, const jobs::ImportJob& job)
{
    if (job.error()) {
        Outcome outcome = failed(*job.error());
        outcome.sentence += u' '
            + (job.added() > 0
                    ? u"%1 tokens were added before that; the same command goes on."_s.arg(number(job.added()))
                    : u"Nothing was added; --skip-bad leaves out the lines that cannot be taken."_s);
        return outcome;
    }
    if (job.state() == jobs::Job::State::Stopped) {
        return refused(u"Stopped on request after %1 tokens. What was added stays; the same command goes on."_s.arg(
            number(job.added())));
    }
    const QString report = reportOf(arguments, job);
    return afterChange(arguments.json ? writeJson(report) : writeLine(report));
}

} // namespace

Outcome tokenExport(const Arguments& arguments, const core::Clock& clock)
{
    const auto format = formatOf(arguments, arguments.to);
    if (!format) {
        return format.error();
    }
    store::TokenQuery query;
    const auto filter = oauth::Filter::parse(QString::fromStdString(arguments.filter), clock.now());
    if (!filter) {
        return failed(filter.error());
    }
    query.filter = *filter;
    query.order = store::SortOrder::Ascending;
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const auto output = openOutput(arguments.to);
    if (!output) {
        return output.error();
    }
    const auto reveal = arguments.reveal ? oauth::Reveal::Yes : oauth::Reveal::No;
    jobs::ExportJob job(*opened->repository, query, {*output, *format, reveal}, clock.now(), nullptr);
    runJob(job, u"Written"_s);
    return endOfExport(arguments, job);
}

Outcome tokenImport(const Arguments& arguments, const core::Clock& clock)
{
    if (arguments.from == "-") {
        return usage(u"An import reads its file twice; name a file."_s);
    }
    const auto format = formatOf(arguments, arguments.from);
    if (!format) {
        return format.error();
    }
    const auto opened = openFor(arguments, arguments.dryRun ? Access::Read : Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    using Doubtful = jobs::ImportJob::Doubtful;
    jobs::ImportJob job(*opened->repository,
        {QString::fromStdString(arguments.from), *format,
            arguments.skipBad || arguments.dryRun ? Doubtful::LeaveOut : Doubtful::RefuseAll, arguments.dryRun},
        clock.now(), nullptr);
    runJob(job, u"Added"_s);
    return endOfImport(arguments, job);
}

} // namespace owb::cli
