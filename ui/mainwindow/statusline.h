#pragma once

#include "store/repository.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QProgressBar;
class QToolButton;

namespace owb::ui {

class IconLabel;

/** What is open, how, and what happened last. */
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent);
    void showNone();
    void showConnection(const store::ConnectionInfo& connection, const store::SchemaInfo& schema);
    /** How the lock stands; `canUnlock` false: it stays read-only whatever anybody does. */
    void showLock(bool unlocked, bool canUnlock, const QString& timeLeft);
    void showProduction(bool production);
    void showState(store::ConnectionState state);
    /** How many jobs run, and how far they are on the whole, 0 to 1. */
    void showJobs(int running, double share);
    /** A finished sentence, for 5 seconds; screen readers hear it. */
    void say(const QString& sentence);

Q_SIGNALS:
    void lockToggled();
    void jobsToggled();

private:
    void showJobsText();

    IconLabel* m_dot;
    QLabel* m_connection;
    QLabel* m_engine;
    QLabel* m_schema;
    IconLabel* m_lockIcon;
    QLabel* m_lock;
    QToolButton* m_link;
    QLabel* m_jobs;
    QProgressBar* m_bar;
    QLabel* m_percent;
    QToolButton* m_list;
    QList<QWidget*> m_separators;
    QString m_name;
    bool m_production = false;
    QTimer m_quiet;
    int m_running = 0;
};

} // namespace owb::ui
