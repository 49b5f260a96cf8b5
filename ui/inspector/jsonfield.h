#pragma once

#include "json/jsonmembers.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;

namespace owb::ui {

/** A field for a JSON object, which says while one types what keeps it from being one. */
class JsonField : public QWidget
{
    Q_OBJECT
public:
    /** `label` with its mnemonic. */
    JsonField(const QString& label, const QString& objectName, QWidget* parent);
    [[nodiscard]] QString text() const;
    /** Can be taken back with Ctrl+Z. Without the `edited` signal. */
    void setText(const QString& text);
    [[nodiscard]] core::Result<json::JsonMembers> members() const;
    /** Beside the label, at the right. */
    void addToHead(QWidget* widget);
    void focusText();

Q_SIGNALS:
    void edited();

private:
    void judge();

    QHBoxLayout* m_head;
    QPlainTextEdit* m_edit;
    QLabel* m_problem;
    bool m_filling = false;
};

} // namespace owb::ui
