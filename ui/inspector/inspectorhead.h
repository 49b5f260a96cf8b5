#pragma once

#include "inspector/examination.h"

#include <QWidget>

class QAbstractButton;
class QMenu;

namespace owb::ui {

class ChipLabel;
class ElidedLabel;

/** The title of the inspector, what kind of token it is and why, and what can be done. */
class InspectorHead : public QWidget
{
    Q_OBJECT
public:
    explicit InspectorHead(QWidget* parent);
    void show(const Examination& examination);
    /** For the menu of a token that is chosen by hand. */
    [[nodiscard]] QMenu* kindMenu() const { return m_kinds; }

Q_SIGNALS:
    /** Nothing: as its text says. */
    void kindChosen(std::optional<owb::inspector::Classification::Kind> kind);
    void compareAsked();
    void reportAsked();
    void pasteAsked();
    void fileAsked();
    void forgetAsked();
    void workshopAsked();

private:
    void fillKinds();
    [[nodiscard]] QAbstractButton* makeMore();

    ChipLabel* m_kind;
    ElidedLabel* m_reason;
    QAbstractButton* m_change;
    QAbstractButton* m_compare;
    QAbstractButton* m_report;
    QMenu* m_kinds;
    std::optional<inspector::Classification::Kind> m_chosen;
};

} // namespace owb::ui
