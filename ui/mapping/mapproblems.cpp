#include "mapping/mapproblems.h"

#include "common/icons.h"
#include "common/widgets.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace owb::ui {

MapProblems::MapProblems(QWidget* parent)
    : QListWidget(parent)
{
    setObjectName(u"problemList"_s);
    setAccessibleName(tr("What is wrong with the map"));
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemClicked, this,
        [this](const QListWidgetItem* item) { Q_EMIT chosen(m_problems.at(row(item))); });
}

/** Enter goes to the field; to the dialog it would mean: save. */
void MapProblems::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentRow() >= 0) {
        Q_EMIT chosen(m_problems.at(currentRow()));
    } else {
        QListWidget::keyPressEvent(event);
    }
}

void MapProblems::present(const QList<store::MapProblem>& problems)
{
    if (problems == m_problems) {
        return; // the line that is read stays where it is
    }
    m_problems = problems;
    clear();
    for (const store::MapProblem& problem : problems) {
        const bool wrong = problem.severity == store::MapProblem::Severity::Contradiction;
        auto* item = new QListWidgetItem(
            wrong ? icon(u"error"_s, Ink::Danger) : icon(u"info"_s, Ink::Info), displayText(problem.sentence), this);
        // The picture says this too.
        item->setData(Qt::AccessibleTextRole, (wrong ? tr("Wrong: %1") : tr("Note: %1")).arg(item->text()));
    }
}

} // namespace owb::ui
