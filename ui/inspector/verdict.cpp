#include "inspector/verdict.h"

#include "inspector/claimwords.h"
#include "inspector/inspectortext.h"
#include "inspector/standingtext.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using inspector::Step;
using oauth::TokenState;
using State = RowAnswer::State;

QString joined(const QStringList& sentences)
{
    return sentences.join(u' ').simplified();
}

/** Whether the server still calls a dead token active, as a sentence; with `agrees` that it does not, too. */
QString serverSaying(const Examination& examination, bool agrees)
{
    const auto isActive = examination.reply.isActive();
    return isActive == true           ? InspectorText::tr("The server still calls it active.")
        : isActive == false && agrees ? InspectorText::tr("The server agrees.")
                                      : QString();
}

QString refuse()
{
    return InspectorText::tr("Do not accept this token.");
}

/** Of a token that says nothing by itself, where database or server know it. */
std::optional<Verdict> knownVerdict(const Examination& examination)
{
    const auto state = examination.rowState();
    const auto isActive = examination.reply.isActive();
    if (state && *state != TokenState::Active) {
        return Verdict{
            Banner::Kind::Error, refuse(), joined({rowLine(examination) + u'.', serverSaying(examination, true)})};
    }
    if (isActive && !*isActive) {
        return Verdict{Banner::Kind::Error, refuse(),
            state ? InspectorText::tr("The server says that it is not active, but the database still holds it.")
                  : InspectorText::tr("The server says that it is not active.")};
    }
    if (const QString client = clientProblem(examination.answer); state && !client.isEmpty()) {
        return Verdict{Banner::Kind::Warning, InspectorText::tr("The database still holds this token."),
            u"%1. %2."_s.arg(client, rowLine(examination))};
    }
    if (state) {
        return Verdict{Banner::Kind::Success,
            isActive ? InspectorText::tr("Database and server know this token.")
                     : InspectorText::tr("The database holds this token."),
            rowLine(examination)};
    }
    return isActive
        ? std::optional(Verdict{Banner::Kind::Success, InspectorText::tr("The server calls this token active."), {}})
        : std::nullopt;
}

/** Its server keeps what it means: only the database and the server can tell. */
Verdict opaqueVerdict(const Examination& examination)
{
    if (const auto known = knownVerdict(examination)) {
        return *known;
    }
    const QString why = InspectorText::tr("It says nothing by itself: its server keeps what it means.");
    switch (examination.answer.state) {
    case State::Looking:
        return {Banner::Kind::Info, why, InspectorText::tr("Its row is looked for in the database.")};
    case State::NotFound:
        return {Banner::Kind::Warning, why,
            InspectorText::tr("No row of %1 has it: it is from another server, or its row was removed.")
                .arg(examination.answer.connection)};
    case State::NoConnection:
    case State::NoTable:
    case State::Failed:
    case State::Found:
        break;
    }
    return {Banner::Kind::Info, why,
        InspectorText::tr("Open the database of that server to look for its row, or ask the server.")};
}

QString textPhrase(const Examination& examination)
{
    const auto ends = examination.textEnds();
    return ends ? InspectorText::tr("its text is valid until %1").arg(inspector::dateWords(*ends))
                : InspectorText::tr("its text never ends");
}

/** Text, row and server do not agree, in one sentence; nothing where none of them says no. */
std::optional<QString> disagreement(const Examination& examination)
{
    const auto row = examination.rowState();
    const auto isActive = examination.reply.isActive();
    if (row && *row != TokenState::Active) {
        const QString text = isActive == true
            ? InspectorText::tr("%1 and the server still calls it active").arg(textPhrase(examination))
            : textPhrase(examination);
        return isActive == false
            ? InspectorText::tr("%1 in the database, and the server agrees, but %2.").arg(rowPhrase(examination), text)
            : InspectorText::tr("%1 in the database, but %2.").arg(rowPhrase(examination), text);
    }
    if (isActive == false) {
        const QString text = row
            ? InspectorText::tr("%1 and the database still calls it active").arg(textPhrase(examination))
            : textPhrase(examination);
        return InspectorText::tr("The server says that it is not active, but %1.").arg(text);
    }
    return {};
}

QString unchecked(const inspector::Trace& trace)
{
    QStringList titles;
    for (const Step& step : trace) {
        if (step.outcome == Step::Outcome::NotChecked) {
            titles << inspector::title(step.kind).toLower();
        }
    }
    titles.removeDuplicates();
    return titles.isEmpty() ? QString() : InspectorText::tr("Not checked: %1.").arg(titles.join(u", "_s));
}

/** The first finding for which a careful reader refuses a token; they come most severe first. */
const inspector::Finding* gravest(const QList<inspector::Finding>& findings)
{
    const bool isGrave = !findings.isEmpty() && findings.constFirst().severity >= inspector::Finding::Severity::Error;
    return isGrave ? &findings.constFirst() : nullptr;
}

} // namespace

namespace {

/** Of a token that says something by itself. */
Verdict spokenVerdict(const Examination& examination)
{
    const inspector::Trace& trace = examination.inspection.trace;
    const Step* const step = inspector::decisive(trace);
    if (step != nullptr && step->outcome == Step::Outcome::Failed) {
        const QString stillLive = examination.rowState() == TokenState::Active
            ? InspectorText::tr("The database still calls it active.")
            : QString();
        return {Banner::Kind::Error, refuse(), joined({step->what, stillLive, serverSaying(examination, false)})};
    }
    if (const auto sentence = disagreement(examination)) {
        return {Banner::Kind::Error, refuse(), *sentence};
    }
    if (const inspector::Finding* const finding = gravest(examination.findings)) {
        const bool isCritical = finding->severity == inspector::Finding::Severity::Critical;
        return {isCritical ? Banner::Kind::Error : Banner::Kind::Warning,
            isCritical ? refuse() : InspectorText::tr("A careful reader refuses this token."), finding->what};
    }
    if (step != nullptr && step->outcome == Step::Outcome::Passed) {
        return {Banner::Kind::Success, InspectorText::tr("This token passes."), joined({step->what, unchecked(trace)})};
    }
    return {Banner::Kind::Info, InspectorText::tr("Not proven."),
        step == nullptr ? InspectorText::tr("Nothing of it could be checked.") : joined({step->what, step->remedy})};
}

} // namespace

Verdict verdictOf(const Examination& examination)
{
    if (examination.isPending) {
        return {Banner::Kind::Info, InspectorText::tr("This token is being opened."),
            InspectorText::tr("Its key is made of a password, which takes a moment by design.")};
    }
    return examination.isOpaque() ? opaqueVerdict(examination) : spokenVerdict(examination);
}

QList<tables::TraceModel::Row> databaseSteps(const Examination& examination)
{
    tables::TraceModel::Row row{
        InspectorText::tr("Row in the database"), Step::Outcome::NotChecked, {}, {}, u"RFC 7009 §2.1"_s, u"T-AT-15"_s};
    const Standing standing = standingInDatabase(examination);
    row.what = standing.line;
    const auto state = examination.rowState();
    if (!state) {
        row.remedy = examination.answer.state == State::NoConnection ? standing.detail : QString();
        return {row};
    }
    const QString client = clientProblem(examination.answer);
    if (!client.isEmpty()) {
        row.what += u". "_s + client + u'.';
    }
    row.outcome = *state == TokenState::Active ? Step::Outcome::Passed : Step::Outcome::Failed;
    if (*state == TokenState::Revoked) {
        row.remedy = InspectorText::tr("A revoked token cannot pass again; sign in for a new one.");
    } else if (*state == TokenState::Expired) {
        row.remedy = InspectorText::tr("Get a new token.");
    } else if (!client.isEmpty()) {
        row.remedy = InspectorText::tr("Revoke the token, unless the client is to be let in again.");
    }
    return {row};
}

} // namespace owb::ui
