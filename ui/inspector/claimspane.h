#pragma once

#include "inspector/inspection.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace owb::tables {
class ClaimTableModel;
}

namespace owb::ui {

/** What a token says, member by member with what it means; or its header and its content as they stand. */
class ClaimsPane : public QWidget
{
    Q_OBJECT
public:
    explicit ClaimsPane(QWidget* parent);
    /** Where nothing is there to be read, `reason` is said instead. */
    void show(const inspector::Inspection& inspection, std::optional<qint64> now, const QString& reason);
    void setRaw(bool isRaw);
    [[nodiscard]] bool isRaw() const;

Q_SIGNALS:
    void copied();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void present();
    void copyValue();

    tables::ClaimTableModel* m_model;
    QTableView* m_table;
    QPlainTextEdit* m_rawText;
    QLabel* m_reason;
    QToolButton* m_raw;
    QStackedLayout* m_stack = nullptr;
    inspector::Inspection m_inspection;
};

} // namespace owb::ui
