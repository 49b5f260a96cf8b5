#include "tokens/indexdialog.h"

#include "common/theme.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

IndexDialog::IndexDialog(const store::IndexAdvice& advice, QWidget* parent)
    : DialogFrame(tr("Suggested index"), tr("Make index"), ButtonKind::Primary, parent)
    , m_advice(advice)
{
    setObjectName(u"indexDialog"_s);
    setMinimumWidth(560);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    auto* title = makeLabel(
        tr("Make an index on %1 of %2?").arg(displayText(advice.column), displayText(advice.table)), titleFont(), this);
    title->setWordWrap(true);
    contents()->addWidget(title);
    auto* statement = new QPlainTextEdit(advice.statement + u';', this);
    statement->setReadOnly(true);
    statement->setFont(monoFont());
    statement->setAccessibleName(tr("The statement"));
    statement->setTabChangesFocus(true);
    statement->setFixedHeight(72);
    contents()->addWidget(statement);
    const QString meanwhile = advice.locksWriters
        ? tr("The server cannot write while it is made, which takes some seconds for each million rows: its requests "
             "may fail. Do it when nobody needs the server, or let its framework make the index.")
        : tr("The server goes on working while it is made.");
    auto* says = makeMutedLabel(
        tr("It makes searches and orders by this column quick, here and in the server, and takes room on the disk. "
           "Frameworks that compare their tables with their code may notice it.")
            + u' ' + meanwhile,
        this);
    says->setWordWrap(true);
    contents()->addWidget(says);
    contents()->addStretch(1);
    setNote(tr("Runs in the background and can be stopped."));
}

void IndexDialog::accept()
{
    Q_EMIT agreed(m_advice);
    QDialog::accept();
}

} // namespace owb::ui
