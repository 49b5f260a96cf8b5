#include "inspector/standingtext.h"

#include "common/widgets.h"
#include "core/errortext.h"
#include "inspector/claimwords.h"
#include "inspector/inspectortext.h"
#include "inspector/verdict.h"
#include "oauth/filter.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using inspector::Step;
using oauth::TokenState;
using State = RowAnswer::State;

/** When the row was revoked, where its layout keeps that. */
std::optional<qint64> revokedAt(const Examination& examination)
{
    const oauth::Token& row = *examination.answer.row;
    const auto& at = examination.isRefreshToken() || !row.accessRevokedAt ? row.refreshRevokedAt : row.accessRevokedAt;
    return row.revocationTimesKnown ? at : std::nullopt;
}

/** "2026-11-23 14:00:00, in 17 min 53 s" */
QString timeWords(qint64 seconds, qint64 now)
{
    return inspector::dateWords(seconds) + u", "_s + inspector::distanceWords(seconds, now);
}

QString ownerWords(const RowAnswer& answer)
{
    const oauth::Token& row = *answer.row;
    const QString client = !clientProblem(answer).isEmpty() ? clientProblem(answer)
        : row.clientId ? InspectorText::tr("Client %1").arg(displayText(*row.clientId))
                       : InspectorText::tr("No client");
    const QString user =
        row.userId ? InspectorText::tr("user %1").arg(displayText(*row.userId)) : InspectorText::tr("no user");
    return client + u", "_s + user;
}

Chip chipOf(TokenState state)
{
    switch (state) {
    case TokenState::Active:
        return {Tone::Active, InspectorText::tr("Active")};
    case TokenState::Expired:
        return {Tone::Expired, InspectorText::tr("Expired")};
    case TokenState::Revoked:
        return {Tone::Revoked, InspectorText::tr("Revoked")};
    }
    return {};
}

/** The step that says who made it, in its own words. */
QString proofWords(const Examination& examination)
{
    for (const Step::Kind kind : {Step::Kind::Signature, Step::Kind::Decryption, Step::Kind::Key}) {
        const Step* const step = examination.step(kind);
        if (step != nullptr && (kind != Step::Kind::Key || step->outcome != Step::Outcome::Passed)) {
            return inspector::title(kind) + u": "_s + step->what;
        }
    }
    const Step* const step = inspector::decisive(examination.inspection.trace);
    return step == nullptr ? QString() : step->what;
}

/** What the times in the text say. */
QString textLine(const Examination& examination)
{
    if (!examination.inspection.claims) {
        return InspectorText::tr("It holds no claims that can be read.");
    }
    const auto ends = examination.textEnds();
    if (!ends) {
        return InspectorText::tr("Its text has no end.");
    }
    const QString when = timeWords(*ends, examination.now);
    return *ends > examination.now ? InspectorText::tr("Valid until %1").arg(when)
                                   : InspectorText::tr("Ended at %1").arg(when);
}

Chip textChip(const Examination& examination)
{
    const Step* const step = inspector::decisive(examination.inspection.trace);
    if (step == nullptr || step->outcome == Step::Outcome::NotChecked) {
        return {Tone::Neutral, InspectorText::tr("Not proven")};
    }
    if (step->outcome == Step::Outcome::Passed) {
        return chipOf(TokenState::Active);
    }
    const auto ends = examination.textEnds();
    const bool isOver = step->kind == Step::Kind::Time && ends && *ends <= examination.now;
    return isOver ? chipOf(TokenState::Expired) : Chip{Tone::Error, InspectorText::tr("Refused")};
}

} // namespace

QString clientProblem(const RowAnswer& answer)
{
    const QString client = answer.row && answer.row->clientId ? displayText(*answer.row->clientId) : QString();
    if (answer.client == RowAnswer::Client::Disabled) {
        return InspectorText::tr("Client %1 is disabled").arg(client);
    }
    if (answer.client != RowAnswer::Client::Gone) {
        return {};
    }
    return client.isEmpty() ? InspectorText::tr("Its client was deleted")
                            : InspectorText::tr("Client %1 was deleted").arg(client);
}

QString rowPhrase(const Examination& examination)
{
    const auto state = examination.rowState();
    const auto& expires = examination.answer.row->expiresAt;
    if (state == TokenState::Revoked) {
        const auto at = revokedAt(examination);
        return at ? InspectorText::tr("It was revoked at %1").arg(inspector::dateWords(*at))
                  : InspectorText::tr("It was revoked");
    }
    if (state == TokenState::Expired && expires) {
        return InspectorText::tr("It ended at %1").arg(inspector::dateWords(*expires));
    }
    return InspectorText::tr("It is active");
}

QString rowLine(const Examination& examination)
{
    const auto state = examination.rowState();
    const auto& expires = examination.answer.row->expiresAt;
    if (state == TokenState::Revoked) {
        const auto at = revokedAt(examination);
        return at ? InspectorText::tr("Revoked at %1").arg(timeWords(*at, examination.now))
                  : InspectorText::tr("Revoked; the time is not recorded");
    }
    if (examination.isRefreshToken()) {
        return InspectorText::tr("A refresh token that still gets new ones");
    }
    if (!expires) {
        return InspectorText::tr("Active; its row never ends");
    }
    const QString when = timeWords(*expires, examination.now);
    return state == TokenState::Expired ? InspectorText::tr("Ended at %1").arg(when)
                                        : InspectorText::tr("Valid until %1").arg(when);
}

QString ownerSearch(const oauth::Token& row)
{
    QStringList terms;
    if (row.clientId) {
        terms << u"client:"_s + oauth::quotedValue(*row.clientId);
    }
    if (row.userId) {
        terms << u"user:"_s + oauth::quotedValue(*row.userId);
    }
    return terms.join(u' ');
}

Standing standingByText(const Examination& examination)
{
    if (examination.isOpaque()) {
        return {{Tone::Neutral, InspectorText::tr("Opaque")}, InspectorText::tr("It says nothing by itself."),
            InspectorText::tr("No signed or encrypted token"), {}};
    }
    return {textChip(examination), textLine(examination), proofWords(examination), {}};
}

Standing standingInDatabase(const Examination& examination)
{
    const RowAnswer& answer = examination.answer;
    switch (answer.state) {
    case State::NoConnection:
        return {{Tone::Neutral, InspectorText::tr("No connection")}, InspectorText::tr("No database is open."),
            InspectorText::tr("Open one to look for the row of this token."), InspectorText::tr("Open database file…")};
    case State::NoTable:
        return {{Tone::Neutral, InspectorText::tr("No table")},
            InspectorText::tr("%1 has no table of tokens.").arg(answer.connection),
            InspectorText::tr("A server that keeps none cannot revoke one."), {}};
    case State::Looking:
        return {{Tone::Neutral, InspectorText::tr("Looking…")}, InspectorText::tr("Its row is looked for."),
            answer.connection, {}};
    case State::NotFound:
        return {{Tone::Neutral, InspectorText::tr("Not found")},
            InspectorText::tr("No row of %1 has this token.").arg(answer.connection),
            InspectorText::tr("Looked for as access and as refresh token"), {}};
    case State::Failed: {
        const core::ErrorText text = core::errorText(answer.error.value_or(core::Error{}));
        return {{Tone::Warning, InspectorText::tr("Not read")}, text.what, text.remedy, InspectorText::tr("Try again")};
    }
    case State::Found:
        break;
    }
    return {chipOf(*examination.rowState()), rowLine(examination), ownerWords(answer),
        InspectorText::tr("%1, key %2").arg(answer.table, displayText(answer.row->shownKey()))};
}

} // namespace owb::ui
