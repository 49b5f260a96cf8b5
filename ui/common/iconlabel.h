#pragma once

#include "common/colours.h"

#include <QWidget>

namespace owb::ui {

/** A picture that means something; it follows a change of theme. */
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    IconLabel(const QString& iconName, int size, Ink ink, QWidget* parent = nullptr);
    void setPicture(const QString& iconName, Ink ink);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    Ink m_ink;
};

} // namespace owb::ui
