#include "inspector/findingspane.h"

#include "common/chip.h"
#include "common/sectionurl.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int findingsHeadHeight = 32;

Chip severityChip(inspector::Finding::Severity severity)
{
    using Severity = inspector::Finding::Severity;
    switch (severity) {
    case Severity::Note:
        return {Tone::Note, FindingsPane::tr("Note")};
    case Severity::Warning:
        return {Tone::Warning, FindingsPane::tr("Warning")};
    case Severity::Error:
        return {Tone::Error, FindingsPane::tr("Error")};
    case Severity::Critical:
        return {Tone::Error, FindingsPane::tr("Critical")};
    }
    return {};
}

QLabel* wrapped(const QString& text, const QFont& font, QWidget* parent)
{
    auto* label = makeLabel(displayText(text), font, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

FindingsPane::FindingsPane(QWidget* parent)
    : QWidget(parent)
    , m_count(makeLabel({}, smallFont(), this))
    , m_area(new QScrollArea(this))
{
    m_count->setObjectName(u"findingCount"_s);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Findings"));
    auto* head = new QWidget(this);
    head->setMinimumHeight(findingsHeadHeight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    auto* title = makeLabel(tr("Findings"), smallBoldFont(), head);
    setInk(title, Ink::Secondary);
    row->addWidget(title, 1);
    row->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeLine(this));
    column->addWidget(head);
    column->addWidget(makeLine(this));
    column->addWidget(m_area, 1);
    build({}, {});
}

void FindingsPane::show(const QList<inspector::Finding>& findings, const QString& without)
{
    if (findings != m_findings || without != m_without) { // else whoever is reading keeps the place
        build(findings, without);
    }
}

void FindingsPane::build(const QList<inspector::Finding>& findings, const QString& without)
{
    m_findings = findings;
    m_without = without;
    m_list = new QWidget(m_area);
    m_list->setAutoFillBackground(true);
    m_list->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const inspector::Finding& finding : findings) {
        column->addWidget(makeFinding(finding));
    }
    if (findings.isEmpty()) {
        auto* none = wrapped(without, smallFont(), m_list);
        none->setObjectName(u"noFindings"_s);
        none->setContentsMargins(12, 10, 12, 10);
        setInk(none, Ink::Secondary);
        column->addWidget(none);
    }
    column->addStretch(1);
    m_area->setWidget(m_list); // the earlier one goes
    m_count->setText(findings.isEmpty() ? QString() : counted(findings.size(), tr("1 finding"), tr("%1 findings")));
}

QWidget* FindingsPane::makeFinding(const inspector::Finding& finding)
{
    auto* card = new QWidget(m_list);
    card->setObjectName(u"finding"_s);
    card->setAccessibleName(severityChip(finding.severity).text + u", "_s + finding.rule);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(new ChipLabel(severityChip(finding.severity), card));
    top->addWidget(makeMutedLabel(finding.rule, card));
    top->addStretch(1);
    if (const QUrl url = sectionUrl(finding.reference); url.isValid()) {
        auto* link = makeLink(finding.reference, card);
        link->setToolTip(url.toString());
        connect(link, &QToolButton::clicked, this, [this, url] { Q_EMIT sectionAsked(url); });
        top->addWidget(link);
    } else {
        top->addWidget(makeMutedLabel(finding.reference, card));
    }
    auto* what = wrapped(finding.what, smallBoldFont(), card);
    auto* why = wrapped(finding.why, smallFont(), card);
    setInk(why, Ink::Secondary);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 7, 12, 0);
    column->setSpacing(2);
    column->addLayout(top);
    column->addWidget(what);
    column->addWidget(why);
    column->addSpacing(5);
    column->addWidget(makeLine(card));
    return card;
}

int FindingsPane::wantedHeight() const
{
    QLayout* layout = m_list->layout();
    layout->activate();
    const int width = std::max(m_area->viewport()->width(), 200);
    return findingsHeadHeight + 3
        + (layout->hasHeightForWidth() ? layout->heightForWidth(width) : layout->sizeHint().height());
}

} // namespace owb::ui
