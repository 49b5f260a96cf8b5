#include "tables/clienttablemodel.h"

#include "oauth/validate.h"
#include "tables/timetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace owb::tables {

namespace {

int findingsOf(const oauth::Client& client, oauth::FieldProblem::Severity severity)
{
    int count = 0;
    for (const oauth::FieldProblem& problem : oauth::validate(client)) {
        count += problem.severity == severity ? 1 : 0;
    }
    return count;
}

} // namespace

QString grantWords(const QStringList& grantTypes)
{
    static const QHash<QString, const char*> known{{u"authorization_code"_s, QT_TR_NOOP("code")},
        {u"refresh_token"_s, QT_TR_NOOP("refresh")}, {u"client_credentials"_s, QT_TR_NOOP("client credentials")},
        {u"password"_s, QT_TR_NOOP("password")}, {u"implicit"_s, QT_TR_NOOP("implicit")},
        {u"urn:ietf:params:oauth:grant-type:device_code"_s, QT_TR_NOOP("device")}};
    QStringList words;
    for (const QString& grant : grantTypes) {
        words << (known.contains(grant) ? ClientTableModel::tr(known.value(grant)) : grant);
    }
    QString text = words.join(u", "_s);
    if (!text.isEmpty()) {
        text[0] = text.at(0).toUpper();
    }
    return text;
}

QString nameText(const oauth::Client& client)
{
    if (client.unreadableMetadata) {
        return ClientTableModel::tr("Metadata is not a JSON object");
    }
    return client.name().isEmpty() ? ClientTableModel::tr("No name") : client.name();
}

ClientTableModel::ClientTableModel(store::Repository& repository, QObject* parent)
    : WindowRows(repository, parent)
{
    connect(
        &repository, &store::Repository::clientSaved, this, [this](const oauth::Client& stored) { replace(stored); });
    connect(&repository, &store::Repository::clientAdded, this, [this](const oauth::Client& stored) { add(stored); });
    connect(
        &repository, &store::Repository::clientRemoved, this, [this](const oauth::Client& gone) { remove(gone.key); });
}

store::Reply<store::Page<oauth::Client>> ClientTableModel::ask(
    const store::ClientQuery& query, const store::Stretch& stretch)
{
    return repository().clients(query, stretch);
}

int ClientTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ClientTableModel::sortable(int column)
{
    return column == Name || column == Identifier;
}

void ClientTableModel::sort(int column, Qt::SortOrder order)
{
    store::ClientQuery wanted = query();
    wanted.sort = column == Name ? store::ClientSort::Name
        : column == Identifier   ? store::ClientSort::Id
                                 : store::ClientSort::Key;
    wanted.order = order == Qt::AscendingOrder ? store::SortOrder::Ascending : store::SortOrder::Descending;
    if (wanted != query()) {
        setQuery(wanted);
    }
}

void ClientTableModel::setLiveTokens(const QHash<QString, qint64>& counts)
{
    m_live = counts;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, LiveTokens), index(rowCount() - 1, LiveTokens));
    }
}

std::optional<qint64> ClientTableModel::liveTokens(const oauth::Client& client) const
{
    return m_live && client.id ? std::optional(m_live->value(*client.id)) : std::nullopt;
}

QList<qint64> ClientTableModel::unreadableRows() const
{
    return rowsWhere([](const oauth::Client& client) { return !client.problems.isEmpty(); });
}

qint64 ClientTableModel::nextUnreadable(qint64 row) const
{
    const QList<qint64> rows = unreadableRows();
    const auto next = std::upper_bound(rows.cbegin(), rows.cend(), row);
    return rows.isEmpty() ? -1 : next == rows.cend() ? rows.constFirst() : *next;
}

QVariant ClientTableModel::text(const oauth::Client& client, int column) const
{
    switch (column) {
    case Name:
        return nameText(client);
    case Identifier:
        return client.id.value_or(tr("None"));
    case Grants:
        return client.unreadableMetadata ? QString() : grantWords(client.grantTypes());
    case LiveTokens: {
        const auto live = liveTokens(client);
        return live ? QLocale().toString(*live) : QString();
    }
    case Findings:
        return findingsOf(client, oauth::FieldProblem::Severity::Error)
            + findingsOf(client, oauth::FieldProblem::Severity::Warning);
    default:
        return {};
    }
}

QVariant ClientTableModel::sortValue(const oauth::Client& client, int column) const
{
    return column == LiveTokens ? QVariant(liveTokens(client).value_or(-1)) : text(client, column);
}

TextTone ClientTableModel::tone(const oauth::Client& client, int column)
{
    if (column == Name && client.unreadableMetadata) {
        return TextTone::Warning;
    }
    if (column == Name && client.name().isEmpty()) {
        return TextTone::MutedItalic;
    }
    return column == Identifier && (!client.id || client.id->isEmpty()) ? TextTone::Muted : TextTone::Normal;
}

QVariant ClientTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const oauth::Client* read = at(index.row());
    if (!read) {
        return unread(role);
    }
    const oauth::Client& client = *read;
    switch (role) {
    case Qt::DisplayRole:
        return text(client, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name || index.column() == Identifier
            ? QVariant(u"<qt>"_s + text(client, index.column()).toString().toHtmlEscaped() + u"</qt>"_s)
            : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() == LiveTokens ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole:
        return static_cast<int>(tone(client, index.column()));
    case SortRole:
        return sortValue(client, index.column());
    case ErrorsRole:
        return findingsOf(client, oauth::FieldProblem::Severity::Error);
    case WarningsRole:
        return findingsOf(client, oauth::FieldProblem::Severity::Warning);
    default:
        return {};
    }
}

QVariant ClientTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section == LiveTokens) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    static const char* const names[] = {QT_TR_NOOP("Name"), QT_TR_NOOP("Client identifier"), QT_TR_NOOP("Grants"),
        QT_TR_NOOP("Live tokens"), QT_TR_NOOP("Findings")};
    return section >= 0 && section < ColumnCount ? tr(names[section]) : QVariant();
}

} // namespace owb::tables
