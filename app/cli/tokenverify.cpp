// The signatures of all tokens of a list.

#include "core/clock.h"
#include "input.h"
#include "jobs/verifytokensjob.h"
#include "json/jsonmembers.h"
#include "jwtkeys.h"
#include "output.h"
#include "runjob.h"
#include "tokencommands.h"

#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

using Verdict = jobs::VerifyTokensJob::Verdict;

/** How many tokens got a verdict, by its name for programs and in words. */
struct Line
{
    Verdict verdict;
    QString member;
    QString words;
};

QList<Line> lines()
{
    return {{Verdict::Valid, u"valid"_s, u"valid"_s}, {Verdict::Invalid, u"invalid"_s, u"signature does not fit"_s},
        {Verdict::UnknownKey, u"unknown_key"_s, u"signed with a key that is not here"_s},
        {Verdict::NotAllowed, u"not_allowed"_s, u"algorithm or key not allowed"_s},
        {Verdict::Malformed, u"opaque"_s, u"no signed tokens"_s}};
}

bool print(const Arguments& arguments, const jobs::VerifyTokensJob& job)
{
    const auto all = lines();
    const double seconds = static_cast<double>(job.elapsedMs()) / 1000;
    if (arguments.json) {
        json::JsonMembers json;
        for (const Line& line : all) {
            json.set(line.member, job.count(line.verdict));
        }
        json.set(u"suspects"_s, QJsonArray::fromStringList(job.suspects()));
        json.set(u"seconds"_s, seconds);
        return writeJson(json.text());
    }
    bool written = true;
    for (const Line& line : all) {
        written =
            written && writeLine(QLocale().toString(job.count(line.verdict)).rightJustified(14) + u"  "_s + line.words);
    }
    if (!job.suspects().isEmpty()) {
        written = written && writeLine(printable(u"Rows to look at: "_s + job.suspects().join(u", "_s)));
    }
    return written
        && writeLine(u"%1 tokens in %2 s."_s.arg(QLocale().toString(job.lookedAt()), QString::number(seconds, 'f', 1)));
}

} // namespace

Outcome tokenVerify(const Arguments& arguments, const core::Clock& clock)
{
    const auto keys = keysOf(arguments);
    if (!keys) {
        return keys.error();
    }
    if (keys->keys.isEmpty()) {
        return usage(u"Give the issuer's keys with --jwks, or the shared secret with --secret-file."_s);
    }
    store::TokenQuery query;
    const auto filter = oauth::Filter::parse(QString::fromStdString(arguments.filter), clock.now());
    if (!filter) {
        return failed(filter.error());
    }
    query.filter = *filter;
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    QStringList algorithms;
    for (const std::string& algorithm : arguments.algorithms) {
        algorithms << QString::fromStdString(algorithm);
    }
    jobs::VerifyTokensJob job(*opened->repository, query, *keys, algorithms, nullptr);
    runJob(job, u"Verifying"_s);
    if (job.error()) {
        return failed(*job.error());
    }
    if (job.state() == jobs::Job::State::Stopped) {
        return refused(u"Stopped on request after %1 tokens."_s.arg(QLocale().toString(job.lookedAt())));
    }
    print(arguments, job);
    return job.notGenuine() == 0 ? done() : no(u"Not every signature is genuine."_s);
}

} // namespace owb::cli
