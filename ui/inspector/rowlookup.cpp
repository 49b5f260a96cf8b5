#include "inspector/rowlookup.h"

#include "common/widgets.h"
#include "core/async.h"

namespace owb::ui {

using State = RowAnswer::State;

void RowLookup::setRepository(store::Repository* repository)
{
    if (m_repository) {
        m_repository->disconnect(this);
    }
    m_repository = repository;
    m_answer = {};
    if (repository) {
        connect(repository, &store::Repository::tokensChanged, this, &RowLookup::again);
        connect(repository, &store::Repository::manyTokensChanged, this, &RowLookup::again);
        connect(repository, &store::Repository::tokenSaved, this, &RowLookup::again);
        connect(repository, &store::Repository::clientSaved, this, &RowLookup::again);
        connect(repository, &store::Repository::clientAdded, this, &RowLookup::again);
        connect(repository, &store::Repository::clientRemoved, this, &RowLookup::again);
    }
    again();
}

void RowLookup::look(const core::Secret& token)
{
    m_token = token;
    m_answer = {};
    again();
}

void RowLookup::again()
{
    const int generation = ++m_generation;
    if (!m_repository || !m_repository->schema().tokens.exists() || m_token.isEmpty()) {
        m_answer = {};
        m_answer.state = m_repository ? State::NoTable : State::NoConnection;
        m_answer.connection = m_repository ? displayText(m_repository->connection().name) : QString();
        Q_EMIT answered();
        Q_EMIT rowRead();
        return;
    }
    if (m_answer.state != State::Found) { // what was found before stays until it is known anew
        m_answer = {};
        m_answer.state = State::Looking;
        m_answer.connection = displayText(m_repository->connection().name);
    }
    core::whenDone(m_repository->queryToken(m_token, oauth::TokenHint::None), this,
        [this, generation](const core::Result<std::optional<oauth::Token>>& found) {
            if (generation == m_generation) {
                take(found);
            }
        });
    Q_EMIT answered();
}

void RowLookup::take(const core::Result<std::optional<oauth::Token>>& found)
{
    const RowAnswer::Client before = m_answer.client;
    m_answer.row.reset();
    m_answer.error.reset();
    m_answer.client = RowAnswer::Client::Unknown;
    if (!found) {
        m_answer.state = State::Failed;
        m_answer.error = found.error();
    } else if (!*found) {
        m_answer.state = State::NotFound;
    } else {
        const store::SchemaInfo& schema = m_repository->schema();
        m_answer.state = State::Found;
        m_answer.row = *found;
        m_answer.client = before; // until it is known anew
        if (!(*found)->clientId) { // where it must name one by key, it is of a client whose row went
            m_answer.client = schema.tokensNameClientsByKey ? RowAnswer::Client::Gone : RowAnswer::Client::Unknown;
        }
        m_answer.table = (*found)->isRefreshAlone() ? schema.refreshTokens.table : schema.tokens.table;
    }
    Q_EMIT answered();
    Q_EMIT rowRead();
    lookForClient();
}

/** A server may keep the tokens of a client that it has no more. */
void RowLookup::lookForClient()
{
    if (!m_answer.row || !m_answer.row->clientId) {
        return;
    }
    core::whenDone(m_repository->queryClient(*m_answer.row->clientId), this,
        [this, generation = m_generation](const core::Result<std::optional<oauth::Client>>& found) {
            if (generation == m_generation) {
                takeClient(found);
            }
        });
}

void RowLookup::takeClient(const core::Result<std::optional<oauth::Client>>& found)
{
    using Client = RowAnswer::Client;
    const Client before = m_answer.client;
    m_answer.client = !found ? Client::Unknown
        : !*found            ? Client::Gone
        : (*found)->enabled  ? Client::There
                             : Client::Disabled;
    if (m_answer.client != before) {
        Q_EMIT answered();
    }
}

} // namespace owb::ui
