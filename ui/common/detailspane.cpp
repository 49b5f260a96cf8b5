#include "common/detailspane.h"

#include "common/elidedlabel.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QFormLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int detailsLabelWidth = 104;

/** More characters than a line has beside the labels, and nowhere to break it. */
bool hasLongWord(const QString& text)
{
    constexpr qsizetype lineful = 24;
    const QStringList words = text.split(u' ');
    return std::any_of(words.cbegin(), words.cend(), [](const QString& word) { return word.size() > lineful; });
}

} // namespace

DetailsPane::DetailsPane(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(u"details"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(280);
    clear();
}

void DetailsPane::clear()
{
    m_body = new QWidget(this);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(metrics::margin, 12, metrics::margin, metrics::margin);
    m_column->setSpacing(8);
    m_form = nullptr;
    setWidget(m_body); // deletes the one before
}

void DetailsPane::addWidget(QWidget* widget)
{
    m_form = nullptr;
    m_column->addWidget(widget);
}

void DetailsPane::addLayout(QLayout* layout)
{
    m_form = nullptr;
    m_column->addLayout(layout);
}

void DetailsPane::addSection(const QString& title)
{
    auto* label = makeLabel(title, smallBoldFont(), m_body);
    setInk(label, Ink::Secondary);
    m_column->addSpacing(8);
    addWidget(label);
}

void DetailsPane::addRow(const QString& label, QWidget* value)
{
    if (!m_form) {
        m_form = new QFormLayout;
        m_form->setHorizontalSpacing(8);
        m_form->setVerticalSpacing(6);
        m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
        m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        m_column->addLayout(m_form);
    }
    auto* name = makeLabel(label, bodyFont(), m_body);
    setInk(name, Ink::Secondary);
    name->setMinimumWidth(detailsLabelWidth);
    name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    value->setParent(m_body);
    m_form->addRow(name, value);
}

void DetailsPane::addText(const QString& label, const QString& value, bool mono)
{
    const QFont font = mono ? monoFont() : bodyFont();
    if (hasLongWord(value)) { // a label would make the whole pane as wide as that word
        auto* wrapped = new ElidedLabel(displayText(value), font, Qt::ElideMiddle, m_body);
        wrapped->setWrapped(true);
        addRow(label, wrapped);
        return;
    }
    auto* text = makeLabel(displayText(value), font, m_body);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addRow(label, text);
}

void DetailsPane::finish()
{
    m_column->addStretch(1);
    m_body->show(); // a widget put into a scroll area that is on screen stays hidden otherwise
}

} // namespace owb::ui
