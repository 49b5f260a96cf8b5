#pragma once

#include "common/dialogframe.h"
#include "jobs/importjob.h"

#include <memory>

class QCheckBox;

namespace owb::ui {

/** Reads a file with tokens and says what is in it, before any are added. */
class ImportDialog : public DialogFrame
{
    Q_OBJECT
public:
    ImportDialog(
        store::Repository& repository, const QString& path, oauth::FileFormat format, qint64 now, QWidget* parent);
    ~ImportDialog() override;
    void accept() override;

Q_SIGNALS:
    void agreed(const owb::jobs::ImportJob::From& from);

private:
    void showRead();

    jobs::ImportJob::From m_from;
    std::unique_ptr<jobs::ImportJob> m_check;
    QLabel* m_found;
    QLabel* m_problems;
    QCheckBox* m_leaveOut;
};

} // namespace owb::ui
