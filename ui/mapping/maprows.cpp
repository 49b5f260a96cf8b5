#include "mapping/maprows.h"

#include "common/theme.h"
#include "common/widgets.h"

#include <QDateTime>
#include <QHeaderView>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

using store::Entity;

namespace {

constexpr qsizetype longestText = 200; // characters of a cell

QString join(const QStringList& entries)
{
    return entries.join(u", "_s);
}

QString secretText(const std::optional<core::Secret>& secret)
{
    return secret && !secret->isEmpty() ? core::Secret::maskedSecret() : QString();
}

} // namespace

bool soundsSecret(const QString& column)
{
    static const QRegularExpression always(
        u"secret|passw|pwd|private|hash|verifier|credential"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression aboutTokens(
        u"type|expire|issued|revoked|scope|status|count|_(id|at|in|uri)$"_s, QRegularExpression::CaseInsensitiveOption);
    return always.match(column).hasMatch()
        || (column.contains(u"token"_s, Qt::CaseInsensitive) && !aboutTokens.match(column).hasMatch());
}

MapRows::MapRows(Entity entity, QWidget* parent)
    : QTableWidget(parent)
    , m_entity(entity)
{
    QStringList titles;
    switch (entity) {
    case Entity::Client:
        titles = {tr("Identifier"), tr("Name"), tr("Secret"), tr("Redirect URIs"), tr("Grants"), tr("Scopes"),
            tr("Registered"), tr("Enabled")};
        break;
    case Entity::Token:
    case Entity::Refresh:
        titles = {tr("Access token"), tr("Refresh token"), tr("Client"), tr("User"), tr("Scopes"), tr("Issued"),
            tr("Expires"), tr("Revoked")};
        break;
    case Entity::Code:
        titles = {tr("Code"), tr("Client"), tr("User"), tr("Redirect URI"), tr("Scopes"), tr("Issued"), tr("Expires"),
            tr("PKCE")};
        break;
    }
    titles << tr("What does not fit");
    setColumnCount(static_cast<int>(titles.size()));
    setHorizontalHeaderLabels(titles);
    setObjectName(u"previewTable"_s);
    setAccessibleName(tr("First rows of: %1").arg(store::entityTitle(entity)));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

bool MapRows::isMapped(const QString& field) const
{
    return m_map.fields.contains(field) || m_map.members.contains(field);
}

MapRows::Cell MapRows::text(const QString& field, const std::optional<QString>& value) const
{
    if (!value || value->isEmpty()) {
        return {isMapped(field) ? tr("None") : QString(), true};
    }
    const store::Field mapped = m_map.fields.contains(field) ? m_map.fields.value(field) : m_map.members.value(field);
    if (soundsSecret(mapped.column)) { // mapped to the wrong field, perhaps
        return {core::Secret::maskedSecret()};
    }
    const QString shown = displayText(value->first(std::min(value->size(), longestText)));
    return {value->size() > longestText ? shown + QChar(0x2026) : shown};
}

MapRows::Cell MapRows::time(const QString& field, std::optional<qint64> epoch, const QString& none) const
{
    constexpr qint64 latest = 253402300799; // the end of the year 9999
    if (!epoch) {
        return {isMapped(field) ? none : QString(), true};
    }
    const bool plain = *epoch > -latest && *epoch <= latest;
    return {plain ? QDateTime::fromSecsSinceEpoch(*epoch).toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString::number(*epoch)};
}

void MapRows::addRow(const QList<Cell>& cells, const QList<oauth::CellProblem>& problems)
{
    const int row = rowCount();
    insertRow(row);
    for (int column = 0; column < cells.size(); ++column) {
        auto* item = new QTableWidgetItem(cells.at(column).text);
        if (cells.at(column).muted) {
            item->setForeground(colours().text2);
        }
        setItem(row, column, item);
    }
    QStringList sentences;
    for (const oauth::CellProblem& problem : problems) {
        sentences << displayText(oauth::describe(problem)); // never what is stored there
    }
    setItem(row, columnCount() - 1, new QTableWidgetItem(sentences.join(u' ')));
}

void MapRows::present(const store::MapPreview& preview, const store::EntityProfile& entity)
{
    m_map = entity;
    setRowCount(0);
    switch (m_entity) {
    case Entity::Client:
        showClients(preview.clients);
        break;
    case Entity::Token:
        showTokens(preview.tokens);
        break;
    case Entity::Refresh:
        showTokens(preview.refreshTokens);
        break;
    case Entity::Code:
        showCodes(preview.codes);
        break;
    }
    constexpr int widest = 260;
    resizeColumnsToContents();
    for (int column = 0; column < columnCount() - 1; ++column) {
        setColumnWidth(column, std::min(columnWidth(column), widest));
    }
}

void MapRows::showClients(const QList<oauth::Client>& clients)
{
    for (const oauth::Client& client : clients) {
        addRow({text(u"client_id"_s, client.id), text(u"client_name"_s, client.name()), {secretText(client.secret)},
                   text(u"redirect_uris"_s, join(client.redirectUris())),
                   text(u"grant_types"_s, join(client.grantTypes())), text(u"scope"_s, client.scopes().join(u' ')),
                   time(u"client_id_issued_at"_s, client.issuedAt == 0 ? std::nullopt : std::optional(client.issuedAt),
                       tr("Not recorded")),
                   {isMapped(u"enabled"_s) ? (client.enabled ? tr("Yes") : tr("No")) : QString()}},
            client.problems);
    }
}

void MapRows::showTokens(const QList<oauth::Token>& tokens)
{
    for (const oauth::Token& token : tokens) {
        const bool revoked = token.accessRefused || token.refreshRefused;
        addRow(
            {{token.accessToken.isEmpty() ? QString() : token.accessToken.maskedToken()},
                {token.refreshToken ? token.refreshToken->maskedToken() : QString()},
                text(u"client_id"_s, token.clientId), text(u"user_id"_s, token.userId), text(u"scope"_s, token.scope),
                time(u"issued_at"_s, token.issuedAt == 0 ? std::nullopt : std::optional(token.issuedAt),
                    tr("Not recorded")),
                time(u"expires_at"_s, token.expiresAt, tr("Never")), {revoked ? tr("Yes") : tr("No")}},
            token.problems);
    }
}

void MapRows::showCodes(const QList<oauth::AuthorizationCode>& codes)
{
    for (const oauth::AuthorizationCode& code : codes) {
        addRow({{code.code.maskedToken()}, text(u"client_id"_s, code.clientId), text(u"user_id"_s, code.userId),
                   text(u"redirect_uri"_s, code.redirectUri), text(u"scope"_s, code.scope),
                   time(u"auth_time"_s, code.authTime == 0 ? std::nullopt : std::optional(code.authTime),
                       tr("Not recorded")),
                   time(u"expires_at"_s, code.expiresAt, tr("Never")), {code.hasChallenge ? tr("Yes") : tr("No")}},
            code.problems);
    }
}

} // namespace owb::ui
