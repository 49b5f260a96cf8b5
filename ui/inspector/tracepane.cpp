#include "inspector/tracepane.h"

#include "common/elidedlabel.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/traceview.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int traceHeadHeight = 32;
} // namespace

TracePane::TracePane(QWidget* parent)
    : QWidget(parent)
    , m_model(new tables::TraceModel(this))
    , m_view(new TraceView(this))
    , m_passed(makeLabel({}, smallFont(), this))
    , m_failed(makeLabel({}, smallBoldFont(), this))
    , m_unchecked(makeLabel({}, smallFont(), this))
{
    m_view->setModel(m_model);
    setInk(m_failed, Ink::Revoked);
    auto* head = new QWidget(this);
    head->setMinimumHeight(traceHeadHeight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(6);
    auto* title = new ElidedLabel(tr("Verdict, step by step"), smallBoldFont(), Qt::ElideRight, head);
    title->setInk(Ink::Secondary);
    row->addWidget(title, 1);
    row->addWidget(m_passed);
    row->addWidget(m_failed);
    row->addWidget(m_unchecked);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(makeLine(this));
    column->addWidget(m_view, 1);
    connect(m_view, &TraceView::sectionAsked, this, &TracePane::sectionAsked);
}

void TracePane::show(const inspector::Trace& trace, const QList<tables::TraceModel::Row>& more)
{
    m_model->show(trace, more);
    m_view->doItemsLayout(); // a step may need another height now
    count();
    showFailure();
}

/** A failure is brought into sight once; then the list stays where somebody scrolls it. */
void TracePane::showFailure()
{
    using inspector::Step;
    const QModelIndexList failed = m_model->match(m_model->index(0), tables::TraceModel::OutcomeRole,
        static_cast<int>(Step::Outcome::Failed), 1, Qt::MatchExactly);
    const int row = failed.isEmpty() ? -1 : failed.constFirst().row();
    if (row >= 0 && row != m_failure) {
        m_view->scrollTo(failed.constFirst());
    }
    m_failure = row;
}

void TracePane::count()
{
    using inspector::Step;
    const auto say = [this](QLabel* label, Step::Outcome outcome, const QString& words) {
        const int number = m_model->count(outcome);
        label->setText(words.arg(number));
        label->setVisible(number > 0);
    };
    say(m_passed, Step::Outcome::Passed, tr("%1 passed"));
    say(m_failed, Step::Outcome::Failed, tr("%1 failed"));
    say(m_unchecked, Step::Outcome::NotChecked, tr("%1 not checked"));
}

int TracePane::wantedHeight() const
{
    return traceHeadHeight + 1 + m_view->heightOfSteps();
}

} // namespace owb::ui
