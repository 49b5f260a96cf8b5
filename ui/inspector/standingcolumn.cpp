#include "inspector/standingcolumn.h"

#include "common/elidedlabel.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

StandingColumn::StandingColumn(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_chip(new ChipLabel({}, this))
    , m_line(new ElidedLabel({}, bodyFont(), Qt::ElideRight, this))
    , m_detail(new ElidedLabel({}, smallFont(), Qt::ElideRight, this))
    , m_link(makeLink({}, this))
    , m_top(new QHBoxLayout)
    , m_more(makeLink({}, this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* head = makeLabel(title, smallBoldFont(), this);
    setInk(head, Ink::Secondary);
    m_line->setObjectName(u"standingLine"_s);
    m_detail->setObjectName(u"standingDetail"_s);
    m_detail->setInk(Ink::Secondary);
    head->setMinimumHeight(metrics::chipHeight + 4); // of a column with a menu, so that all lines are level
    m_top->addWidget(head, 1);
    m_top->addWidget(m_chip);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addWidget(m_detail);
    bottom->addWidget(m_link);
    bottom->addWidget(m_more);
    m_more->setObjectName(u"moreLink"_s);
    m_more->hide();
    bottom->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::margin, 6, 12, 7);
    column->setSpacing(1);
    column->addLayout(m_top);
    column->addWidget(m_line);
    column->addLayout(bottom);
    column->addStretch(1);
    connect(m_link, &QToolButton::clicked, this, &StandingColumn::linkPressed);
    connect(m_more, &QToolButton::clicked, this, &StandingColumn::morePressed);
}

void StandingColumn::setMenu(QMenu* menu, const QString& words)
{
    auto* more = makeIconButton(u"more"_s, words, this);
    more->setFixedSize(metrics::chipHeight + 4, metrics::chipHeight);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    m_top->addWidget(more);
}

void StandingColumn::show(const Standing& standing)
{
    m_chip->setChip(standing.chip);
    m_line->setText(standing.line);
    m_detail->setText(standing.detail);
    m_link->setText(QString(standing.link).replace(u'&', u"&&"_s)); // no mnemonic is meant
    m_link->setAccessibleName(standing.link);
    m_link->setVisible(!standing.link.isEmpty());
    m_link->updateGeometry();
    setAccessibleName(u"%1: %2"_s.arg(m_title, standing.chip.text));
}

void StandingColumn::showMore(const QString& text)
{
    m_more->setText(text);
    m_more->setAccessibleName(text);
    m_more->setVisible(!text.isEmpty());
}

} // namespace owb::ui
