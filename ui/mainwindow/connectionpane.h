#pragma once

#include "settings/connection.h"
#include "store/repository.h"

#include <QTreeWidget>
#include <QWidget>

namespace owb::ui {

/** The left pane: the saved connections, and below the open one its sections with their counts. */
class ConnectionPane : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionPane(QWidget* parent);
    void showConnections(const QList<settings::Connection>& connections);
    /** Nothing open. */
    void showNone();
    /** `connection` without id: a file that is not saved, listed as long as it is open. */
    void showOpen(
        const settings::Connection& connection, const store::ConnectionInfo& info, const store::SchemaInfo& schema);
    void showTotals(const store::Totals& totals);
    void select(const QString& section);
    void focusSections() { m_tree->setFocus(); }

Q_SIGNALS:
    void sectionChosen(const QString& section);
    void newAsked();
    /** By a click or Enter; never by walking over it with the arrows. */
    void connectionAsked(const QString& id);
    void editAsked(const QString& id);
    void removeAsked(const QString& id);

private:
    [[nodiscard]] QTreeWidgetItem* itemFor(const settings::Connection& connection);
    void addSections(QTreeWidgetItem* top);
    void ask(const QTreeWidgetItem* item);
    void offerMenu(const QPoint& place);

    QTreeWidget* m_tree;
    QTreeWidgetItem* m_open = nullptr;
    QHash<QString, QTreeWidgetItem*> m_sections;
};

} // namespace owb::ui
