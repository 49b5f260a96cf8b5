#pragma once

#include "oauth/client.h"
#include "oauth/token.h"

#include <QObject>

#include <optional>

namespace owb::oauth {

/** Something about a field that a person should know before saving. */
struct FieldProblem
{
    Q_GADGET
public:
    enum class Severity { Note, Warning, Error };
    Q_ENUM(Severity)

    Severity severity = Severity::Error;
    bool blocks = false; // the database or the server could not hold it: saving is refused
    QString field; // member name, or client_id, client_secret, access_token …
    QString value; // the entry concerned, for example one redirect URI; never a secret
    QString what; // one bold sentence
    QString why; // one sentence
    QString reference; // for example "RFC 9700 §2.6"; may be empty
    QString rule; // rule identifier; may be empty

    bool operator==(const FieldProblem&) const = default;
};

/**
 * What is wrong with a client, most severe first. Blocking ones must be mended before it can be saved. Whether its
 * secret has expired is looked at only when `now` (epoch seconds) is given.
 */
[[nodiscard]] QList<FieldProblem> validate(const Client& client, std::optional<qint64> now = {});
/** The same for a token about to be stored. */
[[nodiscard]] QList<FieldProblem> validate(const Token& token);
/** The blocking ones among `problems`. */
[[nodiscard]] QList<FieldProblem> blocking(const QList<FieldProblem>& problems);

} // namespace owb::oauth
