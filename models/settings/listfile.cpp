#include "settings/listfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

constexpr int lockWaitMs = 3000;
constexpr qint64 largestFile = 4 * 1024 * 1024;

tl::unexpected<core::Error> notUnderstood(const QString& file, qsizetype line, const QString& reason)
{
    return core::failure(core::Error::Kind::NotReadable, file, {QString::number(line), reason});
}

tl::unexpected<core::Error> notWritten(const QString& file, const QString& reason)
{
    return core::failure(core::Error::Kind::FileNotWritten, file, {}, reason);
}

} // namespace

ListFile::ListFile(QString path, QString member)
    : m_path(std::move(path))
    , m_member(std::move(member))
{ }

QString ListFile::sharedPath(const QString& name)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/oauth-workbench/"_s + name;
}

core::Result<QJsonObject> ListFile::readAll() const
{
    QFile file(m_path);
    if (!file.exists()) {
        return QJsonObject{{u"version"_s, 1}, {m_member, QJsonArray()}};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return notUnderstood(m_path, 1, u"it cannot be opened for reading"_s);
    }
    const QByteArray bytes = file.read(largestFile);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (document.isNull()) {
        return notUnderstood(m_path, 1 + bytes.first(error.offset).count('\n'), error.errorString());
    }
    if (!document.object().value(m_member).isArray()) {
        return notUnderstood(m_path, 1, u"it has no list named %1"_s.arg(m_member));
    }
    return document.object();
}

core::Result<QJsonArray> ListFile::read() const
{
    return readAll().map([this](const QJsonObject& json) { return json.value(m_member).toArray(); });
}

core::Result<> ListFile::change(const Change& change)
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QLockFile lock(m_path + u".lock"_s);
    if (!lock.tryLock(lockWaitMs)) {
        return notWritten(m_path, u"another program is writing it"_s);
    }
    auto json = readAll();
    if (!json) {
        return tl::unexpected(json.error());
    }
    QJsonArray list = json->value(m_member).toArray();
    if (const auto changed = change(list); !changed) {
        return changed;
    }
    json->insert(m_member, list);
    return write(*json);
}

core::Result<> ListFile::remove(const QString& id)
{
    return change([&id](QJsonArray& list) -> core::Result<> {
        if (const qsizetype place = placeOf(list, id); place < list.size()) {
            list.removeAt(place);
        }
        return {};
    });
}

core::Result<> ListFile::write(const QJsonObject& json) const
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) {
        return notWritten(m_path, file.errorString());
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // before anything is in it
    file.write(QJsonDocument(json).toJson());
    return file.commit() ? core::Result<>() : notWritten(m_path, file.errorString());
}

core::Result<QString> ListFile::setAside()
{
    for (int number = 1; number < 1000; ++number) {
        const QString path = u"%1.kept-%2"_s.arg(m_path).arg(number);
        if (!QFile::exists(path)) {
            return QFile::rename(m_path, path) ? core::Result<QString>(path)
                                               : notWritten(path, u"it cannot be renamed"_s);
        }
    }
    return notWritten(m_path, u"too many copies are kept beside it"_s);
}

qsizetype placeOf(const QJsonArray& list, const QString& id)
{
    const auto found = std::find_if(list.begin(), list.end(),
        [&id](const QJsonValue& one) { return one.toObject().value(u"id"_s).toString() == id; });
    return std::distance(list.begin(), found);
}

bool isNameTaken(const QJsonArray& list, const QString& name, const QString& id)
{
    return std::any_of(list.begin(), list.end(), [&](const QJsonValue& one) {
        const QJsonObject json = one.toObject();
        return json.value(u"name"_s).toString() == name && json.value(u"id"_s).toString() != id;
    });
}

} // namespace owb::settings
