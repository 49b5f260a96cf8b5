#pragma once

#include "settings/connection.h"
#include "settings/settings.h"

#include <QAbstractButton>

namespace owb::ui {

/** A database that can be opened again: a saved connection, or a file. */
struct RecentEntry
{
    QString id; // of a connection; empty for a file
    QString path; // of a file, also where a connection is to one
    QString name;
    QString place; // where it is
    QString schemaTitle;
    qint64 openedAt = 0; // epoch seconds; 0 = never
    bool production = false;

    [[nodiscard]] static RecentEntry of(const settings::Connection& connection);
    [[nodiscard]] static RecentEntry of(const settings::RecentDatabase& database);
    [[nodiscard]] bool isFile() const { return !path.isEmpty(); }
};

/** Such a database as a button that looks like a row. */
class RecentRow : public QAbstractButton
{
    Q_OBJECT
public:
    RecentRow(const RecentEntry& entry, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintName(QPainter& painter, int width);

    RecentEntry m_entry;
    bool m_missing;
    QString m_time;
};

} // namespace owb::ui
