#pragma once

#include "inspector/verdict.h"

#include <QWidget>

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace owb::ui {

class ElidedLabel;

/** One of those who know something about a token: who, how it stands for them, and where that comes from. */
class StandingColumn : public QWidget
{
    Q_OBJECT
public:
    StandingColumn(const QString& title, QWidget* parent);
    void show(const Standing& standing);
    /** What else can be done there, behind a button called `words`. */
    void setMenu(QMenu* menu, const QString& words);
    /** A second link behind the first; an empty text takes it away. */
    void showMore(const QString& text);

Q_SIGNALS:
    void linkPressed();
    void morePressed();

private:
    QString m_title;
    ChipLabel* m_chip;
    ElidedLabel* m_line;
    ElidedLabel* m_detail;
    QToolButton* m_link;
    QHBoxLayout* m_top;
    QToolButton* m_more;
};

} // namespace owb::ui
