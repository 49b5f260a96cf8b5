#include "store/profilefolder.h"

#include "store/profilewriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

constexpr qint64 longestProfile = 4 * 1024 * 1024; // bytes; far more than any table has columns for

core::Result<SchemaProfile> readProfileFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return core::failure(core::Error::Kind::FileUnreadable, path);
    }
    if (file.size() > longestProfile) {
        return core::failure(core::Error::Kind::InvalidProfile, path, {u"it is longer than 4 MB"_s});
    }
    return SchemaProfile::fromJson(file.readAll(), path);
}

tl::unexpected<core::Error> notSaved(const QString& path, const QString& reason)
{
    return core::failure(core::Error::Kind::FileNotWritten, path, {}, reason);
}

} // namespace

QString profileFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/oauth-workbench/profiles"_s;
}

void OwnProfiles::add(const QString& file)
{
    auto profile = readProfileFile(file);
    if (profile) {
        profiles << std::move(*profile);
        files << file;
    } else {
        broken << profile.error();
    }
}

OwnProfiles readOwnProfiles(const QString& folder)
{
    OwnProfiles own;
    const QDir files(folder);
    for (const QString& name : files.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        own.add(files.filePath(name));
    }
    return own;
}

QString profileIdFor(const QString& title)
{
    constexpr qsizetype longest = 60;
    QString id;
    for (const QChar c : title.normalized(QString::NormalizationForm_KD).toLower()) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (plain) {
            id += c;
        } else if (!c.isMark() && !id.isEmpty() && !id.endsWith(u'-')) {
            id += u'-';
        }
    }
    id.truncate(longest);
    while (id.endsWith(u'-')) {
        id.chop(1);
    }
    return id.isEmpty() ? u"own"_s : id;
}

core::Result<> saveProfile(const SchemaProfile& profile, const QString& path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return notSaved(path, u"the folder cannot be made"_s);
    }
    QSaveFile file(path);
    // Nobody else may read it at any moment: the rights come before the contents.
    const bool ready = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!ready || file.write(profileJson(profile)) < 0 || !file.commit()) {
        return notSaved(path, file.errorString());
    }
    return {};
}

} // namespace owb::store
