#pragma once

#include "common/dialogframe.h"
#include "inspector/finding.h"
#include "json/jsonmembers.h"

#include <optional>

namespace owb::ui {

/** What a server answered, member by member with what it means. */
class AnswerDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `from`: who answered, and where. `now`, in epoch seconds, for times in words. */
    AnswerDialog(
        const QString& title, const QString& from, const json::JsonMembers& members, qint64 now, QWidget* parent);
    /** What is wrong with it; the gravest is said above the members. */
    void showFindings(const QList<inspector::Finding>& findings);
};

} // namespace owb::ui
