#pragma once

#include <QList>
#include <QString>

namespace owb::settings {

/** A database that was opened before. */
struct RecentDatabase
{
    QString path;
    QString schemaTitle;
    qint64 openedAt = 0; // epoch seconds
    bool operator==(const RecentDatabase&) const = default;
};

/** What the window remembers, in one file that only its owner can read. Never a secret. GUI thread only. */
class Settings
{
public:
    /** `file` empty: the application's own place. */
    explicit Settings(const QString& file = {});

    /** "system", "light", "dark" or "contrast". */
    [[nodiscard]] QString theme() const;
    void setTheme(const QString& theme);
    /** The newest first, at most ten. */
    [[nodiscard]] QList<RecentDatabase> recent() const;
    void addRecent(const RecentDatabase& database);
    void clearRecent();

private:
    void write(const QList<RecentDatabase>& list);

    QString m_file;
};

} // namespace owb::settings
