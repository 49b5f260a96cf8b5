#pragma once

#include "store/mapping.h"

#include <QListWidget>

namespace owb::ui {

/** What is wrong with a map, a line each; choosing one goes to its field. */
class MapProblems : public QListWidget
{
    Q_OBJECT
public:
    explicit MapProblems(QWidget* parent);
    void present(const QList<store::MapProblem>& problems);

Q_SIGNALS:
    void chosen(const owb::store::MapProblem& problem);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<store::MapProblem> m_problems;
};

} // namespace owb::ui
