#include "inspector/jsonfield.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "core/errortext.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace owb::ui {

JsonField::JsonField(const QString& label, const QString& objectName, QWidget* parent)
    : QWidget(parent)
    , m_head(new QHBoxLayout)
    , m_edit(new QPlainTextEdit(this))
    , m_problem(makeLabel({}, smallFont(), this))
{
    m_edit->setObjectName(objectName);
    m_edit->setAccessibleName(QString(label).remove(u'&'));
    m_edit->setFont(monoFont());
    m_edit->setTabChangesFocus(true);
    m_edit->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_edit->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    constexpr int leastText = 80;
    setMinimumHeight(metrics::controlHeight + leastText);
    m_problem->setObjectName(objectName + u"Problem"_s);
    m_problem->setWordWrap(true);
    setInk(m_problem, Ink::Danger);
    auto* name = makeLabel(label, bodyFont(), this);
    name->setBuddy(m_edit);
    name->setMinimumHeight(metrics::controlHeight); // fields beside each other begin in one line
    m_head->setSpacing(8);
    m_head->addWidget(name);
    m_head->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(m_head);
    column->addWidget(m_edit, 1);
    column->addWidget(m_problem);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        judge();
        if (!m_filling) {
            Q_EMIT edited();
        }
    });
    m_problem->hide();
}

QString JsonField::text() const
{
    return m_edit->toPlainText();
}

void JsonField::setText(const QString& text)
{
    if (text == this->text()) {
        return;
    }
    const QScopedValueRollback filling(m_filling, true);
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

core::Result<json::JsonMembers> JsonField::members() const
{
    return json::JsonMembers::parse(text());
}

void JsonField::addToHead(QWidget* widget)
{
    m_head->addWidget(widget);
}

void JsonField::focusText()
{
    m_edit->setFocus();
}

void JsonField::judge()
{
    const auto read = members();
    const QString problem = read ? QString() : core::errorText(read.error()).what;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_edit->setAccessibleDescription(problem);
    setStyled(m_edit, "problem", !problem.isEmpty());
}

} // namespace owb::ui
