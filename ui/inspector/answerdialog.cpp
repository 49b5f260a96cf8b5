#include "inspector/answerdialog.h"

#include "common/theme.h"
#include "inspector/claimspane.h"
#include "inspector/findingspane.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

AnswerDialog::AnswerDialog(
    const QString& title, const QString& from, const json::JsonMembers& members, qint64 now, QWidget* parent)
    : DialogFrame(title, tr("Close"), ButtonKind::Primary, parent)
{
    setObjectName(u"answerDialog"_s);
    resize(760, 520);
    cancelButton()->hide();
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    contents()->setSpacing(8);
    auto* source = makeMutedLabel(displayText(from), this);
    source->setWordWrap(true);
    contents()->addWidget(source);
    inspector::Inspection shown;
    shown.claims = members;
    auto* pane = new ClaimsPane(this);
    pane->setLongNames();
    pane->show(shown, now, {});
    contents()->addWidget(pane, 1);
}

void AnswerDialog::showFindings(const QList<inspector::Finding>& findings)
{
    if (findings.isEmpty()) {
        return;
    }
    auto* pane = new FindingsPane(this);
    pane->show(findings, {});
    pane->setFixedHeight(std::min(pane->wantedHeight(), 180));
    contents()->addWidget(pane);
}

} // namespace owb::ui
