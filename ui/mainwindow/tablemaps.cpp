#include "mainwindow/tablemaps.h"

#include "core/errortext.h"
#include "mainwindow/connectionopener.h"
#include "mapping/mappingdialog.h"
#include "store/mapper.h"
#include "store/profilefolder.h"

#include <QFileInfo>

namespace owb::ui {

using settings::Connection;

TableMaps::TableMaps(ConnectionServices& services, const ConnectionOpener& opener, QWidget* window)
    : QObject(window)
    , m_services(services)
    , m_opener(opener)
    , m_window(window)
{ }

void TableMaps::map(const Connection& connection, const QString& profileInUse)
{
    const auto address = core::DatabaseAddress::parse(connection.address);
    if (!address) {
        Q_EMIT noticed(core::errorText(address.error()).what);
        return;
    }
    auto* dialog = new MappingDialog(std::make_unique<store::Mapper>(*address, m_opener.password()), m_services.prompt,
        store::profileFolder(), m_window);
    store::OwnProfiles own = store::readOwnProfiles();
    if (!connection.profileFile.isEmpty()) {
        own.add(connection.profileFile);
    }
    for (qsizetype i = 0; i < own.profiles.size(); ++i) {
        if (own.profiles.at(i).id == profileInUse) {
            dialog->edit(own.profiles.at(i), own.files.at(i));
        }
    }
    connect(dialog, &MappingDialog::saved, this,
        [this, connection](const store::SchemaProfile&, const QString& file) { use(connection, file); });
    dialog->open();
}

/** A map in the folder is tried for every database; one that is kept elsewhere goes with its connection. */
void TableMaps::use(Connection connection, const QString& file)
{
    const bool everywhere = QFileInfo(file).absolutePath() == QFileInfo(store::profileFolder()).absoluteFilePath();
    const QString before = connection.profileFile;
    connection.profileFile = everywhere ? QString() : file;
    if (connection.profileFile != before && !connection.id.isEmpty()) {
        if (const auto saved = m_services.connections.save(connection); !saved) {
            Q_EMIT noticed(core::errorText(saved.error()).what);
        }
    }
    Q_EMIT mapped(connection);
}

} // namespace owb::ui
