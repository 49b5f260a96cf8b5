#pragma once

#include "tables/windowrows.h"

namespace owb::tables {

/** The grants as words, "Code, refresh". */
[[nodiscard]] QString grantWords(const QStringList& grantTypes);
/** The name as a list shows it: what is wrong, when the row cannot be read. */
[[nodiscard]] QString nameText(const oauth::Client& client);

class ClientTableModel final : public WindowRows<oauth::Client, store::ClientQuery>
{
    Q_OBJECT
public:
    enum Column { Name, Identifier, Grants, LiveTokens, Findings, ColumnCount };
    Q_ENUM(Column)
    /** Beside tables::Role: counts for the findings chip. */
    enum ClientRole { ErrorsRole = Qt::UserRole + 20, WarningsRole };

    ClientTableModel(store::Repository& repository, QObject* parent);
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] static bool sortable(int column);
    /** Live tokens by client identifier: they come later than the rows. */
    void setLiveTokens(const QHash<QString, qint64>& counts);
    [[nodiscard]] std::optional<qint64> liveTokens(const oauth::Client& client) const;
    /** Rows among those that were read whose values are not all understood. */
    [[nodiscard]] QList<qint64> unreadableRows() const;
    /** The next of them after `row`, from the top again at the end; -1 when there is none. */
    [[nodiscard]] qint64 nextUnreadable(qint64 row) const;

protected:
    [[nodiscard]] store::Reply<store::Page<oauth::Client>> ask(
        const store::ClientQuery& query, const store::Stretch& stretch) override;
    [[nodiscard]] bool newRowsComeFirst() const override { return false; }

private:
    [[nodiscard]] QVariant text(const oauth::Client& client, int column) const;
    [[nodiscard]] QVariant sortValue(const oauth::Client& client, int column) const;
    [[nodiscard]] static TextTone tone(const oauth::Client& client, int column);

    std::optional<QHash<QString, qint64>> m_live;
};

} // namespace owb::tables
