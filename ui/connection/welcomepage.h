#pragma once

#include "settings/settings.h"

#include <QWidget>

class QVBoxLayout;

namespace owb::ui {

/** Where the program begins: open a file, the sample, or one of the recent databases. */
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(settings::Settings& settings, QWidget* parent);
    /** Reads the recent list anew. */
    void refresh();

Q_SIGNALS:
    void openAsked();
    void sampleAsked();
    void recentAsked(const QString& path);

private:
    void build();
    [[nodiscard]] QWidget* makeHeading();
    [[nodiscard]] QWidget* makeStart();
    [[nodiscard]] QWidget* makeRecentRow(const settings::RecentDatabase& database);

    settings::Settings& m_settings;
    QVBoxLayout* m_recent = nullptr;
};

} // namespace owb::ui
