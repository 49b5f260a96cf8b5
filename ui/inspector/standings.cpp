#include "inspector/standings.h"

#include "common/widgets.h"
#include "inspector/servertext.h"
#include "inspector/standingcolumn.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

Standings::Standings(QMenu* server, QWidget* parent)
    : QWidget(parent)
    , m_byText(new StandingColumn(tr("By its text"), this))
    , m_inDatabase(new StandingColumn(tr("In the database"), this))
    , m_atServer(new StandingColumn(tr("At the server"), this))
{
    m_byText->setObjectName(u"byText"_s);
    m_inDatabase->setObjectName(u"inDatabase"_s);
    m_atServer->setObjectName(u"atServer"_s);
    m_atServer->setMenu(server, tr("More at the server"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (StandingColumn* standing : {m_byText, m_inDatabase, m_atServer}) {
        if (row->count() > 0) {
            auto* line = makeLine(this);
            line->setMinimumHeight(0);
            line->setMaximumHeight(QWIDGETSIZE_MAX);
            line->setFixedWidth(1);
            row->addWidget(line);
        }
        row->addWidget(standing, 1);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(makeLine(this));
    connect(m_inDatabase, &StandingColumn::linkPressed, this, &Standings::databasePressed);
    connect(m_atServer, &StandingColumn::linkPressed, this, &Standings::serverPressed);
}

void Standings::show(const Examination& examination)
{
    m_byText->show(standingByText(examination));
    m_inDatabase->show(standingInDatabase(examination));
    m_atServer->show(standingAtServer(examination));
}

} // namespace owb::ui
