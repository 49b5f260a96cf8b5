#include "mainwindow/productionbanner.h"

#include "common/iconlabel.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "mainwindow/editlock.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

ProductionBanner::ProductionBanner(EditLock& lock, QWidget* parent)
    : QFrame(parent)
    , m_lock(lock)
    , m_icon(new IconLabel(u"lock"_s, 16, Ink::Production, this))
    , m_lead(makeLabel(tr("PRODUCTION"), boldFont(), this))
    , m_sentence(makeLabel({}, bodyFont(), this))
    , m_button(makeButton({}, ButtonKind::Plain, {}, this))
{
    setObjectName(u"productionBanner"_s);
    m_button->setObjectName(u"productionLockButton"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_lead);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    hide();
    connect(m_button, &QPushButton::clicked, &m_lock, &EditLock::toggle);
    connect(&m_lock, &EditLock::changed, this, &ProductionBanner::refresh);
}

void ProductionBanner::show(const QString& place)
{
    m_place = place;
    setVisible(m_lock.isProduction());
    refresh();
}

void ProductionBanner::refresh()
{
    const bool unlocked = m_lock.isUnlocked();
    const Ink ink = unlocked ? Ink::OnProduction : Ink::Production;
    setTint(this, unlocked ? u"unlocked"_s : u"production"_s);
    m_icon->setPicture(unlocked ? u"unlock"_s : u"lock"_s, ink);
    setInk(m_lead, ink);
    setInk(m_sentence, ink);
    const QString place = displayText(m_place);
    m_sentence->setText(unlocked
            ? tr("%1. Editing is unlocked for %2. What you save is written at once.").arg(place, m_lock.timeLeft())
            : m_lock.canUnlock() ? tr("%1 is read-only.").arg(place)
                                 : tr("%1 is read-only, and marked to stay so.").arg(place));
    setStyled(m_button, "kind", unlocked ? u"onProduction"_s : u"plain"_s);
    m_button->setText(unlocked ? tr("Lock now") : tr("Unlock editing…"));
    m_button->setVisible(unlocked || m_lock.canUnlock());
    setAccessibleName(m_lead->text() + u' ' + m_sentence->text());
}

} // namespace owb::ui
