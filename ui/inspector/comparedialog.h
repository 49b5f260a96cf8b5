#pragma once

#include "common/dialogframe.h"
#include "inspector/comparison.h"

#include <QTimer>

class QTableWidget;

namespace owb::ui {

class TokenEdit;

/** A second token beside the one that is looked at: its header and claims, with what differs marked. */
class CompareDialog : public DialogFrame
{
    Q_OBJECT
public:
    CompareDialog(const inspector::Inspection& first, QWidget* parent);
    void accept() override;
    /** A token, or a text that holds some: the first is taken. */
    void take(const core::Secret& text);

private:
    void build();
    void compare();
    void showRows(const QList<ComparedMember>& members);

    inspector::Inspection m_first;
    TokenEdit* m_other;
    QTableWidget* m_table;
    QLabel* m_summary;
    QTimer m_delay;
};

} // namespace owb::ui
