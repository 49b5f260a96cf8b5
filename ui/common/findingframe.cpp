#include "common/findingframe.h"

#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

FindingFrame::FindingFrame(const oauth::FieldProblem& problem, QWidget* parent)
    : QFrame(parent)
{
    using Severity = oauth::FieldProblem::Severity;
    const bool error = problem.severity == Severity::Error;
    const bool warning = problem.severity == Severity::Warning;
    const QString name = error ? u"error"_s : warning ? u"warning"_s : u"info"_s;
    setObjectName(u"finding"_s);
    setAccessibleName(problem.what + u' ' + problem.why);
    setTint(this, name);
    auto* picture = new IconLabel(name, 16, error ? Ink::Revoked : warning ? Ink::Warning : Ink::Info, this);
    auto* what = makeLabel(problem.what, smallBoldFont(), this);
    auto* why = makeLabel(problem.why, smallFont(), this);
    what->setWordWrap(true);
    why->setWordWrap(true);
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(what);
    column->addWidget(why);
    const QString source = QStringList{problem.reference, problem.rule}.join(u"   "_s).trimmed();
    if (!source.isEmpty()) {
        column->addWidget(makeMutedLabel(source, this));
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(8);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(column, 1);
}

} // namespace owb::ui
