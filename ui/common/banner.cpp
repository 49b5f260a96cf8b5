#include "common/banner.h"

#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

Ink inkOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Info:
        return Ink::Info;
    case Banner::Kind::Warning:
        return Ink::Warning;
    case Banner::Kind::Error:
        return Ink::Revoked;
    case Banner::Kind::Success:
        return Ink::Active;
    }
    return Ink::Info;
}

/** Of the tint, and but for success of the picture. */
QString nameOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Info:
        return u"info"_s;
    case Banner::Kind::Warning:
        return u"warning"_s;
    case Banner::Kind::Error:
        return u"error"_s;
    case Banner::Kind::Success:
        return u"success"_s;
    }
    return {};
}

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new IconLabel({}, 16, Ink::Info, this))
    , m_lead(makeLabel({}, boldFont(), this))
    , m_sentence(makeLabel({}, smallFont(), this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(u"banner"_s);
    m_lead->setWordWrap(true);
    m_sentence->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_lead);
    column->addWidget(m_sentence);
    row->addLayout(column, 1);
    row->addLayout(m_buttons);
    hide();
}

void Banner::say(Kind kind, const QString& lead, const QString& sentence)
{
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const Ink ink = inkOf(kind);
    const QString name = nameOf(kind);
    setTint(this, name);
    m_icon->setPicture(kind == Kind::Success ? u"ok"_s : name, ink);
    setInk(m_lead, ink);
    setInk(m_sentence, ink);
    m_lead->setText(displayText(lead));
    m_sentence->setText(displayText(sentence));
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(text());
    show();
}

void Banner::addAction(const QString& text, std::function<void()> run)
{
    auto* button = makeButton(text, ButtonKind::Plain, {}, this);
    connect(button, &QPushButton::clicked, this, [run = std::move(run)] { run(); });
    m_buttons->addWidget(button);
}

QString Banner::text() const
{
    return m_lead->text() + (m_sentence->text().isEmpty() ? QString() : u' ' + m_sentence->text());
}

} // namespace owb::ui
