#include "mainwindow/editlock.h"

#include "common/prompt.h"
#include "core/async.h"
#include "core/errortext.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace owb::ui {

EditLock::EditLock(Prompt& prompt, QWidget* window, int productionSeconds)
    : QObject(window)
    , m_prompt(prompt)
    , m_window(window)
    , m_productionSeconds(productionSeconds)
{
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &EditLock::tick);
}

void EditLock::watch(store::Repository& repository, const settings::Connection& connection)
{
    forget();
    m_repository = &repository;
    m_connection = connection;
    connect(m_repository, &store::Repository::unlockedChanged, this, [this](bool unlocked) {
        if (unlocked && m_connection.production) {
            m_until.setRemainingTime(qint64(m_productionSeconds) * 1000);
            m_second.start();
        } else {
            m_second.stop();
        }
        Q_EMIT changed();
    });
}

void EditLock::forget()
{
    if (m_repository) {
        m_repository->disconnect(this);
    }
    m_second.stop();
    m_repository = nullptr;
    m_connection = {};
}

bool EditLock::isUnlocked() const
{
    return m_repository && m_repository->connection().unlocked;
}

QString EditLock::timeLeft() const
{
    if (!m_second.isActive()) {
        return {};
    }
    const qint64 seconds = std::max<qint64>(0, (m_until.remainingTime() + 999) / 1000);
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

void EditLock::tick()
{
    if (m_until.hasExpired() && !(m_busy && m_busy())) {
        m_second.stop(); // once: a server that is away must not be asked every second
        lock();
    } else {
        Q_EMIT changed();
    }
}

void EditLock::toggle()
{
    if (isUnlocked()) {
        lock();
    } else {
        whenUnlocked([] {});
    }
}

void EditLock::lock()
{
    if (isUnlocked()) {
        set(false, [] {});
    }
}

void EditLock::whenUnlocked(const std::function<void()>& goOn)
{
    if (!m_repository || isUnlocked()) {
        goOn();
        return;
    }
    if (!canUnlock()) {
        Q_EMIT refused(tr("%1 is marked read-only").arg(m_connection.name),
            tr("Its editing cannot be unlocked. The mark can be taken away under Connection, Edit connection."));
        return;
    }
    const QString name = m_connection.name.isEmpty() ? m_repository->connection().name : m_connection.name;
    const Question question = m_connection.production
        ? Question{tr("Unlock editing of %1?").arg(name),
            tr("What you save is written to the production database at once, and the running server honours it. "
               "Editing is locked again after %1 minutes.")
                .arg(m_productionSeconds / 60),
            tr("Unlock production"), true, true}
        : Question{tr("Unlock editing of %1?").arg(name),
            tr("The database is open for reading only. After unlocking, what you save here is written to it at once, "
               "and a running server honours it."),
            tr("Unlock editing"), false, false};
    m_prompt.ask(m_window, question, [this, goOn](bool yes) {
        if (yes && m_repository) {
            set(true, goOn);
        }
    });
}

void EditLock::set(bool unlocked, const std::function<void()>& then)
{
    core::whenDone(m_repository->setUnlocked(unlocked), this,
        [this, unlocked, then](const core::Result<store::ConnectionInfo>& now) {
            if (now) {
                then();
            } else {
                Q_EMIT refused(unlocked ? tr("Editing cannot be unlocked") : tr("Editing cannot be locked"),
                    core::errorText(now.error()).sentence());
            }
        });
}

} // namespace owb::ui
