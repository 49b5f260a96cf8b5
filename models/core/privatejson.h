#pragma once

#include "core/result.h"

#include <QJsonObject>

#include <functional>

namespace owb::core {

/**
 * A JSON object in a file that only its owner can read. Each change reads the file anew and replaces it whole, so that
 * two programs at once lose nothing. Not for secrets. Any thread.
 */
class PrivateJson
{
public:
    /** `file` is a path, or a name in the folder that oauth-workbench and owb share. */
    explicit PrivateJson(const QString& file);

    [[nodiscard]] const QString& file() const { return m_file; }
    /** `empty` without a file. NotReadable when it is not understood, or `member` is not there or of another type. */
    [[nodiscard]] Result<QJsonObject> read(const QJsonObject& empty, const QString& member) const;
    /** Reads, changes and writes; nothing is written where `change` fails. FileNotWritten, or as read(). */
    [[nodiscard]] Result<> change(
        const QJsonObject& empty, const QString& member, const std::function<Result<>(QJsonObject&)>& change) const;

private:
    [[nodiscard]] Result<> write(const QJsonObject& json) const;

    QString m_file;
};

} // namespace owb::core
