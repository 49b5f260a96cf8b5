#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QtTest>

#include <algorithm>

namespace owb::test {

/** The child that must be there: a missing one ends the test program with its name. */
template <class T> T& child(const QWidget& parent, const QString& name)
{
    T* found = parent.findChild<T*>(name);
    if (!found) {
        qFatal("no child %s", qPrintable(name));
    }
    return *found;
}

/** The button with this text or accessible name, or none. */
inline QAbstractButton* buttonNamed(const QWidget& parent, const QString& name)
{
    for (QAbstractButton* button : parent.findChildren<QAbstractButton*>()) {
        if (!button->isHidden() && (button->text() == name || button->accessibleName() == name)) {
            return button;
        }
    }
    return nullptr;
}

inline void press(const QWidget& parent, const QString& name)
{
    QTRY_VERIFY2(buttonNamed(parent, name), qPrintable(name)); // some appear with the next turn of the event loop
    QAbstractButton* button = buttonNamed(parent, name);
    // At its left: a check box is wider than the part of it that takes clicks.
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
}

/** Selects what a field holds and types over it. */
inline void type(QWidget& field, const QString& text)
{
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&field, text);
}

/** All a pointer or a screen reader is told about the widgets below, and what they say themselves. */
inline QString toldAbout(const QWidget& parent)
{
    QStringList told;
    const auto tell = [&told](const QWidget& widget) {
        told << widget.toolTip() << widget.accessibleName() << widget.accessibleDescription() << widget.whatsThis()
             << widget.statusTip() << widget.windowTitle();
    };
    tell(parent);
    for (const QWidget* widget : parent.findChildren<QWidget*>()) {
        tell(*widget);
    }
    return told.join(u'\n');
}

/** The texts of all labels that are not hidden. */
inline QString saidIn(const QWidget& parent)
{
    QCoreApplication::sendPostedEvents(); // a layout shows what is put into it a turn later
    QStringList said;
    for (const QLabel* label : parent.findChildren<QLabel*>()) {
        if (!label->isHidden()) {
            said << label->text();
        }
    }
    return said.join(u'\n');
}

/** Whether every label shows its text as it is: a name from a database is never markup. */
inline bool allLabelsArePlain(const QWidget& parent)
{
    const auto labels = parent.findChildren<QLabel*>();
    return std::all_of(labels.cbegin(), labels.cend(),
        [](const QLabel* label) { return label->text().isEmpty() || label->textFormat() == Qt::PlainText; });
}

} // namespace owb::test
