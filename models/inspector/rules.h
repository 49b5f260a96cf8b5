#pragma once

#include "inspector/circumstances.h"
#include "inspector/finding.h"
#include "inspector/inspection.h"
#include "inspector/tokenkind.h"

namespace owb::inspector {

/** Everything that the rules look at. References outlive the call. */
struct Case
{
    const Inspection& inspection;
    const jose::JoseHeader& header; // the innermost
    const json::JsonMembers& claims;
    Classification::Kind kind;
    const jose::KeySet& keys;
    const Expectations& expectations;
    const Circumstances& circumstances;
};

/** As classify() of header and claims; an SD-JWT tells its kind by its form, too. */
[[nodiscard]] Classification classify(const Inspection& inspection);

/** What of the rules is not as it should be, most severe first, each rule once for each member. */
[[nodiscard]] QList<Finding> lint(const core::Secret& token, const Inspection& inspection, const jose::KeySet& keys,
    const Expectations& expectations, const Circumstances& circumstances,
    std::optional<Classification::Kind> kind = {});

/** One rule of the catalogue. */
struct Rule
{
    QLatin1StringView id;
    Finding::Severity severity = Finding::Severity::Error; // the most severe it is reported with
    QString title; // what the rule asks, one sentence
    QString reference;
};

/** All rules, in the order of their ids. */
[[nodiscard]] QList<Rule> rules();

// The rules by what they look at; each appends what it finds.
void structureRules(const core::Secret& token, const Case& subject, QList<Finding>& findings);
void algorithmRules(const core::Secret& token, const Case& subject, QList<Finding>& findings);
void claimRules(const Case& subject, QList<Finding>& findings);
void accessTokenRules(const Case& subject, QList<Finding>& findings);
void idTokenRules(const Case& subject, QList<Finding>& findings);
void logoutRules(const Case& subject, QList<Finding>& findings);
void dpopRules(const Case& subject, QList<Finding>& findings);
void assertionRules(const Case& subject, QList<Finding>& findings);
void requestObjectRules(const Case& subject, QList<Finding>& findings);
void responseRules(const Case& subject, QList<Finding>& findings); // JARM and signed introspection
void disclosureRules(const Case& subject, QList<Finding>& findings);

} // namespace owb::inspector
