#include "layertable.h"

using namespace Qt::StringLiterals;

namespace {

QStringList modelFolders()
{
    return {u"core"_s, u"json"_s, u"oauth"_s, u"jose"_s, u"hash"_s, u"protocol"_s, u"store"_s, u"tables"_s,
        u"settings"_s, u"jobs"_s, u"inspector"_s};
}

QStringList uiFolders()
{
    return {u"common"_s, u"clients"_s, u"tokens"_s, u"connection"_s, u"mapping"_s, u"mainwindow"_s, u"overview"_s,
        u"inspector"_s};
}

QList<Layer> makeLayers()
{
    // The door to a database and the values that go through it.
    const QStringList door{u"store/repository.h"_s, u"store/repositorytypes.h"_s, u"store/query.h"_s, u"store/bulk.h"_s,
        u"store/manytokens.h"_s, u"store/schemainfo.h"_s};
    const QStringList profiles{
        u"store/mapper.h"_s, u"store/mapping.h"_s, u"store/profilefolder.h"_s, u"store/schemaprofile.h"_s};
    const QStringList page{u"core"_s, u"json"_s, u"oauth"_s, u"tables"_s, u"settings"_s, u"jobs"_s, u"common"_s};
    const QStringList core{u"QtCore"_s};
    const QStringList widgets{u"QtCore"_s, u"QtGui"_s, u"QtWidgets"_s};
    const QStringList models = modelFolders();
    const QStringList ui = uiFolders();
    return {
        {u"models/core"_s, {}, core, {u"tl"_s}},
        {u"models/json"_s, {u"core"_s}, core, {}},
        {u"models/oauth"_s, {u"core"_s, u"json"_s}, core, {}},
        {u"models/jose"_s, {u"core"_s, u"json"_s}, core, {u"openssl"_s, u"zlib.h"_s, u"tl"_s}},
        {u"models/inspector"_s, {u"core"_s, u"json"_s, u"jose"_s}, core, {}},
        {u"models/hash"_s, {u"core"_s}, core, {u"openssl"_s, u"crypt.h"_s, u"argon2.h"_s}},
        {u"models/protocol"_s, {u"core"_s, u"json"_s, u"jose"_s, u"inspector"_s}, {u"QtCore"_s, u"QtNetwork"_s}, {}},
        {u"models/store"_s, {u"core"_s, u"json"_s, u"oauth"_s, u"hash"_s}, {u"QtCore"_s, u"QtSql"_s},
            {u"sqlite3.h"_s, u"libpq-fe.h"_s, u"poll.h"_s, u"mysql.h"_s, u"errmsg.h"_s, u"mysqld_error.h"_s,
                u"sys/socket.h"_s, u"sys/resource.h"_s, u"unistd.h"_s}},
        {u"models/tables"_s, QStringList{u"core"_s, u"json"_s, u"oauth"_s, u"jose"_s, u"inspector"_s} + door, core, {}},
        {u"models/jobs"_s, QStringList{u"core"_s, u"oauth"_s, u"jose"_s} + door, core, {}},
        {u"models/settings"_s, {u"core"_s}, core, {u"qt6keychain"_s}},
        // Pages share one table page, which is built on the models in tables/.
        {u"ui/common"_s, QStringList{u"core"_s, u"oauth"_s, u"tables"_s, u"settings"_s, u"jobs"_s} + door,
            widgets + QStringList{u"QtSvg"_s}, {}},
        {u"ui/clients"_s, page + door, widgets, {}},
        {u"ui/tokens"_s, page + door, widgets, {}},
        {u"ui/overview"_s, page + door, widgets, {}},
        {u"ui/inspector"_s, page + door + QStringList{u"jose"_s, u"inspector"_s, u"protocol"_s}, widgets, {}},
        {u"ui/connection"_s, page + door, widgets, {}},
        // Maps are made of what profiles are made of, and looked at with the mapper; no page touches either.
        {u"ui/mapping"_s, page + door + profiles + QStringList{u"store/field.h"_s, u"store/codec.h"_s}, widgets, {}},
        // The window opens and closes databases, so it alone among the pages may ask for one.
        {u"ui/mainwindow"_s, page + door + ui + profiles + QStringList{u"store/opendatabase.h"_s}, widgets, {}},
        {u"app/cli"_s, models, core, {u"CLI"_s, u"fcntl.h"_s, u"termios.h"_s, u"unistd.h"_s, u"wchar.h"_s}},
        {u"app/desktop"_s, models + ui, widgets, {}},
    };
}

} // namespace

const Layer* layerOf(const QString& folder)
{
    static const QList<Layer> layers = makeLayers();
    for (const Layer& layer : layers) {
        if (layer.folder == folder) {
            return &layer;
        }
    }
    return nullptr;
}

QStringList ownFolders()
{
    return modelFolders() + uiFolders();
}
