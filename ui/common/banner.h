#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace owb::ui {

class IconLabel;

/** A line above a table or in a dialog: what happened, and at most two things to do about it. */
class Banner : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Info, Warning, Error, Success };

    explicit Banner(QWidget* parent = nullptr);
    /** `lead` is bold; both plain text. Shows the banner and takes away earlier buttons. */
    void say(Kind kind, const QString& lead, const QString& sentence);
    void addAction(const QString& text, std::function<void()> run);
    [[nodiscard]] QString text() const;

private:
    IconLabel* m_icon;
    QLabel* m_lead;
    QLabel* m_sentence;
    QHBoxLayout* m_buttons;
};

} // namespace owb::ui
