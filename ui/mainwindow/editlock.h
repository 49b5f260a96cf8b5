#pragma once

#include "settings/connection.h"
#include "store/repository.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace owb::ui {

class Prompt;

/**
 * Whether the open database may be written. Unlocking asks first; production is locked again by itself after a while,
 * and a connection marked read-only is never unlocked.
 */
class EditLock : public QObject
{
    Q_OBJECT
public:
    /** `window`: over which it asks. `productionSeconds`: how long production stays unlocked. */
    EditLock(Prompt& prompt, QWidget* window, int productionSeconds = 15 * 60);
    void watch(store::Repository& repository, const settings::Connection& connection);
    void forget();
    /** It does not lock itself in the middle of what `busy` tells of. */
    void holdWhile(std::function<bool()> busy) { m_busy = std::move(busy); }

    /** Runs `goOn` once editing is unlocked: at once, or after the person agreed. */
    void whenUnlocked(const std::function<void()>& goOn);
    void lock();
    void toggle();
    [[nodiscard]] bool isUnlocked() const;
    [[nodiscard]] bool isProduction() const { return m_connection.production; }
    [[nodiscard]] bool canUnlock() const { return !m_connection.readOnly; }
    /** Until it locks itself, as minutes and seconds; empty when it does not. */
    [[nodiscard]] QString timeLeft() const;

Q_SIGNALS:
    /** Locked, unlocked, or a second less. */
    void changed();
    /** Why it cannot be unlocked. */
    void refused(const QString& title, const QString& sentence);

private:
    void set(bool unlocked, const std::function<void()>& then);
    void tick();

    Prompt& m_prompt;
    QWidget* m_window;
    int m_productionSeconds;
    store::Repository* m_repository = nullptr;
    settings::Connection m_connection;
    QDeadlineTimer m_until;
    QTimer m_second;
    std::function<bool()> m_busy;
};

} // namespace owb::ui
