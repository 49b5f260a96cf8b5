#pragma once

#include "jobs/statisticsjob.h"

#include <QTableWidget>

namespace owb::ui {

/** A name, a bar and a number in each row; a click or Enter asks for the rows behind it. */
class BarTable : public QTableWidget
{
    Q_OBJECT
public:
    struct Bar
    {
        QString key; // what it is of
        QString label; // may come from a database
        qint64 count = 0;
        QString search; // that finds the rows
        bool operator==(const Bar&) const = default;
    };

    BarTable(const QString& accessibleName, QWidget* parent);
    /** Nothing is known of it yet: grey bars without numbers. */
    void showUnknown(int rows);
    void setBars(const QList<Bar>& bars, jobs::Known known);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

Q_SIGNALS:
    void chosen(const QString& search);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int row);

    QList<Bar> m_bars;
    jobs::Known m_known = jobs::Known::Nothing;
};

} // namespace owb::ui
