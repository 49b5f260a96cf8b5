#include "common/findingframe.h"

#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/sectionurl.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QDesktopServices>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** The section, as a link for the web browser where there is one to open, and the rule. */
QLayout* makeSource(const oauth::FieldProblem& problem, QWidget* parent)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    if (const QUrl url = sectionUrl(problem.reference); url.isValid()) {
        auto* link = makeLink(problem.reference, parent);
        link->setToolTip(url.toString());
        QObject::connect(link, &QToolButton::clicked, link, [url] { QDesktopServices::openUrl(url); });
        row->addWidget(link);
    } else if (!problem.reference.isEmpty()) {
        row->addWidget(makeMutedLabel(problem.reference, parent));
    }
    if (!problem.rule.isEmpty()) {
        row->addWidget(makeMutedLabel(problem.rule, parent));
    }
    row->addStretch(1);
    return row;
}

} // namespace

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
    auto* what = makeLabel(displayText(problem.what), smallBoldFont(), this);
    auto* why = makeLabel(displayText(problem.why), smallFont(), this);
    what->setWordWrap(true);
    why->setWordWrap(true);
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(what);
    column->addWidget(why);
    column->addLayout(makeSource(problem, this));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(8);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(column, 1);
}

} // namespace owb::ui
