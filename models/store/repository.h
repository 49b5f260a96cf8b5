#pragma once

#include "oauth/authorizationcode.h"
#include "store/family.h"
#include "store/manytokens.h"
#include "store/query.h"
#include "store/repositorytypes.h"
#include "store/schemainfo.h"

#include <QObject>

namespace owb::store {

/**
 * The one door to a database. Dialogs, table models and `owb` share it.
 *
 * Every call returns at once; threads of the connection's own do the work, and the reply comes by future (use
 * core::whenDone). Call from the thread the repository lives in. Its core is what Authlib asks of an ORM: query_client,
 * query_token and save_token (Authlib docs, "Flask OAuth 2.0 server", and RFC 7009 for the hint).
 */
class Repository : public QObject, public ManyTokens
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual const SchemaInfo& schema() const = 0;
    [[nodiscard]] virtual ConnectionInfo connection() const = 0;

    /** The first client with this identifier, bytes compared exactly; nothing when there is none. */
    [[nodiscard]] virtual Reply<std::optional<oauth::Client>> queryClient(QString clientId) = 0;
    /** AccessToken: by access token only; RefreshToken: by refresh token only; None: access first, then refresh. */
    [[nodiscard]] virtual Reply<std::optional<oauth::Token>> queryToken(core::Secret value, oauth::TokenHint hint) = 0;
    /** Stores an issued token as the framework would; gives the row back as stored. */
    [[nodiscard]] virtual Reply<oauth::Token> saveToken(oauth::Token token) = 0;

    /** A page from the start of the stretch; `next` where it has more rows. */
    [[nodiscard]] virtual Reply<Page<oauth::Client>> clients(ClientQuery query, Stretch stretch) = 0;
    [[nodiscard]] virtual Reply<Page<oauth::Token>> tokens(TokenQuery query, Stretch stretch) = 0;
    [[nodiscard]] virtual Reply<Page<oauth::AuthorizationCode>> codes(CodeQuery query, Stretch stretch) = 0;
    /** Where pages of a list begin, a part at a time, beside other calls. `since`: rows found after the last end. */
    [[nodiscard]] virtual Reply<Places> places(ClientQuery query, std::optional<Cursor> after, int since) = 0;
    [[nodiscard]] virtual Reply<Places> places(TokenQuery query, std::optional<Cursor> after, int since) = 0;
    [[nodiscard]] virtual Reply<Places> places(CodeQuery query, std::optional<Cursor> after, int since) = 0;
    /** At once what places() would tell if keys had no gaps; nothing where that cannot be said. */
    [[nodiscard]] virtual Reply<Places> guessedPlaces(TokenQuery query) = 0;
    /** The rows with these keys, for a reload of what is shown; gone rows are left out. */
    [[nodiscard]] virtual Reply<std::optional<oauth::Client>> clientByKey(oauth::RowKey key) = 0;
    [[nodiscard]] virtual Reply<std::optional<oauth::Token>> tokenByKey(oauth::RowKey key) = 0;
    /** The tokens that were refreshed from each other, of which this is one; runs beside other calls. Unsupported where
     * rows do not tell: see SchemaInfo::keepsFamilies. */
    [[nodiscard]] virtual Reply<Family> family(oauth::RowKey token) = 0;
    /** Whether a text is a secret of the stored client, hashed or not. See store/secretcheck.h. */
    [[nodiscard]] virtual Reply<bool> checkSecret(oauth::RowKey client, core::Secret candidate) = 0;

    /** A new client. AlreadyExists when the identifier is taken: the table itself may not check. */
    [[nodiscard]] virtual Reply<oauth::Client> addClient(oauth::Client client) = 0;
    /** Writes only the columns that differ. Conflict when the row is not what `loaded` says. */
    [[nodiscard]] virtual Reply<oauth::Client> saveClient(ClientChange change) = 0;
    /** The client with its tokens and codes, in the framework's order, whole or not at all. */
    [[nodiscard]] virtual Reply<Dependents> removeClient(oauth::Client client) = 0;
    /** What removeClient would take with it. May read the whole token table: runs beside other calls. */
    [[nodiscard]] virtual Reply<Dependents> dependents(oauth::Client client) = 0;
    /** Marks tokens as the framework's own revocation does; gives the changed rows back, none when none matched. */
    [[nodiscard]] virtual Reply<QList<oauth::Token>> revoke(TokenSelection selection, oauth::RevokeWhat what) = 0;
    /** Ends tokens now, though they were to live longer; gives the changed rows back. */
    [[nodiscard]] virtual Reply<QList<oauth::Token>> expire(TokenSelection selection) = 0;
    /** Takes revocations back. Unsupported where the framework removes what it revokes. */
    [[nodiscard]] virtual Reply<QList<oauth::Token>> restore(TokenSelection selection) = 0;
    /** Stores an authorization code as the framework would; gives the row back as stored. */
    [[nodiscard]] virtual Reply<oauth::AuthorizationCode> saveCode(oauth::AuthorizationCode code) = 0;

    /** Row counts; in the background, beside other calls. */
    [[nodiscard]] virtual Reply<Totals> totals() = 0;

    /** Allows or forbids writing; the connection is opened anew. Failure: ReadOnlyDatabase where nobody may. */
    [[nodiscard]] virtual Reply<ConnectionInfo> setUnlocked(bool unlocked) = 0;
    /** Stops what the foreground and background are running; their replies fail with Interrupted. */
    virtual void stop() = 0;

Q_SIGNALS:
    void clientSaved(const owb::oauth::Client& stored);
    void clientAdded(const owb::oauth::Client& stored);
    void clientRemoved(const owb::oauth::Client& removed);
    void tokenSaved(const owb::oauth::Token& stored);
    void codeSaved(const owb::oauth::AuthorizationCode& stored);
    void tokensChanged(const QList<owb::oauth::Token>& stored); // revoked, expired or restored
    void manyTokensChanged(); // too many to be told one by one
    void unlockedChanged(bool unlocked);
    /** The connection broke, is opened again, or is there again. */
    void connectionStateChanged(owb::store::ConnectionState state);
};

} // namespace owb::store
