#pragma once

#include "core/privatejson.h"

#include <QJsonArray>

#include <functional>

namespace owb::settings {

/**
 * A list of JSON objects in a file that only its owner can read. Each change reads the file anew and replaces it whole,
 * so that two programs at once lose nothing; what a later version wrote beside the list stays. A file that is not
 * understood is never overwritten.
 */
class ListFile
{
public:
    using Change = std::function<core::Result<>(QJsonArray&)>;

    /** As core::PrivateJson has it. `member`: what the list is called in the file. */
    ListFile(const QString& file, QString member);

    /** Empty when there is no file. NotReadable when it is not understood. */
    [[nodiscard]] core::Result<QJsonArray> read() const;
    [[nodiscard]] core::Result<> change(const Change& change);
    /** Takes out the object with this id, where there is one. */
    [[nodiscard]] core::Result<> remove(const QString& id);
    /** Moves a file that is not understood out of the way; gives its new path. */
    [[nodiscard]] core::Result<QString> setAside();

    [[nodiscard]] const QString& path() const { return m_json.file(); }

private:
    [[nodiscard]] QJsonObject emptyFile() const;

    core::PrivateJson m_json;
    QString m_member;
};

/** Where the object with this id is, or the end. */
[[nodiscard]] qsizetype placeOf(const QJsonArray& list, const QString& id);
/** Whether an object with another id has this name. */
[[nodiscard]] bool isNameTaken(const QJsonArray& list, const QString& name, const QString& id);

} // namespace owb::settings
