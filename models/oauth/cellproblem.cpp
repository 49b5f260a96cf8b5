#include "oauth/cellproblem.h"

#include <QCoreApplication>
#include <QMetaEnum>

namespace owb::oauth {

namespace {

struct CellText
{
    Q_DECLARE_TR_FUNCTIONS(CellProblem)
};

} // namespace

QString describe(const CellProblem& problem)
{
    using ProblemKind = CellProblem::Kind;
    const auto with = [&problem](const QString& sentence) { return sentence.arg(problem.column); };
    switch (problem.kind) {
    case ProblemKind::NotAnInteger:
        return with(CellText::tr("Column %1 does not hold a whole number."));
    case ProblemKind::NotABoolean:
        return with(CellText::tr("Column %1 holds neither 0 nor 1."));
    case ProblemKind::NotATime:
        return with(CellText::tr("Column %1 does not hold a date and time."));
    case ProblemKind::StoredAsBlob:
        return with(CellText::tr("Column %1 is stored as bytes, not as text; the server cannot find it."));
    case ProblemKind::NotUtf8:
        return with(CellText::tr("Column %1 holds bytes that are not UTF-8."));
    case ProblemKind::NotJson:
        return problem.what.isEmpty()
            ? with(CellText::tr("Column %1 does not hold JSON."))
            : CellText::tr("Column %1 does not hold JSON: %2.").arg(problem.column, problem.what);
    case ProblemKind::NotAnObject:
        return with(CellText::tr("Column %1 holds JSON, but not an object."));
    case ProblemKind::DuplicateMembers:
        return problem.what.isEmpty()
            ? with(CellText::tr("Column %1 names a member twice; servers read the last one."))
            : CellText::tr("Column %1 names %2 twice; servers read the last one.").arg(problem.column, problem.what);
    case ProblemKind::MissingValue:
        return with(CellText::tr("Column %1 is empty, but the server needs a value."));
    case ProblemKind::EmptyIdentifier:
        return with(CellText::tr("Column %1 holds an empty client identifier."));
    case ProblemKind::DuplicateIdentifier:
        return with(CellText::tr("Another row has the same %1; the server uses the first it finds."));
    }
    return {};
}

bool mayHoldSecrets(CellProblem::Kind kind)
{
    return kind != CellProblem::Kind::NotAnInteger && kind != CellProblem::Kind::NotABoolean
        && kind != CellProblem::Kind::NotATime;
}

QString problemId(CellProblem::Kind kind)
{
    const QString name =
        QString::fromLatin1(QMetaEnum::fromType<CellProblem::Kind>().valueToKey(static_cast<int>(kind)));
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
