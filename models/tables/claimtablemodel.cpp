#include "tables/claimtablemodel.h"

#include "inspector/claimwords.h"
#include "json/jsontext.h"

using namespace Qt::StringLiterals;

namespace owb::tables {

namespace {

/** Which of a token's headers it is, where there are several. */
QString headingOf(const inspector::Inspection& inspection, qsizetype layer, qsizetype header)
{
    const bool isOuter = layer + 1 < inspection.layers.size();
    const QString title = isOuter ? ClaimTableModel::tr("Outer header") : ClaimTableModel::tr("Header");
    const qsizetype count = inspection.layers.at(layer).headers.size();
    return count > 1 ? ClaimTableModel::tr("%1 %2 of %3").arg(title).arg(header + 1).arg(count) : title;
}

} // namespace

ClaimTableModel::Row ClaimTableModel::heading(const QString& title)
{
    return {Part::Heading, title, tr("Value"), tr("Means")};
}

void ClaimTableModel::append(QList<Row>& rows, Part part, const json::JsonMembers& members, const Words& words)
{
    const auto all = members.members();
    for (const auto& member : all) {
        const QJsonValue value = members.value(member.name);
        rows << Row{part, member.name, value.isString() ? value.toString() : json::compactJson(member.text),
            words(member.name, value)};
    }
}

QList<ClaimTableModel::Row> ClaimTableModel::rowsOf(const inspector::Inspection& inspection, std::optional<qint64> now)
{
    QList<Row> rows;
    for (qsizetype layer = 0; layer < inspection.layers.size(); ++layer) {
        const QList<jose::JoseHeader>& headers = inspection.layers.at(layer).headers;
        for (qsizetype i = 0; i < headers.size(); ++i) {
            rows << heading(headingOf(inspection, layer, i));
            append(rows, Part::Header, headers.at(i).protectedMembers(), inspector::headerWords);
            if (!headers.at(i).unprotectedMembers().isEmpty()) {
                rows << heading(tr("Header, not protected"));
                append(rows, Part::Unprotected, headers.at(i).unprotectedMembers(), inspector::headerWords);
            }
        }
    }
    if (inspection.claims) {
        rows << heading(tr("Claims"));
        append(rows, Part::Claim, *inspection.claims,
            [now](const QString& name, const QJsonValue& value) { return inspector::claimWords(name, value, now); });
    }
    return rows;
}

void ClaimTableModel::show(const inspector::Inspection& inspection, std::optional<qint64> now)
{
    replace(rowsOf(inspection, now));
}

void ClaimTableModel::clear()
{
    replace({});
}

/** Rows that are the same but for what they mean keep their selection. */
void ClaimTableModel::replace(const QList<Row>& rows)
{
    const auto told = [](const QList<Row>& all) {
        QStringList names;
        for (const Row& row : all) {
            names << row.name << row.value << QString::number(static_cast<int>(row.part));
        }
        return names;
    };
    if (rows.isEmpty() || told(m_rows) != told(rows)) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int i = 0; i < rowCount(); ++i) {
        if (m_rows.at(i) != rows.at(i)) {
            m_rows[i] = rows.at(i);
            Q_EMIT dataChanged(index(i, Meaning), index(i, Meaning), {Qt::DisplayRole});
        }
    }
}

int ClaimTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClaimTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClaimTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? row.name : index.column() == Value ? row.value : row.meaning;
    case PartRole:
        return static_cast<int>(row.part);
    case RawRole:
        return row.part == Part::Heading ? QVariant() : row.value;
    default:
        return {};
    }
}

QVariant ClaimTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Name") : section == Value ? tr("Value") : tr("Means");
}

Qt::ItemFlags ClaimTableModel::flags(const QModelIndex& index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const bool isHeading = m_rows.at(index.row()).part == Part::Heading;
    return isHeading ? Qt::ItemNeverHasChildren : QAbstractTableModel::flags(index);
}

} // namespace owb::tables
