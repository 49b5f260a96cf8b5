#pragma once

#include "inspector/rules.h"
#include "jose/jws.h"
#include "jose/signatureverifier.h"

#include <initializer_list>

namespace owb::inspector {

// What several rules ask of a token, and how they put it into words.

using TokenKind = Classification::Kind;
using Severity = Finding::Severity;

/** With what does not show, or turns a line around, written as its number. */
[[nodiscard]] QString visible(const QString& text);
/** A text of a token for people: visible, and at most 60 characters. */
[[nodiscard]] QString readable(const QString& text);
/** The same of several: a”, “b. The outer marks belong to the sentence. */
[[nodiscard]] QString readable(const QStringList& texts);

/** `typ` in small letters and without "application/", which may be left out: RFC 7515 section 4.1.9. */
[[nodiscard]] QString mediaType(const jose::JoseHeader& header);
/** Whether `typ` says no more than that this is a JWT, or nothing at all. */
[[nodiscard]] bool isPlainType(const jose::JoseHeader& header);
/** A header member's own text; empty when absent. */
[[nodiscard]] QString memberText(const jose::JoseHeader& header, const QString& name);
[[nodiscard]] bool isSymmetric(const jose::JoseHeader& header); // HS256, HS384, HS512

[[nodiscard]] bool isOneOf(TokenKind kind, std::initializer_list<TokenKind> kinds);
[[nodiscard]] bool hasAll(const json::JsonMembers& claims, const QStringList& names);
/** A claim with seconds since 1970; nothing where it is absent or none (T-CL-09). */
[[nodiscard]] std::optional<double> timeOf(const json::JsonMembers& claims, const QString& claim);
/** From `iat` to `exp`. */
[[nodiscard]] std::optional<double> lifetimeOf(const json::JsonMembers& claims);
/** The scope values of a claim that is a text. */
[[nodiscard]] QStringList wordsOf(const json::JsonMembers& claims, const QString& claim);
/** A member of an object in the claims, for example `jkt` in `cnf`; undefined when absent. */
[[nodiscard]] QJsonValue within(const json::JsonMembers& claims, const QString& object, const QString& member);
/** The client that a token is for: as it is known, or else as the token says. */
[[nodiscard]] QString clientOf(const Case& subject);
/** What only an ID Token should hold; nothing names it. */
[[nodiscard]] QString idTokenMark(const Case& subject);
/** Whether a value must not be repeated: T-CL-16. */
[[nodiscard]] bool isSensitive(const QString& name, const QJsonValue& value);

/** Whether a given key fits the innermost signature, or opened the innermost encryption. */
[[nodiscard]] bool wasProven(const Inspection& inspection);
[[nodiscard]] bool isEncrypted(const Inspection& inspection); // the outermost layer
/** Nothing said against the text: it is not over, and no step failed. Without the time nobody knows. */
[[nodiscard]] bool isTextValid(const Case& subject);
/** The innermost signed token, read again; nothing where the innermost layer is encrypted. */
[[nodiscard]] std::optional<jose::Jws> innermostJws(const core::Secret& token, const Case& subject);
/** Whether a key fits the first signature; nothing where it is of another kind than the algorithm. */
[[nodiscard]] std::optional<jose::SignatureVerifier::Verdict> tryKey(const jose::Jws& jws, const jose::Key& key);

/** One finding for each of the claims that is not there. */
void needClaims(const Case& subject, const QStringList& claims, const QString& rule, const QString& why,
    const QString& reference, QList<Finding>& findings);

// Parts of the families that rules.h names.
[[nodiscard]] QList<Finding> traceFindings(const core::Secret& token, const Case& subject);
void headerRules(const Case& subject, QList<Finding>& findings);
void timeRules(const Case& subject, QList<Finding>& findings);
void contentRules(const Case& subject, QList<Finding>& findings);
void liveRules(const Case& subject, QList<Finding>& findings); // of access tokens: database, introspection, use
void idTokenCompanyRules(const Case& subject, QList<Finding>& findings);

} // namespace owb::inspector
