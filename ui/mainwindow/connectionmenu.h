#pragma once

#include "connection/connectionservices.h"
#include "store/opendatabase.h"

#include <QMenu>

namespace owb::ui {

/** The menu Connection: makes, changes and removes saved connections, and chooses among the schemas of the open one. */
class ConnectionMenu : public QMenu
{
    Q_OBJECT
public:
    ConnectionMenu(ConnectionServices& services, QWidget* window);

    /** A new connection, filled in with what is given. */
    void create(const settings::Connection& connection = {});
    void edit(const QString& id);
    void remove(const QString& id);
    /** One that was changed elsewhere; nothing where it is not saved at all. */
    void store(const settings::Connection& connection);
    /** What is open; without id it is not saved yet. */
    void showOpen(const settings::Connection& connection, const QList<store::Candidate>& candidates, int chosen);
    void showNone();

Q_SIGNALS:
    void saved(const owb::settings::Connection& connection);
    void removed(const QString& id);
    void candidateChosen(int candidate);
    void lockToggled();
    void mapAsked();
    void failed(const QString& title, const QString& sentence);

private:
    void openDialog(const settings::Connection& connection);
    void offerSchemas(const QList<store::Candidate>& candidates, int chosen);
    void removeNow(const settings::Connection& connection);

    ConnectionServices& m_services;
    QWidget* m_window;
    settings::Connection m_open;
    QMenu* m_schemas;
    QAction* m_save;
    QAction* m_edit;
    QAction* m_remove;
    QAction* m_lock;
    QAction* m_map;
};

} // namespace owb::ui
