#pragma once

#include "common/dialogframe.h"
#include "inspector/expectations.h"

class QGridLayout;
class QLineEdit;

namespace owb::ui {

/** What the claims of a token should say. What is left empty is not checked. */
class ExpectationsDialog : public DialogFrame
{
    Q_OBJECT
public:
    ExpectationsDialog(const inspector::Expectations& expectations, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void taken(const owb::inspector::Expectations& expectations);

private:
    void fill();
    [[nodiscard]] inspector::Expectations edited() const;
    QLineEdit* addField(QGridLayout& grid, const QString& label, const QString& objectName, const QString& help);

    inspector::Expectations m_expectations;
    QLineEdit* m_issuer = nullptr;
    QLineEdit* m_audiences = nullptr;
    QLineEdit* m_algorithms = nullptr;
    QLineEdit* m_nonce = nullptr;
};

} // namespace owb::ui
