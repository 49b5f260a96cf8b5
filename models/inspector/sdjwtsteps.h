#pragma once

#include "inspector/expectations.h"
#include "inspector/step.h"
#include "jose/sdjwt.h"

#include <optional>

namespace owb::inspector {

/** What came of the disclosures and the key binding of an SD-JWT. */
struct Disclosed
{
    Trace trace;
    std::optional<json::JsonMembers> claims; // with what was disclosed; nothing where it does not hold together
};

/** RFC 9901 section 7: the disclosures against the issuer's claims, the key binding against the key in `cnf`. */
[[nodiscard]] Disclosed disclose(
    const jose::SdJwt& token, const QByteArray& issuerClaims, const Expectations& expectations);

} // namespace owb::inspector
