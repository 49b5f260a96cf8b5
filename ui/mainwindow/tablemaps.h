#pragma once

#include "connection/connectionservices.h"

#include <QObject>

class QWidget;

namespace owb::ui {

class ConnectionOpener;

/** Lets a person map the tables of a database by hand, and says with which map it is to be opened then. */
class TableMaps : public QObject
{
    Q_OBJECT
public:
    /** `opener` knows the password of what is mapped. */
    TableMaps(ConnectionServices& services, const ConnectionOpener& opener, QWidget* window);
    /** `profileInUse`: where it is one of the person's own it is changed; else a new map is made. */
    void map(const settings::Connection& connection, const QString& profileInUse);

Q_SIGNALS:
    /** A map was saved: the connection, which may name its file now, is to be opened anew. */
    void mapped(const owb::settings::Connection& connection);
    void noticed(const QString& sentence);

private:
    void use(settings::Connection connection, const QString& file);

    ConnectionServices& m_services;
    const ConnectionOpener& m_opener;
    QWidget* m_window;
};

} // namespace owb::ui
