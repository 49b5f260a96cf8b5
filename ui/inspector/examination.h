#pragma once

#include "core/error.h"
#include "core/secret.h"
#include "inspector/rules.h"
#include "oauth/token.h"
#include "protocol/keyhistory.h"
#include "protocol/serversession.h"

namespace owb::ui {

/** What the open database says of a token. */
struct RowAnswer
{
    enum class State { NoConnection, NoTable, Looking, Found, NotFound, Failed };
    enum class Client { Unknown, There, Disabled, Gone };

    State state = State::NoConnection;
    QString connection; // its name, for people
    QString table; // of the row
    std::optional<oauth::Token> row;
    Client client = Client::Unknown; // of the row
    std::optional<core::Error> error;

    /** Whether nobody can be the client of the row any more, though the row is still there. */
    [[nodiscard]] bool isClientGone() const { return client == Client::Gone || client == Client::Disabled; }
};

/** What the authorization server says of a token, once it was asked. */
struct ServerReply
{
    enum class State { NoServer, NotAsked, Asking, Answered, Failed };

    State state = State::NoServer;
    QString server; // its host, for people
    qint64 at = 0; // when it answered, epoch seconds
    std::optional<protocol::ServerAnswer> answer; // stays while it is asked again
    std::optional<jose::Fault> fault;

    /** Whether it calls the token active; nothing where it did not say, or nothing proves that it did. */
    [[nodiscard]] std::optional<bool> isActive() const;
    /** What it says of the token, where it is to be believed. */
    [[nodiscard]] std::optional<json::JsonMembers> members() const;
};

/** A token with everything that it is held against, and what came of it. */
struct Examination
{
    core::Secret token;
    jose::KeySet keys;
    inspector::Expectations expectations;
    inspector::Circumstances circumstances;
    std::optional<inspector::Classification::Kind> chosenKind; // what a person says that it is
    RowAnswer answer;
    ServerReply reply;
    std::optional<protocol::KnownKey> knownKey; // that the server had under the name no given key has
    qint64 now = 0; // epoch seconds

    // What came of it.
    bool isPending = false; // it is being opened
    inspector::Inspection inspection;
    std::optional<inspector::Classification> classification;
    QList<inspector::Finding> findings;

    /** The rules, with what was proven and what the database says. */
    void judge();
    /** It is later. What was proven stays; the rules are asked again only where a step comes out otherwise. */
    void passTime(qint64 later);
    void clear(); // of what came of it
    [[nodiscard]] bool isEmpty() const { return token.isEmpty(); }
    /** Whether it says nothing by itself: its server keeps what it means. */
    [[nodiscard]] bool isOpaque() const;
    /** Whether the database found it as a refresh token. */
    [[nodiscard]] bool isRefreshToken() const;
    /** What to tell a server that it is: RFC 7662 section 2.1. Empty where nobody knows. */
    [[nodiscard]] QString hint() const;
    /** Of the row, as what it was found. */
    [[nodiscard]] std::optional<oauth::TokenState> rowState() const;
    /** The name of the key that signed it, where none of the given ones has it; empty otherwise. */
    [[nodiscard]] QString missingKey() const;
    /** `exp` of the text, epoch seconds. */
    [[nodiscard]] std::optional<qint64> textEnds() const;
    [[nodiscard]] const inspector::Step* step(inspector::Step::Kind kind) const; // the last of its kind
};

} // namespace owb::ui
