#pragma once

#include "common/dialogframe.h"
#include "jobs/tallyjob.h"
#include "store/repository.h"

#include <memory>

class QRadioButton;
class QSpinBox;

namespace owb::core {
class Clock;
}

namespace owb::ui {

/** Asks before any number of tokens are changed: counts them meanwhile, and says what the server does then. */
class BulkDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `which`: what of the list is meant, as "All tokens that match the search". */
    BulkDialog(store::Repository& repository, const core::Clock& clock, store::BulkChange change, const QString& which,
        QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void agreed(const owb::store::BulkChange& change);

private:
    void addWhat();
    void addAge();
    void addChoice(const QString& text, oauth::RevokeWhat what);
    void countAgain();
    void showCount();

    store::Repository& m_repository;
    store::BulkChange m_change;
    QLabel* m_count;
    QSpinBox* m_days = nullptr;
    std::unique_ptr<jobs::TallyJob> m_tally;
};

} // namespace owb::ui
