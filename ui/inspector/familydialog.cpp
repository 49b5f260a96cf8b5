#include "inspector/familydialog.h"

#include "common/elidedlabel.h"
#include "common/theme.h"
#include "inspector/familyview.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int mostHeight = 480; // of the drawing, before it scrolls
} // namespace

FamilyDialog::FamilyDialog(const store::Family& family, const QString& gaps, qint64 now, QWidget* parent)
    : DialogFrame(tr("Refresh chain"), tr("Show in Tokens"), ButtonKind::Plain, parent)
    , m_family(family)
{
    setObjectName(u"familyDialog"_s);
    cancelButton()->setText(tr("Close"));
    build(gaps, now);
}

QString FamilyDialog::summary() const
{
    const QString count =
        counted(m_family.members.size(), tr("1 token, oldest on top."), tr("%1 tokens, oldest on top."));
    const QString left = m_family.hasOlder && m_family.hasNewer ? tr("Older and newer ones are not shown.")
        : m_family.hasOlder                                     ? tr("Older ones are not shown.")
        : m_family.hasNewer                                     ? tr("Newer ones are not shown.")
                                                                : QString();
    return u"%1 %2"_s.arg(count, left).trimmed();
}

void FamilyDialog::build(const QString& gaps, qint64 now)
{
    auto* top = new QVBoxLayout;
    top->setContentsMargins(metrics::dialogMargin, metrics::margin, metrics::dialogMargin, 12);
    top->setSpacing(2);
    auto* lead = makeLabel(summary(), boldFont(), this);
    lead->setObjectName(u"familySummary"_s);
    top->addWidget(lead);
    if (!gaps.isEmpty()) {
        auto* why = new ElidedLabel(displayText(gaps), smallFont(), Qt::ElideRight, this);
        why->setObjectName(u"familyGaps"_s);
        why->setInk(Ink::Secondary);
        why->setWrapped(true);
        top->addWidget(why);
    }
    auto* view = new FamilyView(m_family, now, this);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setBackgroundRole(QPalette::Base);
    scroll->setWidget(view);
    scroll->setWidgetResizable(true);
    const int bar = scroll->verticalScrollBar()->sizeHint().width();
    scroll->setMinimumWidth(std::min(view->sizeHint().width() + bar, 760));
    scroll->setMinimumHeight(std::min(view->sizeHint().height(), mostHeight));
    contents()->setSpacing(0);
    contents()->addLayout(top);
    contents()->addWidget(makeLine(this));
    contents()->addWidget(scroll, 1);
    connect(view, &FamilyView::chosen, this, &FamilyDialog::choose);
    connect(view, &FamilyView::reached, scroll, [scroll](QWidget* box) { scroll->ensureWidgetVisible(box, 20, 40); });
    if (QWidget* box = view->thisBox()) {
        box->setFocus();
        QTimer::singleShot(0, scroll, [scroll, box] { scroll->ensureWidgetVisible(box, 20, 120); });
    }
}

void FamilyDialog::choose(int member)
{
    const store::FamilyMember& one = m_family.members.at(member);
    Q_EMIT tokenChosen(one.access ? *one.access : one.token);
    DialogFrame::accept();
}

void FamilyDialog::accept()
{
    if (!m_family.members.isEmpty()) {
        Q_EMIT tokensAsked(m_family.members.constFirst().token);
    }
    DialogFrame::accept();
}

} // namespace owb::ui
