#pragma once

#include <QObject>
#include <QString>

namespace owb::inspector {

/** Something about a token that a person should know: one rule that it breaks. */
struct Finding
{
    Q_GADGET
public:
    /** Critical: forgeable or leaked. Error: a careful reader refuses it. */
    enum class Severity { Note, Warning, Error, Critical };
    Q_ENUM(Severity)

    Severity severity = Severity::Error;
    QString rule; // for example T-CL-06
    QString member; // of the header or the claims, or a part of the token; may be empty
    QString what; // one sentence, with the values compared; never a token or a secret
    QString why; // one sentence: why it matters, or what would mend it
    QString reference; // for example "RFC 7519 §4.1.4"

    bool operator==(const Finding&) const = default;
};

/** For programs: "note", "warning", "error", "critical". */
[[nodiscard]] QString name(Finding::Severity severity);

} // namespace owb::inspector
