#include "oauth/cellproblem.h"

#include <QCoreApplication>
#include <QMetaEnum>

namespace owb::oauth {

QString describe(const CellProblem& problem)
{
    using ProblemKind = CellProblem::Kind;
    const auto say = [&problem](const char* text) {
        return QCoreApplication::translate("CellProblem", text).arg(problem.column);
    };
    switch (problem.kind) {
    case ProblemKind::NotAnInteger: return say("Column %1 does not hold a whole number.");
    case ProblemKind::NotABoolean: return say("Column %1 holds neither 0 nor 1.");
    case ProblemKind::StoredAsBlob: return say("Column %1 is stored as bytes, not as text; the server cannot find it.");
    case ProblemKind::NotUtf8: return say("Column %1 holds bytes that are not UTF-8.");
    case ProblemKind::NotJson: return say("Column %1 does not hold JSON.");
    case ProblemKind::NotAnObject: return say("Column %1 holds JSON, but not an object.");
    case ProblemKind::DuplicateMembers: return say("Column %1 names a member twice; servers read the last one.");
    case ProblemKind::MissingValue: return say("Column %1 is empty.");
    case ProblemKind::EmptyIdentifier: return say("Column %1 holds an empty client identifier.");
    case ProblemKind::DuplicateIdentifier: return say("Another row has the same %1; the server uses the first it finds.");
    }
    return {};
}

QString problemId(CellProblem::Kind kind)
{
    const QString name = QString::fromLatin1(QMetaEnum::fromType<CellProblem::Kind>().valueToKey(static_cast<int>(kind)));
    QString id;
    for (const QChar c : name) {
        if (c.isUpper() && !id.isEmpty()) {
            id += u'_';
        }
        id += c.toLower();
    }
    return id;
}

} // namespace owb::oauth
