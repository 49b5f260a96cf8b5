#pragma once

#include "common/jobwords.h"

#include <QFrame>
#include <QTimer>

#include <memory>
#include <vector>

class QVBoxLayout;

namespace owb::jobs {
class Job;
}

namespace owb::ui {

class JobRow;

/** What runs in the background, each with its progress. Closed until something runs that a person started. */
class JobsPanel : public QFrame
{
    Q_OBJECT
public:
    explicit JobsPanel(QWidget* parent);
    ~JobsPanel() override;

    /** Starts the job and shows it to its end. */
    void run(std::unique_ptr<jobs::Job> job, const JobWords& words);
    [[nodiscard]] int running() const { return static_cast<int>(m_entries.size()); }
    /** Whether one of them writes. */
    [[nodiscard]] bool isWriting() const;
    /** Of all that run, the mean, 0 to 1. */
    [[nodiscard]] double share() const;
    /** Their database is closed: they end without a word, what they did stays done. */
    void drop();

Q_SIGNALS:
    /** One began, went on or ended. */
    void changed();
    void said(const QString& sentence);

private:
    struct Entry
    {
        std::unique_ptr<jobs::Job> job;
        JobWords words;
        JobRow* row;
    };
    void ended(jobs::Job* job);

    QVBoxLayout* m_rows;
    std::vector<Entry> m_entries;
};

} // namespace owb::ui
