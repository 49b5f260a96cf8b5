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
    m_answer.row.reset();
    m_answer.error.reset();
    if (!found) {
        m_answer.state = State::Failed;
        m_answer.error = found.error();
    } else if (!*found) {
        m_answer.state = State::NotFound;
    } else {
        const store::SchemaInfo& schema = m_repository->schema();
        m_answer.state = State::Found;
        m_answer.row = *found;
        m_answer.table = (*found)->isRefreshAlone() ? schema.refreshTokens.table : schema.tokens.table;
    }
    Q_EMIT answered();
}

} // namespace owb::ui
