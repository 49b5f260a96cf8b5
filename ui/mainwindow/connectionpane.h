#pragma once

#include "store/repository.h"

#include <QTreeWidget>
#include <QWidget>

namespace owb::ui {

/** The left pane: the open database and its sections, with counts. */
class ConnectionPane : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionPane(QWidget* parent);
    /** Nothing open. */
    void showNone();
    void showConnection(const store::ConnectionInfo& connection, const store::SchemaInfo& schema);
    void showTotals(const store::Totals& totals);
    void select(const QString& section);
    void focusSections() { m_tree->setFocus(); }

Q_SIGNALS:
    void sectionChosen(const QString& section);
    void openAsked();

private:
    QTreeWidget* m_tree;
    QHash<QString, QTreeWidgetItem*> m_sections;
};

} // namespace owb::ui
