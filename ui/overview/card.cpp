#include "overview/card.h"

#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

Card::Card(const QString& title, QWidget* content, Content how, QWidget* parent)
    : QFrame(parent)
    , m_content(content)
    , m_note(makeMutedLabel({}, this))
    , m_message(makeMutedLabel({}, this))
{
    setProperty("kind", u"card"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 8, 1, 10);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->setContentsMargins(metrics::margin - 1, 0, 12, 0);
    row->addWidget(makeLabel(title, boldFont(), this));
    row->addWidget(m_note, 1);
    column->addLayout(row);
    const int edge = how == Content::Indented ? metrics::margin - 1 : 0;
    auto* inside = new QHBoxLayout;
    inside->setContentsMargins(edge, 0, edge, 0);
    inside->addWidget(content);
    column->addLayout(inside);
    column->addWidget(m_message);
    m_message->setContentsMargins(metrics::margin - 1, 0, 12, 0);
    column->addStretch(1);
    m_message->setWordWrap(true);
    m_message->hide();
}

void Card::setNote(const QString& note)
{
    m_note->setText(note);
}

void Card::setMessage(const QString& sentence)
{
    m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
    m_content->setVisible(sentence.isEmpty());
}

} // namespace owb::ui
