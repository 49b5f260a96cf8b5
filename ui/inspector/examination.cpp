#include "inspector/examination.h"

#include "inspector/claimwords.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using inspector::Classification;
using inspector::Step;

/** Identifiers of tokens and proofs are in no table; that one of these is missing says nothing. */
std::optional<inspector::RowFacts> factsOf(const Examination& examination)
{
    const RowAnswer& answer = examination.answer;
    if (answer.state == RowAnswer::State::NotFound && examination.classification
        && examination.classification->kind == Classification::Kind::AccessToken) {
        inspector::RowFacts missing;
        missing.exists = false;
        return missing;
    }
    if (answer.state != RowAnswer::State::Found) {
        return {};
    }
    inspector::RowFacts facts;
    facts.isClientGone = answer.isClientGone();
    facts.isRevoked = examination.rowState() == oauth::TokenState::Revoked;
    facts.expires = examination.isRefreshToken() ? std::nullopt : answer.row->expiresAt;
    return facts;
}

} // namespace

std::optional<bool> ServerReply::isActive() const
{
    return answer && answer->isProven() ? std::optional(answer->introspection.isActive()) : std::nullopt;
}

std::optional<json::JsonMembers> ServerReply::members() const
{
    return isActive() ? std::optional(answer->introspection.members) : std::nullopt;
}

void Examination::judge()
{
    classification.reset();
    findings.clear();
    if (inspection.claims) {
        classification = inspector::classify(inspection);
        classification->kind = chosenKind.value_or(classification->kind);
    }
    circumstances.row = factsOf(*this);
    circumstances.company.introspection = reply.members();
    if (!isOpaque()) {
        findings = inspector::lint(token, inspection, keys, expectations, circumstances, chosenKind);
    }
}

void Examination::passTime(qint64 later)
{
    const auto outcomes = [this] {
        QList<Step::Outcome> all;
        for (const Step& one : inspection.trace) {
            all << one.outcome;
        }
        return std::pair(all, rowState());
    };
    const auto before = outcomes();
    now = later;
    expectations.now = later;
    inspector::checkClaims(inspection, expectations);
    if (outcomes() != before) {
        judge();
    }
}

void Examination::clear()
{
    isPending = false;
    inspection = {};
    classification.reset();
    findings.clear();
}

bool Examination::isOpaque() const
{
    return inspector::writingOf(token.reveal()) == inspector::Writing::Unknown;
}

bool Examination::isRefreshToken() const
{
    const auto& row = answer.row;
    return row && (row->isRefreshAlone() || (row->valuesStored && row->refreshToken == token));
}

QString Examination::hint() const
{
    if (isRefreshToken()) {
        return u"refresh_token"_s;
    }
    const bool isAccess = answer.row || (classification && classification->kind == Classification::Kind::AccessToken);
    return isAccess ? u"access_token"_s : QString();
}

std::optional<oauth::TokenState> Examination::rowState() const
{
    if (!answer.row) {
        return {};
    }
    if (isRefreshToken()) {
        return answer.row->refreshState() == oauth::RefreshState::Revoked ? oauth::TokenState::Revoked
                                                                          : oauth::TokenState::Active;
    }
    return answer.row->stateAt(now);
}

QString Examination::missingKey() const
{
    const Step* const key = step(Step::Kind::Key);
    const jose::JoseHeader* const header = inspection.header();
    const bool isMissing = key != nullptr && key->outcome != Step::Outcome::Passed;
    return isMissing && header != nullptr ? header->keyId() : QString();
}

std::optional<qint64> Examination::textEnds() const
{
    const auto ends = inspection.claims ? inspector::timeIn(inspection.claims->value(u"exp"_s)) : std::nullopt;
    return ends ? std::optional(static_cast<qint64>(std::floor(*ends))) : std::nullopt;
}

const inspector::Step* Examination::step(inspector::Step::Kind kind) const
{
    const inspector::Trace& trace = inspection.trace;
    const auto found =
        std::find_if(trace.rbegin(), trace.rend(), [kind](const inspector::Step& step) { return step.kind == kind; });
    return found == trace.rend() ? nullptr : &*found;
}

} // namespace owb::ui
