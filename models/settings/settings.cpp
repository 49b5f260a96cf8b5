#include "settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

constexpr int mostRecent = 10;

QString ownFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/settings.ini"_s;
}

/** Makes the file before anything is in it, so that it is never readable by others. */
void makePrivate(const QString& path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (file.open(QIODevice::ReadWrite)) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
}

} // namespace

Settings::Settings(const QString& file)
    : m_file(file.isEmpty() ? ownFile() : file)
{ }

QString Settings::theme() const
{
    return QSettings(m_file, QSettings::IniFormat).value(u"window/theme"_s, u"system"_s).toString();
}

void Settings::setTheme(const QString& theme)
{
    makePrivate(m_file);
    QSettings(m_file, QSettings::IniFormat).setValue(u"window/theme"_s, theme);
}

QList<RecentDatabase> Settings::recent() const
{
    QSettings file(m_file, QSettings::IniFormat);
    QList<RecentDatabase> list;
    const int count = file.beginReadArray(u"recent"_s);
    for (int i = 0; i < std::min(count, mostRecent); ++i) {
        file.setArrayIndex(i);
        list.append({file.value(u"path"_s).toString(), file.value(u"schema"_s).toString(),
            file.value(u"opened"_s).toLongLong()});
    }
    return list;
}

void Settings::addRecent(const RecentDatabase& database)
{
    QList<RecentDatabase> list = recent();
    list.removeIf([&database](const RecentDatabase& one) { return one.path == database.path; });
    list.prepend(database);
    write(list.mid(0, mostRecent));
}

void Settings::clearRecent()
{
    write({});
}

void Settings::write(const QList<RecentDatabase>& list)
{
    makePrivate(m_file);
    QSettings file(m_file, QSettings::IniFormat);
    file.remove(u"recent"_s);
    file.beginWriteArray(u"recent"_s, static_cast<int>(list.size()));
    for (int i = 0; i < list.size(); ++i) {
        file.setArrayIndex(i);
        file.setValue(u"path"_s, list.at(i).path);
        file.setValue(u"schema"_s, list.at(i).schemaTitle);
        file.setValue(u"opened"_s, list.at(i).openedAt);
    }
    file.endArray();
}

} // namespace owb::settings
