#pragma once

#include <QStackedWidget>
#include <QTimer>

#include <functional>

class QLabel;
class QTableView;

namespace owb::ui {

/** What stands in the place of a table that has nothing to show: what is, why, and what to do about it. Plain text. */
struct StateMessage
{
    struct Action
    {
        QString text;
        bool primary = false;
        QString iconName;
        std::function<void()> run;
    };
    QString iconName;
    bool error = false;
    QString title;
    QString text;
    QString details; // the driver's words; shown on demand
    QList<Action> actions;
};

/** A table, or a message, or "loading", in one place. Loading is shown only when it takes longer than 300 ms. */
class StateStack : public QStackedWidget
{
    Q_OBJECT
public:
    enum class State { Rows, Loading, Message };

    /** `rows` is what is shown, and holds `table`. */
    StateStack(QTableView* table, QWidget* rows, QWidget* parent);
    void showRows();
    void showMessage(const StateMessage& message);
    /** `reason` after 3 seconds, with a way to stop. */
    void showLoading(const QString& reason, std::function<void()> stop);
    [[nodiscard]] State state() const { return m_state; }

private:
    void leaveLoading(QWidget* next);

    QWidget* m_rows;
    QWidget* m_message;
    QWidget* m_loading;
    QWidget* m_next = nullptr; // what comes when loading was seen
    QLabel* m_reason;
    QWidget* m_slowRow;
    QTimer m_appear;
    QTimer m_slow;
    QTimer m_stay; // loading that was shown is shown long enough to be seen
    std::function<void()> m_stop;
    State m_state = State::Rows;
};

/** The message alone, for pages without a table. */
[[nodiscard]] QWidget* makeMessage(const StateMessage& message, QWidget* parent);

} // namespace owb::ui
