#include "tables/codetablemodel.h"

#include "core/clock.h"
#include "tables/timetext.h"

using namespace Qt::StringLiterals;

namespace owb::tables {

CodeTableModel::CodeTableModel(store::Repository& repository, const core::Clock& clock, QObject* parent)
    : WindowRows(repository, parent)
    , m_clock(clock)
{
    connect(&repository, &store::Repository::clientRemoved, this, [this] {
        if (phase() != Phase::Idle) {
            reload(); // its codes went with it
        }
    });
}

store::Reply<store::Page<oauth::AuthorizationCode>> CodeTableModel::ask(
    const store::CodeQuery& query, const store::Stretch& stretch)
{
    return repository().codes(query, stretch);
}

int CodeTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool CodeTableModel::sortable(int column)
{
    return column == Client || column == Issued;
}

void CodeTableModel::sort(int column, Qt::SortOrder order)
{
    store::CodeQuery wanted = query();
    wanted.sort = column == Issued ? store::CodeSort::AuthTime
        : column == Client         ? store::CodeSort::ClientId
                                   : store::CodeSort::Key;
    wanted.order = order == Qt::AscendingOrder ? store::SortOrder::Ascending : store::SortOrder::Descending;
    if (wanted != query()) {
        setQuery(wanted);
    }
}

QString CodeTableModel::stateText(oauth::TokenState state)
{
    switch (state) {
    case oauth::TokenState::Active:
        return tr("Waiting");
    case oauth::TokenState::Expired:
        return tr("Expired");
    case oauth::TokenState::Revoked:
        return tr("Used");
    }
    return {};
}

QString CodeTableModel::text(const oauth::AuthorizationCode& code, int column) const
{
    switch (column) {
    case State:
        return stateText(code.stateAt(m_clock.now()));
    case Code:
        return code.code.maskedToken();
    case Client:
        return code.clientId.value_or(tr("None"));
    case User:
        return code.userId.value_or(tr("No user"));
    case RedirectUri:
        return code.redirectUri.isEmpty() ? tr("None") : code.redirectUri;
    case Scope:
        return code.scope.isEmpty() ? tr("None") : code.scope;
    case Issued:
        return absoluteTime(code.authTime, tr("Not recorded"));
    case Challenge:
        return code.hasChallenge ? code.codeChallengeMethod.isEmpty() ? tr("plain") : code.codeChallengeMethod
                                 : tr("None");
    default:
        return {};
    }
}

QVariant CodeTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const oauth::AuthorizationCode* read = at(index.row());
    if (!read) {
        return unread(role);
    }
    const oauth::AuthorizationCode& code = *read;
    switch (role) {
    case Qt::DisplayRole:
        return text(code, index.column());
    case Qt::ToolTipRole:
        return index.column() == Code ? QVariant()
                                      : u"<qt>"_s + text(code, index.column()).toHtmlEscaped() + u"</qt>"_s;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case ToneRole:
        return static_cast<int>(code.problems.isEmpty() ? TextTone::Normal : TextTone::Warning);
    case SortRole:
        return index.column() == Issued ? QVariant(code.authTime) : text(code, index.column());
    case StateRole:
        return static_cast<int>(code.stateAt(m_clock.now()));
    default:
        return {};
    }
}

QVariant CodeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    static const char* const names[] = {QT_TR_NOOP("State"), QT_TR_NOOP("Code"), QT_TR_NOOP("Client"),
        QT_TR_NOOP("User"), QT_TR_NOOP("Redirect URI"), QT_TR_NOOP("Scope"), QT_TR_NOOP("Issued"),
        QT_TR_NOOP("Challenge")};
    return section >= 0 && section < ColumnCount ? tr(names[section]) : QVariant();
}

} // namespace owb::tables
