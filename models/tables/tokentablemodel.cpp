#include "tables/tokentablemodel.h"

#include "core/clock.h"
#include "tables/timetext.h"

using namespace Qt::StringLiterals;

namespace owb::tables {

QString stateText(oauth::TokenState state)
{
    switch (state) {
    case oauth::TokenState::Active:
        return TokenTableModel::tr("Active");
    case oauth::TokenState::Expired:
        return TokenTableModel::tr("Expired");
    case oauth::TokenState::Revoked:
        return TokenTableModel::tr("Revoked");
    }
    return {};
}

QString refreshText(oauth::RefreshState state)
{
    switch (state) {
    case oauth::RefreshState::None:
        return TokenTableModel::tr("None");
    case oauth::RefreshState::Live:
        return TokenTableModel::tr("Live");
    case oauth::RefreshState::Revoked:
        return TokenTableModel::tr("Revoked");
    }
    return {};
}

TokenTableModel::TokenTableModel(store::Repository& repository, const core::Clock& clock, QObject* parent)
    : WindowRows(repository, parent)
    , m_clock(clock)
{
    connect(&repository, &store::Repository::tokenSaved, this, [this](const oauth::Token& stored) { add(stored); });
    connect(&repository, &store::Repository::tokensChanged, this, [this](const QList<oauth::Token>& stored) {
        for (const oauth::Token& token : stored) {
            replace(token);
        }
    });
    const auto readAgain = [this] {
        if (phase() != Phase::Idle) {
            reload();
        }
    };
    connect(&repository, &store::Repository::manyTokensChanged, this, readAgain);
    connect(&repository, &store::Repository::clientRemoved, this, readAgain); // its tokens went with it
}

store::Reply<store::Page<oauth::Token>> TokenTableModel::ask(
    const store::TokenQuery& query, const store::Stretch& stretch)
{
    return repository().tokens(query, stretch);
}

std::optional<store::Reply<store::Places>> TokenTableModel::guess(const store::TokenQuery& query)
{
    return repository().guessedPlaces(query);
}

int TokenTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool TokenTableModel::sortable(int column)
{
    return column == Client || column == User || column == Issued || column == Expires;
}

void TokenTableModel::sort(int column, Qt::SortOrder order)
{
    store::TokenQuery wanted = query();
    wanted.order = order == Qt::AscendingOrder ? store::SortOrder::Ascending : store::SortOrder::Descending;
    switch (column) {
    case Client:
        wanted.sort = store::TokenSort::ClientId;
        break;
    case User:
        wanted.sort = store::TokenSort::UserId;
        break;
    case Issued:
        wanted.sort = store::TokenSort::IssuedAt;
        break;
    case Expires:
        wanted.sort = store::TokenSort::ExpiresAt;
        break;
    default:
        wanted.sort = store::TokenSort::Key;
        break;
    }
    if (wanted != query()) {
        setQuery(wanted);
    }
}

void TokenTableModel::tick()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
        Q_EMIT dataChanged(index(0, Expires), index(rowCount() - 1, Expires));
    }
}

QString TokenTableModel::text(const oauth::Token& token, int column) const
{
    switch (column) {
    case State:
        return stateText(token.stateAt(m_clock.now()));
    case AccessToken:
        return token.accessToken.maskedToken();
    case Client:
        return token.clientId.value_or(tr("None"));
    case User:
        return token.userId.value_or(tr("No user"));
    case Scope:
        return token.scope.isEmpty() ? tr("None") : token.scope;
    case Issued:
        return absoluteTime(token.issuedAt, tr("Not recorded"));
    case Expires:
        return token.expiresAt ? relativeTime(*token.expiresAt, m_clock.now()) : tr("Never");
    case Refresh:
        return refreshText(token.refreshState());
    default:
        return {};
    }
}

QVariant TokenTableModel::sortValue(const oauth::Token& token, int column) const
{
    switch (column) {
    case Issued:
        return token.issuedAt;
    case Expires:
        return token.expiresAt ? QVariant(*token.expiresAt) : QVariant();
    default:
        return text(token, column);
    }
}

TextTone TokenTableModel::tone(const oauth::Token& token, int column) const
{
    const bool absent = (column == Client && !token.clientId) || (column == User && !token.userId)
        || (column == Scope && token.scope.isEmpty());
    const bool past = column == Expires && token.stateAt(m_clock.now()) != oauth::TokenState::Active;
    const bool quiet = column == Refresh && token.refreshState() != oauth::RefreshState::Live;
    if (column == Issued && !token.problems.isEmpty()) {
        return TextTone::Warning;
    }
    return absent || past || quiet ? TextTone::Muted : TextTone::Normal;
}

QVariant TokenTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const oauth::Token* read = at(index.row());
    if (!read) {
        return unread(role);
    }
    const oauth::Token& token = *read;
    switch (role) {
    case Qt::DisplayRole:
        return text(token, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Expires && token.expiresAt) {
            return tr("%1, %2 seconds since 1970").arg(absoluteTime(*token.expiresAt)).arg(*token.expiresAt);
        }
        return index.column() == AccessToken ? QVariant()
                                             : u"<qt>"_s + text(token, index.column()).toHtmlEscaped() + u"</qt>"_s;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole:
        return static_cast<int>(tone(token, index.column()));
    case SortRole:
        return sortValue(token, index.column());
    case StateRole:
        return static_cast<int>(token.stateAt(m_clock.now()));
    default:
        return {};
    }
}

QVariant TokenTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    static const char* const names[] = {QT_TR_NOOP("State"), QT_TR_NOOP("Access token"), QT_TR_NOOP("Client"),
        QT_TR_NOOP("User"), QT_TR_NOOP("Scope"), QT_TR_NOOP("Issued"), QT_TR_NOOP("Expires"), QT_TR_NOOP("Refresh")};
    return section >= 0 && section < ColumnCount ? tr(names[section]) : QVariant();
}

} // namespace owb::tables
