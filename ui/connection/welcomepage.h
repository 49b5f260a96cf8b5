#pragma once

#include "connection/recentrow.h"
#include "settings/connectionstore.h"
#include "settings/settings.h"

#include <QWidget>

class QVBoxLayout;

namespace owb::ui {

/** Where the program begins: open a file, a server, the sample, or what was opened before. */
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(settings::Settings& settings, const settings::ConnectionStore& connections, QWidget* parent);
    /** Reads saved connections and the recent list anew. */
    void refresh();

Q_SIGNALS:
    void openAsked();
    void connectAsked();
    void sampleAsked();
    void inspectAsked();
    void connectionAsked(const QString& id);
    void recentAsked(const QString& path);

private:
    void build();
    [[nodiscard]] QWidget* makeHeading();
    [[nodiscard]] QWidget* makeStart();
    [[nodiscard]] QWidget* makeRecentRow(const RecentEntry& entry);
    [[nodiscard]] QWidget* makeClearLink(QWidget* parent);
    [[nodiscard]] QList<RecentEntry> entries() const;

    settings::Settings& m_settings;
    const settings::ConnectionStore& m_connections;
    QVBoxLayout* m_recent = nullptr;
};

} // namespace owb::ui
