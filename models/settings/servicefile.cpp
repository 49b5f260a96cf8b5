#include "settings/servicefile.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

/** For `tr`, so that the translation tools find the texts. */
struct ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(Import)
};

using Keys = QList<std::pair<QString, QString>>;

struct Section
{
    QString name;
    Keys keys;
};

core::Result<QList<Section>> sectionsOf(const QString& text, const QString& source)
{
    QList<Section> sections;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (line.isEmpty() || line.startsWith(u'#')) {
            continue;
        }
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            sections.append({line.mid(1, line.size() - 2).trimmed(), {}});
        } else if (sections.isEmpty() || (equals <= 0 && !line.startsWith("ldap"_L1))) {
            return core::failure(core::Error::Kind::NotReadable, source,
                {QString::number(i + 1), ServiceWords::tr("neither [name] nor key=value")});
        } else { // the line itself may hold a password, so it is not told
            sections.last().keys.append({line.first(std::max<qsizetype>(equals, 0)).trimmed().toLower(),
                equals < 0 ? QString() : line.sliced(equals + 1).trimmed()});
        }
    }
    return sections;
}

QString valueIn(const Section& section, const QString& key)
{
    const auto found =
        std::find_if(section.keys.begin(), section.keys.end(), [&key](const auto& pair) { return pair.first == key; });
    return found == section.keys.end() ? QString() : found->second;
}

/** Several hosts share one port, or each has its own. */
QList<core::DatabaseAddress::Host> hostsOf(const Section& section)
{
    const QString named = valueIn(section, u"host"_s);
    const QString hosts = named.isEmpty() ? valueIn(section, u"hostaddr"_s) : named;
    const QStringList ports = valueIn(section, u"port"_s).split(u',');
    QList<core::DatabaseAddress::Host> list;
    const QStringList names = hosts.split(u',');
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString& port = ports.size() > 1 ? ports.value(i) : ports.constFirst();
        list.append({names.at(i).trimmed(), port.trimmed().toInt()});
    }
    return list.size() == 1 && list.constFirst() == core::DatabaseAddress::Host{} ? decltype(list)() : list;
}

void takeOptions(const Section& section, ImportedConnection& imported)
{
    static const QStringList taken{u"host"_s, u"port"_s, u"dbname"_s, u"user"_s, u"password"_s};
    for (const auto& [key, value] : section.keys) {
        if (taken.contains(key) || (key == "hostaddr"_L1 && valueIn(section, u"host"_s).isEmpty())) {
            continue;
        }
        if (key == "sslmode"_L1) {
            imported.address.options.insert(key, knownTlsWord(value, imported.notes));
        } else if (core::DatabaseAddress::knownOptions().contains(key)) {
            imported.address.options.insert(key, value);
        } else {
            imported.notes << ServiceWords::tr("%1 is not used here and was left out.")
                                  .arg(key.isEmpty() ? ServiceWords::tr("A line for LDAP") : u"The key "_s + key);
        }
    }
}

core::Result<ImportedConnection> connectionOf(const Section& section)
{
    ImportedConnection imported;
    imported.address.engine = core::Engine::PostgreSql;
    imported.address.hosts = hostsOf(section);
    imported.address.user = valueIn(section, u"user"_s);
    const QString database = valueIn(section, u"dbname"_s);
    imported.address.database = database.isEmpty() ? imported.address.user : database; // as libpq does
    takeOptions(section, imported);
    if (const QString password = valueIn(section, u"password"_s); !password.isEmpty()) {
        imported.password = core::Secret(password);
    }
    imported.connection.id = newConnectionId();
    imported.connection.name = section.name;
    imported.connection.address = imported.address.text();
    imported.connection.passwordPlace = imported.password ? PasswordPlace::Keychain : PasswordPlace::Engine;
    const auto good = core::DatabaseAddress::parse(imported.connection.address); // checks every value
    return good ? core::Result<ImportedConnection>(imported) : tl::unexpected(good.error());
}

} // namespace

bool hasServices(const QString& text)
{
    static const QRegularExpression heading(u"^\\s*\\[[^\\]\\n]+\\]\\s*$"_s, QRegularExpression::MultilineOption);
    return heading.match(text).hasMatch();
}

core::Result<Imported> importServices(const QString& text, const QString& source)
{
    const auto sections = sectionsOf(text, source);
    if (!sections) {
        return tl::unexpected(sections.error());
    }
    Imported imported;
    for (const Section& section : *sections) {
        if (auto one = connectionOf(section)) {
            imported.connections << *one;
        } else {
            imported.notes << ServiceWords::tr("The service %1 cannot be taken: %2.")
                                  .arg(section.name, one.error().items.value(0));
        }
    }
    return imported;
}

QString knownTlsWord(const QString& word, QStringList& notes)
{
    static const QHash<QString, QString> others{{u"disabled"_s, u"disable"_s}, {u"preferred"_s, u"prefer"_s},
        {u"required"_s, u"require"_s}, {u"verify_ca"_s, u"verify-ca"_s}, {u"verify_identity"_s, u"verify-full"_s}};
    const QString lower = word.toLower();
    if (lower == "allow"_L1) {
        notes << ServiceWords::tr("sslmode=allow became prefer: encrypted wherever the server can.");
        return u"prefer"_s;
    }
    return others.value(lower, lower);
}

} // namespace owb::settings
