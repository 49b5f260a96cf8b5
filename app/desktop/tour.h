#pragma once

#include "mainwindow/mainwindow.h"

#include <QTemporaryDir>

#include <functional>

namespace owb::ui {
class InspectorPage;
class TokensPage;
class WorkshopDialog;
} // namespace owb::ui

/** Walks the window through every page and dialog as a person would, and keeps a picture of each. */
class Tour
{
public:
    Tour(owb::ui::MainWindow& window, const QString& folder);
    /** 0 when every picture was made; otherwise says which was not. */
    [[nodiscard]] int run();
    /** What the list of saved connections shows on the tour. */
    [[nodiscard]] static QList<owb::settings::Connection> connections(qint64 now);

private:
    void pages();
    void clientDialogs();
    void tokenDialogs();
    void showImport(owb::ui::TokensPage& tokens);
    void showJob();
    void inspectorAlone();
    void inspectorPages();
    void workshop();
    void showRefused(owb::ui::WorkshopDialog& dialog);
    void showRevoked(owb::ui::InspectorPage& page, const owb::core::Secret& token);
    void showFamily(owb::ui::InspectorPage& page);
    void showRow();
    void inspectorThemes();
    void states();
    void themes();
    void connectionDialogs();
    void production();
    /** Runs the event loop until `condition` holds, at most 10 seconds. */
    bool waitFor(const std::function<bool()>& condition);
    /** Lets everything asynchronous settle. */
    void settle();
    bool open(const std::function<void()>& how);
    bool unlock();
    void shoot(const QString& name);
    void closeDialogs();
    [[nodiscard]] QString writeFile(const QString& name, const QByteArray& bytes);

    owb::ui::MainWindow& m_window;
    QString m_folder;
    QTemporaryDir m_files;
    QString m_sample;
    QStringList m_failed;
};
