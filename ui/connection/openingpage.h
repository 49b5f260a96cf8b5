#pragma once

#include "core/error.h"

#include <QWidget>

namespace owb::ui {

/** Stands in for the tables while a database is opened, and says why when it cannot be. */
class OpeningPage : public QWidget
{
    Q_OBJECT
public:
    explicit OpeningPage(QWidget* parent);
    void showOpening(const QString& name);
    /** `saved`: it is a saved connection, which can be changed. */
    void showError(const core::Error& error, bool saved = false);

Q_SIGNALS:
    void chooseAsked();
    void againAsked();
    void editAsked();
    /** Nothing is known of the tables: they are to be mapped by hand. */
    void mapAsked();

private:
    void replace(QWidget* content);
    QWidget* m_content = nullptr;
};

} // namespace owb::ui
