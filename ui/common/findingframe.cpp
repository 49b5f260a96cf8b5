#include "common/findingframe.h"

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
    const Colours& c = colours();
    const Tint& tint = problem.severity == Severity::Error ? c.revoked : problem.severity == Severity::Warning ? c.warning : c.info;
    const QString name = problem.severity == Severity::Error ? u"error"_s : problem.severity == Severity::Warning ? u"warning"_s : u"info"_s;
    setObjectName(u"finding"_s);
    setAccessibleName(problem.what + u' ' + problem.why);
    setStyleSheet(u"#finding { background: %1; border: %2; border-radius: 4px; } QLabel { color: %3; }"_s.arg(tint.ground.name(),
        c.outlined ? u"1px solid "_s + tint.text.name() : u"none"_s, c.text.name()));
    auto* picture = new QLabel(this);
    picture->setPixmap(iconPixmap(name, 16, tint.text));
    auto* what = makeLabel(problem.what, smallBoldFont(), this);
    auto* why = makeLabel(problem.why, smallFont(), this);
    what->setWordWrap(true);
    why->setWordWrap(true);
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(what);
    column->addWidget(why);
    const QString source = QStringList {problem.reference, problem.rule}.join(u"   "_s).trimmed();
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
