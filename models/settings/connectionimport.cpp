#include "settings/connectionimport.h"

#include "settings/servicefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

constexpr qint64 largestImport = 1024 * 1024;

/** For `tr`, so that the translation tools find the texts. */
struct ImportWords
{
    Q_DECLARE_TR_FUNCTIONS(Import)
};

QString decoded(const QString& text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

/** The value of NAME=VALUE as shells read it, or the text itself when it is no such line. */
QString valueOf(const QString& line)
{
    static const QRegularExpression assignment(u"^(?:export\\s+)?[A-Za-z_][A-Za-z0-9_.]*\\s*=\\s*(.*)$"_s);
    const auto found = assignment.match(line.trimmed());
    if (!found.hasMatch()) {
        return line.trimmed();
    }
    const QString value = found.captured(1).trimmed();
    for (const QChar quote : {QChar(u'"'), QChar(u'\'')}) {
        if (value.startsWith(quote) && value.indexOf(quote, 1) > 0) {
            return value.mid(1, value.indexOf(quote, 1) - 1);
        }
    }
    static const QRegularExpression comment(u"\\s+#.*$"_s);
    return QString(value).remove(comment);
}

/** Names that frameworks give to the engines known here. */
QString schemeOf(const QString& given)
{
    static const QHash<QString, QString> others{{u"mysqlgis"_s, u"mysql"_s}, {u"mysql-connector"_s, u"mysql"_s},
        {u"timescale"_s, u"postgresql"_s}, {u"timescalegis"_s, u"postgresql"_s}, {u"spatialite"_s, u"sqlite"_s},
        {u"sqlite3"_s, u"sqlite"_s}};
    const QString name = given.section(u'+', 0, 0).toLower();
    return others.value(name, name);
}

/** What other drivers call the options of libpq; nothing when it is no option of a connection's safety. */
QString optionOf(const QString& given)
{
    static const QHash<QString, QString> others{{u"ssl_ca"_s, u"sslrootcert"_s}, {u"ssl-ca"_s, u"sslrootcert"_s},
        {u"sslca"_s, u"sslrootcert"_s}, {u"ssl_cert"_s, u"sslcert"_s}, {u"ssl-cert"_s, u"sslcert"_s},
        {u"ssl_key"_s, u"sslkey"_s}, {u"ssl-key"_s, u"sslkey"_s}, {u"ssl_mode"_s, u"sslmode"_s},
        {u"ssl-mode"_s, u"sslmode"_s}, {u"unix_socket"_s, u"host"_s}};
    return others.value(given, given);
}

/** The query of a URL with only what is known here; the rest becomes notes. */
QString keptOptions(const QString& query, ImportedConnection& imported)
{
    QStringList kept;
    const QStringList parts = query.split(u'&', Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const QString name = optionOf(decoded(part.section(u'=', 0, 0)));
        const QString value = part.section(u'=', 1);
        if (name == "password"_L1) {
            imported.password = core::Secret(decoded(value));
        } else if (name == "user"_L1) {
            imported.address.user = decoded(value);
        } else if (name == "sslmode"_L1) {
            kept << u"sslmode="_s + knownTlsWord(decoded(value), imported.notes);
        } else if (name == "host"_L1 || core::DatabaseAddress::knownOptions().contains(name)) {
            kept << name + u'=' + value;
        } else if (name != "charset"_L1) {
            imported.notes << ImportWords::tr("The option %1 is not used here and was left out.").arg(name);
        }
    }
    return kept.join(u'&');
}

/** The path behind sqlite:///, which counts from the folder of the program unless a fourth slash begins it. */
QString filePath(const QString& rest, const QString& folder)
{
    const QString path = decoded(rest.section(u'?', 0, 0));
    if (!path.startsWith(u'/')) { // sqlite://name: written by mistake, and understood all the same
        return path.isEmpty() ? QString() : QDir(folder).absoluteFilePath(path);
    }
    const QString written = path.sliced(1);
    if (written.startsWith(u'/')) {
        return QDir::cleanPath(written);
    }
    const QString relative = QDir::cleanPath(QDir(folder).absoluteFilePath(written));
    return !QFileInfo::exists(relative) && QFileInfo::exists(path) ? path : relative;
}

core::Result<ImportedConnection> finished(ImportedConnection imported)
{
    imported.connection.id = newConnectionId();
    imported.connection.name = imported.address.label();
    imported.connection.address = imported.address.text();
    imported.connection.passwordPlace = imported.address.isServer() ? PasswordPlace::Keychain : PasswordPlace::None;
    return imported;
}

} // namespace

core::Result<ImportedConnection> importUrl(const QString& text, const QString& folder)
{
    const QString url = valueOf(text);
    const qsizetype mark = url.indexOf("://"_L1);
    const QString scheme = schemeOf(mark > 0 ? url.first(mark) : url.section(u':', 0, 0));
    ImportedConnection imported;
    if (scheme == "sqlite"_L1) {
        const QString path = mark > 0 ? filePath(url.sliced(mark + 3), folder) : decoded(url.section(u':', 1));
        if (QFileInfo(path).fileName().isEmpty() || path.contains(":memory:"_L1)) {
            return core::failure(core::Error::Kind::InvalidAddress, {},
                {ImportWords::tr("an SQLite database in memory belongs to one program alone")});
        }
        imported.address.path = QDir(folder).absoluteFilePath(path);
        return finished(imported);
    }
    if (mark <= 0) {
        return core::failure(core::Error::Kind::InvalidAddress, {},
            {ImportWords::tr("it has no engine before a colon and two slashes")});
    }
    const QString options = keptOptions(url.section(u'?', 1), imported);
    std::optional<core::Secret> password;
    auto address = core::DatabaseAddress::parse(
        scheme + url.section(u'?', 0, 0).sliced(mark) + (options.isEmpty() ? QString() : u'?' + options), &password);
    if (!address) {
        return tl::unexpected(address.error());
    }
    if (address->user.isEmpty()) {
        address->user = imported.address.user;
    }
    imported.address = *address;
    imported.password = password ? password : imported.password;
    return finished(imported);
}

Imported importLines(const QString& text, const QString& folder)
{
    Imported imported;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString value = valueOf(lines.at(i));
        const bool isDatabase = value.contains("://"_L1) || value.startsWith("sqlite:"_L1);
        if (!isDatabase || lines.at(i).trimmed().startsWith(u'#')) {
            continue;
        }
        if (auto one = importUrl(value, folder)) {
            imported.connections << *one;
        } else { // many other things have a URL; which line it is says enough
            imported.notes << ImportWords::tr("Line %1 holds no database that is known here.").arg(i + 1);
        }
    }
    return imported;
}

core::Result<Imported> importFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return core::failure(core::Error::Kind::FileMissing, path);
    }
    const QString text = QString::fromUtf8(file.read(largestImport));
    if (hasServices(text)) {
        return importServices(text, path);
    }
    Imported imported = importLines(text, QFileInfo(path).absolutePath());
    if (imported.connections.isEmpty()) {
        return core::failure(core::Error::Kind::NotReadable, path,
            {u"1"_s, ImportWords::tr("it holds no database URL and no [service] section")});
    }
    return imported;
}

QString ownServiceFile()
{
    const QString named = qEnvironmentVariable("PGSERVICEFILE");
    return named.isEmpty() ? QDir::homePath() + u"/.pg_service.conf"_s : named;
}

} // namespace owb::settings
