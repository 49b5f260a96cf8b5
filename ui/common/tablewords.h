#pragma once

#include <QString>

namespace owb::ui {

/** The words of a page with a table. */
struct TableWords
{
    QString title; // "Clients", also the table's accessible name
    QString search; // accessible name of the search field
    QString placeholder;
    QString emptyIcon;
    QString emptyTitle;
    QString emptyText;
    QString noMatchTitle;
};

} // namespace owb::ui
