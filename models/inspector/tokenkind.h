#pragma once

#include "jose/joseheader.h"

#include <QObject>

namespace owb::inspector {

/** What a token is for, which decides what it must hold. */
struct Classification
{
    Q_GADGET
public:
    enum class Kind {
        Jwt, // nothing says what for
        AccessToken, // RFC 9068, or without its type
        IdToken, // OpenID Connect Core section 2
        LogoutToken, // OpenID Connect Back-Channel Logout section 2.4
        DpopProof, // RFC 9449 section 4.2
        ClientAssertion, // RFC 7523 section 2.2
        RequestObject, // RFC 9101
        AuthorizationResponse, // JARM
        IntrospectionResponse, // RFC 9701
        SdJwt, // RFC 9901
        KeyBinding, // RFC 9901 section 4.3
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Jwt;
    QString reason; // the end of "… because": for people
};

/**
 * By the header's `typ` (compared without case, "application/" understood before a value without a slash), otherwise by
 * the claims that only one kind has.
 */
[[nodiscard]] Classification classify(const jose::JoseHeader& header, const json::JsonMembers& claims);

[[nodiscard]] QString title(Classification::Kind kind); // for people: "JWT access token"
[[nodiscard]] QString name(Classification::Kind kind); // for programs: "access_token"
[[nodiscard]] std::optional<Classification::Kind> kindNamed(const QString& name);

} // namespace owb::inspector
