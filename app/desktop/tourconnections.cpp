#include "tour.h"

#include "common/passwordedit.h"
#include "connection/connectiondialog.h"
#include "connection/passworddialog.h"
#include "mainwindow/connectionmenu.h"
#include "mainwindow/editlock.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

owb::settings::Connection madeUp(const QString& name, const QString& address, const QString& schema, qint64 opened)
{
    owb::settings::Connection connection;
    connection.id = name;
    connection.name = name;
    connection.address = address;
    connection.schemaTitle = schema;
    connection.openedAt = opened;
    return connection;
}

} // namespace

QList<owb::settings::Connection> Tour::connections(qint64 now)
{
    const QString authlib = u"Authlib 1.6 on SQLAlchemy"_s;
    auto staging = madeUp(u"auth-staging"_s, u"postgresql://al@staging.example/auth"_s, authlib, now - 3600);
    staging.colour = u"teal"_s;
    auto production = madeUp(
        u"auth-prod"_s, u"postgresql://al@db1.example,db2.example/auth?sslmode=verify-full"_s, authlib, now - 90000);
    production.production = true;
    return {staging, production, madeUp(u"파트너 포털"_s, u"mariadb://al@10.20.4.17/partner"_s, authlib, now - 500000)};
}

void Tour::connectionDialogs()
{
    m_window.findChild<QAction*>(u"mapByHandAction"_s)->trigger();
    settle();
    shoot(u"39-map-tables"_s);
    closeDialogs();
    m_window.closeDatabase();
    auto* menu = m_window.findChild<ConnectionMenu*>();
    menu->create();
    settle();
    shoot(u"30-new-connection"_s);
    closeDialogs();
    menu->edit(u"auth-prod"_s);
    settle();
    shoot(u"31-edit-connection"_s);
    closeDialogs();
    auto copied = madeUp({}, m_sample, {}, 0);
    copied.name = u"auth-dev"_s;
    copied.passwordPlace = owb::settings::PasswordPlace::None;
    menu->create(copied);
    auto* dialog = m_window.findChild<ConnectionDialog*>();
    auto* test = dialog->findChild<QPushButton*>(u"testButton"_s);
    dialog->startTest();
    waitFor([test] { return test->isEnabled(); });
    settle();
    shoot(u"32-connection-tested"_s);
    closeDialogs();
    (new PasswordDialog(connections(0).constFirst(),
         owb::core::Error{owb::core::Error::Kind::LoginRefused, u"auth-staging"_s, {}, {}}, &m_window))
        ->open();
    settle();
    shoot(u"33-password"_s);
    closeDialogs();
}

void Tour::production()
{
    auto connection = madeUp({}, m_sample, {}, 0);
    connection.name = u"auth-prod"_s;
    connection.id = u"auth-prod"_s;
    connection.production = true;
    connection.passwordPlace = owb::settings::PasswordPlace::None;
    if (!open([this, connection] { m_window.openConnection(connection); })) {
        m_failed << u"34-production"_s;
        return;
    }
    shoot(u"34-production"_s);
    m_window.findChild<EditLock*>()->toggle();
    settle();
    shoot(u"35-production-unlock"_s);
    m_window.findChild<QPushButton*>(u"verbButton"_s)->click();
    waitFor([this] { return m_window.repository()->connection().unlocked; });
    settle();
    shoot(u"36-production-unlocked"_s);
    for (const QString& theme : {u"dark"_s, u"contrast"_s}) {
        m_window.useTheme(theme);
        settle();
        shoot(u"37-production-"_s + theme);
        m_window.findChild<ConnectionMenu*>()->edit(u"auth-prod"_s);
        settle();
        shoot(u"38-edit-connection-"_s + theme);
        closeDialogs();
    }
    m_window.useTheme(u"light"_s);
}
