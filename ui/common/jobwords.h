#pragma once

#include <QString>

#include <functional>

namespace owb::jobs {
class Job;
}

namespace owb::ui {

/** How a job is shown while it runs, and told when it is over. */
struct JobWords
{
    QString iconName;
    QString name; // "Revoking tokens"
    /** What is told of its progress: "12,000 tokens". */
    std::function<QString(qint64 rows)> progress;
    /** A sentence of its end: "Revoked 12,000 tokens." Empty: nothing is told. */
    std::function<QString(const jobs::Job& job)> ending;
    bool canPause = true;
    bool isWriting = true; // editing stays unlocked meanwhile
    bool isQuiet = false; // the list of jobs stays closed if it is
};

} // namespace owb::ui
