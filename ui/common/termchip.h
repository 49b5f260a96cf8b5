#pragma once

#include "oauth/filter.h"

#include <QToolButton>

namespace owb::ui {

/** One understood term of a search: its relation, its value in bold, and a cross. Pressing it takes the term out. */
class TermChip : public QToolButton
{
    Q_OBJECT
public:
    TermChip(const oauth::TermWords& words, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_relation;
    QString m_value;
};

} // namespace owb::ui
