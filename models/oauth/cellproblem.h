#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace owb::oauth {

/** A stored cell that does not hold what its column should. The row is shown all the same, marked with this. */
struct CellProblem
{
    Q_GADGET
public:
    enum class Kind {
        NotAnInteger, // text or a fraction where whole seconds or a number belong
        NotABoolean, // neither 0 nor 1
        NotATime, // a text that is no date and time
        StoredAsBlob, // bytes where text belongs; a server would not find or not parse it
        NotUtf8, // text that is not UTF-8
        NotJson, // not JSON, or cut off
        NotAnObject, // JSON, but not an object
        DuplicateMembers, // a member is there twice: servers read the last one
        MissingValue, // NULL where the server needs a value
        EmptyIdentifier, // a client without an identifier
        DuplicateIdentifier, // another row has the same client identifier
    };
    Q_ENUM(Kind)

    Kind kind = Kind::NotJson;
    QString column;
    /** What is stored, as text; never filled for secrets and tokens. */
    QString raw;
    /** The member concerned, or the parser's reason. */
    QString what;

    bool operator==(const CellProblem&) const = default;
};

/** One plain sentence for people, naming the column. */
[[nodiscard]] QString describe(const CellProblem& problem);
/** Whether what is stored may hold a secret: metadata nobody can read may, a number that is none does not. */
[[nodiscard]] bool mayHoldSecrets(CellProblem::Kind kind);
/** The kind's name in JSON, for example "not_json". */
[[nodiscard]] QString problemId(CellProblem::Kind kind);

} // namespace owb::oauth
