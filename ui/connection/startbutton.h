#pragma once

#include <QAbstractButton>

namespace owb::ui {

/** One of the ways to begin: icon, title, a line about it, its shortcut. */
class StartButton : public QAbstractButton
{
    Q_OBJECT
public:
    StartButton(
        const QString& iconName, const QString& title, const QString& line, const QString& shortcut, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override { return {352, 58}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    QString m_line;
    QString m_shortcut;
};

} // namespace owb::ui
