#include "inspector/examination.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using inspector::Classification;

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
    facts.isRevoked = examination.rowState() == oauth::TokenState::Revoked;
    facts.expires = examination.isRefreshToken() ? std::nullopt : answer.row->expiresAt;
    return facts;
}

} // namespace

void Examination::run()
{
    expectations.now = now;
    inspection = inspector::inspect(token, keys, expectations);
    classification.reset();
    findings.clear();
    if (inspection.claims) {
        classification = inspector::classify(*inspection.header(), *inspection.claims);
        if (chosenKind) {
            classification->kind = *chosenKind;
        }
    }
    circumstances.row = factsOf(*this);
    if (!isOpaque()) {
        findings = inspector::lint(token, inspection, keys, expectations, circumstances, chosenKind);
    }
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

std::optional<qint64> Examination::textEnds() const
{
    constexpr double largest = 1e11; // later than the year 5138
    const QJsonValue value = inspection.claims ? inspection.claims->value(u"exp"_s) : QJsonValue();
    const bool isTime = value.isDouble() && std::abs(value.toDouble()) < largest;
    return isTime ? std::optional(static_cast<qint64>(std::floor(value.toDouble()))) : std::nullopt;
}

const inspector::Step* Examination::step(inspector::Step::Kind kind) const
{
    const inspector::Trace& trace = inspection.trace;
    const auto found =
        std::find_if(trace.rbegin(), trace.rend(), [kind](const inspector::Step& step) { return step.kind == kind; });
    return found == trace.rend() ? nullptr : &*found;
}

} // namespace owb::ui
