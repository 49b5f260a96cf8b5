#include "core/privatejson.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace owb::core {

namespace {

constexpr int lockWaitMs = 3000;
constexpr qint64 largestFile = 4 * 1024 * 1024;

QString sharedFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/oauth-workbench/"_s;
}

tl::unexpected<Error> notUnderstood(const QString& file, qsizetype line, const QString& reason)
{
    return failure(Error::Kind::NotReadable, file, {QString::number(line), reason});
}

tl::unexpected<Error> notWritten(const QString& file, const QString& reason)
{
    return failure(Error::Kind::FileNotWritten, file, {}, reason);
}

} // namespace

PrivateJson::PrivateJson(const QString& file)
    : m_file(file.contains(u'/') ? file : sharedFolder() + file)
{ }

Result<QJsonObject> PrivateJson::read(const QJsonObject& empty, const QString& member) const
{
    QFile file(m_file);
    if (!file.exists()) {
        return empty;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return notUnderstood(m_file, 1, u"it cannot be opened for reading"_s);
    }
    const QByteArray bytes = file.read(largestFile);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (document.isNull()) {
        return notUnderstood(m_file, 1 + bytes.first(error.offset).count('\n'), error.errorString());
    }
    if (document.object().value(member).type() != empty.value(member).type()) {
        return notUnderstood(m_file, 1,
            empty.value(member).isArray() ? u"it has no list named %1"_s.arg(member)
                                          : u"it has no object named %1"_s.arg(member));
    }
    return document.object();
}

Result<> PrivateJson::change(
    const QJsonObject& empty, const QString& member, const std::function<Result<>(QJsonObject&)>& change) const
{
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    QLockFile lock(m_file + u".lock"_s);
    if (!lock.tryLock(lockWaitMs)) {
        return notWritten(m_file, u"another program is writing it"_s);
    }
    auto json = read(empty, member);
    if (!json) {
        return tl::unexpected(json.error());
    }
    if (const auto changed = change(*json); !changed) {
        return changed;
    }
    return write(*json);
}

Result<> PrivateJson::write(const QJsonObject& json) const
{
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly)) {
        return notWritten(m_file, file.errorString());
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // before anything is in it
    file.write(QJsonDocument(json).toJson());
    return file.commit() ? Result<>() : notWritten(m_file, file.errorString());
}

} // namespace owb::core
