#pragma once

#include "common/colours.h"

#include <QWidget>

namespace owb::ui {

/**
 * Text that is cut in the middle or at the end when there is no room; the tooltip then has it whole, unless it is
 * a secret.
 */
class ElidedLabel : public QWidget
{
    Q_OBJECT
public:
    ElidedLabel(QString text, const QFont& font, Qt::TextElideMode mode, QWidget* parent = nullptr);
    void setText(const QString& text);
    void setInk(Ink ink) { m_ink = ink; }
    /** What is secret never reaches the tooltip or the accessible name, whatever `setText` is given. */
    void setSecretName(const QString& accessibleName);
    /** Goes on in the next line instead of being cut. */
    void setWrapped(bool wrapped);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void explain();

    QString m_text;
    Ink m_ink = Ink::Text;
    bool m_secret = false;
    bool m_wrapped = false;
    Qt::TextElideMode m_mode;
};

} // namespace owb::ui
