#include "inspector/inspectorhead.h"

#include "common/chip.h"
#include "common/elidedlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QMetaEnum>

using namespace Qt::StringLiterals;

namespace owb::ui {

using inspector::Classification;

InspectorHead::InspectorHead(QWidget* parent)
    : QWidget(parent)
    , m_kind(new ChipLabel({}, this))
    , m_reason(new ElidedLabel({}, smallFont(), Qt::ElideRight, this))
    , m_change(makeLink(tr("Change"), this))
    , m_compare(makeButton(tr("Compare with…"), ButtonKind::Plain, {}, this))
    , m_report(makeButton(tr("Copy redacted report"), ButtonKind::Plain, u"copy"_s, this))
    , m_kinds(new QMenu(this))
{
    m_kinds->setObjectName(u"kindMenu"_s);
    m_kind->setObjectName(u"kindChip"_s);
    m_reason->setObjectName(u"kindReason"_s);
    m_reason->setInk(Ink::Secondary);
    m_change->setAccessibleName(tr("Change the kind of token"));
    m_compare->setToolTip(tr("Compares its claims with those of another token"));
    m_report->setToolTip(tr("Copies steps and findings without the token and without who it is about"));
    auto* paste = makeButton(tr("Paste token"), ButtonKind::Plain, {}, this);
    paste->setToolTip(tr("Takes a token, a token response or keys from the clipboard (Ctrl+V)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::margin, 10, 12, 10);
    row->setSpacing(8);
    row->addWidget(makeLabel(tr("Inspector"), pageTitleFont(), this));
    row->addWidget(m_kind);
    row->addWidget(m_reason);
    row->addWidget(m_change);
    row->addStretch(1);
    row->addWidget(m_compare);
    row->addWidget(m_report);
    row->addWidget(paste);
    row->addWidget(makeMore());
    connect(m_change, &QAbstractButton::clicked, this, [this] {
        fillKinds();
        m_kinds->popup(m_change->mapToGlobal(QPoint(0, m_change->height())));
    });
    connect(m_compare, &QAbstractButton::clicked, this, &InspectorHead::compareAsked);
    connect(m_report, &QAbstractButton::clicked, this, &InspectorHead::reportAsked);
    connect(paste, &QAbstractButton::clicked, this, &InspectorHead::pasteAsked);
}

QAbstractButton* InspectorHead::makeMore()
{
    auto* more = makeIconButton(u"more"_s, tr("More"), this);
    auto* menu = new QMenu(more);
    menu->addAction(icon(u"file"_s), tr("&Open file…"), this, &InspectorHead::fileAsked);
    menu->addAction(icon(u"key"_s), tr("&Workshop…"), this, &InspectorHead::workshopAsked);
    menu->addAction(icon(u"close"_s), tr("&Forget token"), this, &InspectorHead::forgetAsked);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    return more;
}

void InspectorHead::fillKinds()
{
    m_kinds->clear();
    auto* group = new QActionGroup(m_kinds);
    const auto add = [this, group](const QString& text, std::optional<Classification::Kind> kind) {
        QAction* action = m_kinds->addAction(text, this, [this, kind] { Q_EMIT kindChosen(kind); });
        action->setCheckable(true);
        action->setChecked(kind == m_chosen);
        group->addAction(action);
    };
    add(tr("As its text says"), {});
    m_kinds->addSeparator();
    const auto kinds = QMetaEnum::fromType<Classification::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = static_cast<Classification::Kind>(kinds.value(i));
        add(inspector::title(kind), kind);
    }
}

void InspectorHead::show(const Examination& examination)
{
    m_chosen = examination.chosenKind;
    const auto& classification = examination.classification;
    const bool isOpaque = !examination.isEmpty() && examination.isOpaque();
    m_kind->setChip({Tone::Neutral,
        classification ? inspector::title(classification->kind)
            : isOpaque ? (examination.isRefreshToken() ? tr("Refresh token") : tr("Opaque token"))
                       : tr("Token")});
    m_kind->setMinimumWidth(m_kind->sizeHint().width()); // the reason is what gives way
    m_kind->setVisible(!examination.isEmpty());
    m_reason->setText(!classification ? QString()
            : m_chosen                ? tr("as you chose")
                                      : tr("because %1").arg(classification->reason));
    m_reason->setVisible(classification.has_value());
    m_change->setVisible(classification.has_value());
    m_compare->setEnabled(examination.inspection.claims.has_value());
    m_report->setEnabled(!examination.isEmpty() && !isOpaque);
}

} // namespace owb::ui
