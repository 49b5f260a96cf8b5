#pragma once

#include "inspector/verdict.h"

#include <QWidget>

class QMenu;

namespace owb::ui {

class StandingColumn;

/** How a token stands by its text, in the database and at the server, side by side. */
class Standings : public QWidget
{
    Q_OBJECT
public:
    /** `server`: what else can be done at the server. */
    Standings(QMenu* server, QWidget* parent);
    void show(const Examination& examination);
    [[nodiscard]] StandingColumn& inDatabase() const { return *m_inDatabase; }

Q_SIGNALS:
    void databasePressed();
    void serverPressed();

private:
    StandingColumn* m_byText;
    StandingColumn* m_inDatabase;
    StandingColumn* m_atServer;
};

} // namespace owb::ui
