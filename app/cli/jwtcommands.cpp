#include "jwtcommands.h"

#include "input.h"
#include "inspector/report.h"
#include "inspector/rules.h"
#include "jwtkeys.h"
#include "output.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

QStringList textsOf(const std::vector<std::string>& given)
{
    QStringList texts;
    for (const std::string& text : given) {
        texts << QString::fromStdString(text);
    }
    return texts;
}

Taken<inspector::Expectations> expectationsOf(const Arguments& arguments, const core::Clock& clock)
{
    inspector::Expectations expectations;
    expectations.issuer = QString::fromStdString(arguments.issuer);
    expectations.audiences = textsOf(arguments.audiences);
    expectations.algorithms = textsOf(arguments.algorithms);
    expectations.nonce = QString::fromStdString(arguments.nonce);
    expectations.now = clock.now();
    expectations.skew = arguments.skew;
    expectations.signatureOnly = arguments.signatureOnly;
    if (isGiven(arguments.payload)) {
        const auto payload = readBytes(arguments.payload);
        if (!payload) {
            return tl::unexpected(payload.error());
        }
        expectations.detachedPayload = payload->reveal();
    }
    return expectations;
}

/** A token with everything it is held against. */
struct Looked
{
    core::Secret token;
    jose::KeySet keys;
    inspector::Expectations expectations;
    inspector::Inspection inspection;
    std::optional<inspector::Classification> classification;
};

Taken<Looked> lookAt(const Arguments& arguments, const core::Clock& clock)
{
    const auto token = readSecret();
    if (!token) {
        return tl::unexpected(token.error());
    }
    const auto keys = keysOf(arguments);
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    const auto expectations = expectationsOf(arguments, clock);
    if (!expectations) {
        return tl::unexpected(expectations.error());
    }
    Looked looked{*token, *keys, *expectations, inspector::inspect(*token, *keys, *expectations), {}};
    const inspector::Inspection& found = looked.inspection;
    if (found.claims) {
        looked.classification = inspector::classify(found);
    }
    return looked;
}

void print(const Arguments& arguments, const inspector::Report& report)
{
    if (arguments.json) {
        writeJson(inspector::reportAsJson(report));
        return;
    }
    const QStringList lines = inspector::reportAsText(report).split(u'\n');
    for (const QString& line : lines) {
        writeLine(printable(line));
    }
}

} // namespace

Outcome jwtDecode(const Arguments& arguments, const core::Clock& clock)
{
    const auto looked = lookAt(arguments, clock);
    if (!looked) {
        return looked.error();
    }
    if (looked->inspection.layers.isEmpty()) { // nothing of it could be read
        const auto* const step = inspector::decisive(looked->inspection.trace);
        return no(jose::sentences({step->what, step->remedy, {}, {}}));
    }
    print(arguments, {looked->inspection, looked->classification, {}, {}, clock.now()});
    return done();
}

Outcome jwtVerify(const Arguments& arguments, const core::Clock& clock)
{
    const auto looked = lookAt(arguments, clock);
    if (!looked) {
        return looked.error();
    }
    print(arguments, {looked->inspection, looked->classification, looked->inspection.trace, {}, clock.now()});
    const auto* const step = inspector::decisive(looked->inspection.trace);
    if (step != nullptr && step->outcome == inspector::Step::Outcome::Passed) {
        return done();
    }
    const QString reason = step == nullptr ? u"Nothing could be checked."_s : step->what;
    return no(step != nullptr && step->outcome == inspector::Step::Outcome::Failed
            ? u"The token is not valid: %1"_s.arg(reason)
            : u"The token is not proven: %1 %2"_s.arg(reason, step == nullptr ? QString() : step->remedy));
}

Outcome jwtLint(const Arguments& arguments, const core::Clock& clock)
{
    const auto looked = lookAt(arguments, clock);
    if (!looked) {
        return looked.error();
    }
    const auto kind = inspector::kindNamed(QString::fromStdString(arguments.kind));
    const auto findings =
        inspector::lint(looked->token, looked->inspection, looked->keys, looked->expectations, {}, kind);
    print(arguments, {looked->inspection, looked->classification, {}, findings, clock.now()});
    const auto isError = [](const inspector::Finding& one) {
        return one.severity >= inspector::Finding::Severity::Error;
    };
    return std::any_of(findings.begin(), findings.end(), isError) ? no(u"The token breaks rules that matter."_s)
                                                                  : done();
}

} // namespace owb::cli
