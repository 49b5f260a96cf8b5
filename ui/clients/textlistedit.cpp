#include "clients/textlistedit.h"

#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <limits>

using namespace Qt::StringLiterals;

namespace owb::ui {

TextListEdit::TextListEdit(const QString& accessibleName, const QString& addText, QWidget* parent)
    : QWidget(parent)
    , m_name(accessibleName)
    , m_entries(new QVBoxLayout)
{
    m_entries->setSpacing(4);
    auto* add = makeButton(addText, ButtonKind::Plain, u"plus"_s, this);
    connect(add, &QPushButton::clicked, this, [this] {
        addEntry({})->setFocus();
        Q_EMIT edited();
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(m_entries);
    column->addWidget(add, 0, Qt::AlignLeft);
    m_add = add;
    setFocusPolicy(Qt::StrongFocus); // for the label's mnemonic
    setFocusProxy(m_add);
}

QLineEdit* TextListEdit::addEntry(const QString& text)
{
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* edit = new QLineEdit(row);
    edit->setMaxLength(std::numeric_limits<int>::max());
    edit->setText(text);
    edit->setFont(monoFont());
    m_edits << edit;
    edit->setAccessibleName(m_name + u' ' + QString::number(m_edits.size()));
    auto* remove = makeIconButton(u"close"_s, tr("Take out"), row);
    line->addWidget(edit, 1);
    line->addWidget(remove);
    m_entries->addWidget(row);
    row->show();
    setFocusProxy(m_edits.constFirst());
    connect(edit, &QLineEdit::textChanged, this, &TextListEdit::edited);
    connect(remove, &QToolButton::clicked, this, [this, row] { removeEntry(row); });
    return edit;
}

void TextListEdit::removeEntry(QWidget* row)
{
    m_edits.removeIf([row](const QLineEdit* edit) { return edit->parentWidget() == row; });
    setFocusProxy(m_edits.isEmpty() ? static_cast<QWidget*>(m_add) : m_edits.constFirst());
    row->deleteLater();
    Q_EMIT edited();
}

void TextListEdit::setTexts(const QStringList& texts)
{
    if (texts == this->texts()) {
        return; // keeps the cursor where somebody types
    }
    clearNotes();
    for (const QLineEdit* edit : std::as_const(m_edits)) {
        delete edit->parentWidget();
    }
    m_edits.clear();
    setFocusProxy(m_add);
    for (const QString& text : texts) {
        addEntry(text);
    }
}

QStringList TextListEdit::texts() const
{
    QStringList texts;
    for (const QLineEdit* edit : m_edits) {
        if (!edit->text().isEmpty()) {
            texts << edit->text();
        }
    }
    return texts;
}

void TextListEdit::clearNotes()
{
    qDeleteAll(m_notes);
    m_notes.clear();
}

void TextListEdit::setNote(const QString& text, QWidget* note)
{
    int place = m_entries->count();
    for (const QLineEdit* edit : std::as_const(m_edits)) {
        if (edit->text() == text) {
            place = m_entries->indexOf(edit->parentWidget()) + 1;
        }
    }
    note->setParent(this);
    m_entries->insertWidget(place, note);
    note->show();
    m_notes << note;
}

} // namespace owb::ui
