#pragma once

#include "jose/fault.h"

#include <QList>
#include <QObject>
#include <QString>

namespace owb::inspector {

/** One step on the way to a verdict about a token: what was compared, and what came of it. */
struct Step
{
    Q_GADGET
public:
    enum class Kind {
        Structure,
        Algorithm,
        Key,
        Signature,
        Decryption,
        Disclosures,
        Type,
        Issuer,
        Audience,
        Time,
        Binding,
    };
    Q_ENUM(Kind)
    enum class Outcome { Passed, Failed, NotChecked };
    Q_ENUM(Outcome)

    Kind kind = Kind::Structure;
    Outcome outcome = Outcome::NotChecked;
    QString what; // whole sentences, with the values compared; never a token or a secret
    QString remedy; // what would make it pass; may be empty
    QString reference; // for example "RFC 7515 §5.2"
    QString rule; // for example T-AL-21; may be empty

    bool operator==(const Step&) const = default;
};

[[nodiscard]] Step passed(Step::Kind kind, const QString& what, const QString& reference);
[[nodiscard]] Step failed(Step::Kind kind, const jose::Fault& fault);
[[nodiscard]] Step notChecked(
    Step::Kind kind, const QString& what, const QString& reference, const QString& remedy = {});

/** The steps in the order they were gone. */
using Trace = QList<Step>;

/**
 * Failed when a step failed; NotChecked when nothing was proven, because no key was there; Passed otherwise, even where
 * nobody said what to compare a claim with.
 */
[[nodiscard]] Step::Outcome verdict(const Trace& trace);
/** The step that decided: the first that failed, or the one that proves the token or could not. */
[[nodiscard]] const Step* decisive(const Trace& trace);

/** For people: "Signature". */
[[nodiscard]] QString title(Step::Kind kind);
/** For programs: "signature". */
[[nodiscard]] QString name(Step::Kind kind);
[[nodiscard]] QString name(Step::Outcome outcome);

} // namespace owb::inspector
