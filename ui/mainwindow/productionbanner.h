#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace owb::ui {

class EditLock;
class IconLabel;

/** Under the menu bar of a production connection: tinted while it is read-only, filled while a write is possible. */
class ProductionBanner : public QFrame
{
    Q_OBJECT
public:
    ProductionBanner(EditLock& lock, QWidget* parent);
    /** `place`: the connection and its host. Hides itself when it is not production. */
    void show(const QString& place);

private:
    void refresh();

    EditLock& m_lock;
    IconLabel* m_icon;
    QLabel* m_lead;
    QLabel* m_sentence;
    QPushButton* m_button;
    QString m_place;
};

} // namespace owb::ui
