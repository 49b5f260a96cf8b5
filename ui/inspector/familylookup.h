#pragma once

#include "common/pageservices.h"
#include "core/clock.h"
#include "inspector/familydialog.h"

#include <QPointer>

namespace owb::ui {

class RowLookup;
class StandingColumn;

/** Looks for the refresh chain of a row as soon as there is one, and offers to show it. */
class FamilyLookup : public QObject
{
    Q_OBJECT
public:
    /** All must outlive it; `page` owns it and its dialog. */
    FamilyLookup(
        RowLookup& rows, StandingColumn& column, const core::Clock& clock, PageServices& services, QWidget* page);

private:
    void look();
    void take(const store::Family& family);
    void show();
    void open(const oauth::Token& row);
    void openAlike(const oauth::Token& alike);

    RowLookup& m_rows;
    StandingColumn& m_column;
    const core::Clock& m_clock;
    PageServices& m_services;
    QWidget* m_page;
    QPointer<FamilyDialog> m_dialog;
    store::Family m_family;
    int m_generation = 0;
};

} // namespace owb::ui
