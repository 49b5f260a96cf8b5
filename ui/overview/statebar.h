#pragma once

#include "jobs/statisticsjob.h"

#include <QWidget>

#include <array>

class QToolButton;

namespace owb::ui {

/** One bar with the parts of active, expired and revoked tokens, and below it each by name; a click asks for its rows.
 */
class StateBar : public QWidget
{
    Q_OBJECT
public:
    explicit StateBar(QWidget* parent);
    /** Counts by store::TallyState; none as long as nothing is known. */
    void setCounts(const QList<qint64>& counts, jobs::Known known);

Q_SIGNALS:
    void chosen(const QString& search);

private:
    QWidget* m_bar;
    std::array<QToolButton*, 3> m_parts{};
};

} // namespace owb::ui
