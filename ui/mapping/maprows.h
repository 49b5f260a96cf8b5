#pragma once

#include "store/mapper.h"

#include <QTableWidget>

namespace owb::ui {

/** The first rows of a table as a map reads them. Secrets and tokens are masked, whatever they are mapped to. */
class MapRows : public QTableWidget
{
    Q_OBJECT
public:
    MapRows(store::Entity entity, QWidget* parent);
    void present(const store::MapPreview& preview, const store::EntityProfile& entity);

private:
    struct Cell
    {
        QString text;
        bool muted = false; // said about the cell, not its value
    };
    void showClients(const QList<oauth::Client>& clients);
    void showTokens(const QList<oauth::Token>& tokens);
    void showCodes(const QList<oauth::AuthorizationCode>& codes);
    void addRow(const QList<Cell>& cells, const QList<oauth::CellProblem>& problems);

    [[nodiscard]] Cell text(const QString& field, const std::optional<QString>& value) const;
    [[nodiscard]] Cell time(const QString& field, std::optional<qint64> epoch, const QString& none) const;
    [[nodiscard]] bool isMapped(const QString& field) const;

    store::Entity m_entity;
    store::EntityProfile m_map;
};

/** Whether a column of this name may hold what nobody should see. */
[[nodiscard]] bool soundsSecret(const QString& column);

} // namespace owb::ui
