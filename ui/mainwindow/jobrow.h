#pragma once

#include "common/jobwords.h"
#include "jobs/job.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace owb::ui {

/** One job: what it is, how far it is, and how to halt and stop it. */
class JobRow : public QWidget
{
    Q_OBJECT
public:
    JobRow(jobs::Job& job, const JobWords& words, QWidget* parent);
    /** "6,214,000 tokens, about 20 s left", or why it halted. */
    [[nodiscard]] static QString detailOf(const jobs::Job& job, const JobWords& words);

private:
    void refresh();

    jobs::Job& m_job;
    JobWords m_words;
    QProgressBar* m_bar;
    QLabel* m_detail;
    QPushButton* m_pause;
};

} // namespace owb::ui
