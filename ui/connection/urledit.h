#pragma once

#include <QLineEdit>

namespace owb::ui {

/** Takes a database URL. It is handed on when it is pasted or at Enter, and not kept here: it may hold a password. */
class UrlEdit : public QLineEdit
{
    Q_OBJECT
public:
    explicit UrlEdit(QWidget* parent);

Q_SIGNALS:
    void given(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    qsizetype m_length = 0;
};

} // namespace owb::ui
