#pragma once

#include <QComboBox>
#include <QWheelEvent>

namespace owb::ui {

/** A choice that the wheel does not change by accident while a page of them is scrolled, and that long names of a
 * database do not widen. */
class QuietCombo final : public QComboBox
{
public:
    QuietCombo(const QString& objectName, const QString& accessibleName, QWidget* parent)
        : QComboBox(parent)
    {
        setObjectName(objectName);
        setAccessibleName(accessibleName);
        setFocusPolicy(Qt::StrongFocus);
        setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(12);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus()) {
            QComboBox::wheelEvent(event);
        } else {
            event->ignore();
        }
    }
};

} // namespace owb::ui
