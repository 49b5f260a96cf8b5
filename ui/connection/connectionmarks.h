#pragma once

#include "settings/connection.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace owb::ui {

/** What a user marks a connection with: production, read-only, a colour. */
class ConnectionMarks : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionMarks(QWidget* parent);
    void fill(const settings::Connection& connection);
    void writeTo(settings::Connection& connection) const;

Q_SIGNALS:
    void changed();

private:
    void offerColours();

    QCheckBox* m_production;
    QCheckBox* m_readOnly;
    QComboBox* m_colour;
};

} // namespace owb::ui
