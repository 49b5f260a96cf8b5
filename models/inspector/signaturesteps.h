#pragma once

#include "inspector/expectations.h"
#include "inspector/step.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keyset.h"

namespace owb::inspector {

/**
 * The key that a DPoP proof brings along, and with which it is verified: RFC 9449 section 4.3. Nothing for any other
 * token, whose own key would prove nothing.
 */
[[nodiscard]] std::optional<jose::Key> keyOfProof(const jose::JoseHeader& header);

/** The steps from a token that was read to one that is proven: algorithm, key, signature. */
[[nodiscard]] Trace checkSignatures(const jose::Jws& jws, const jose::KeySet& keys, const Expectations& expectations);

/** The same of an encrypted token: algorithm, key, decryption. */
struct Opened
{
    Trace trace;
    std::optional<QByteArray> content; // where one recipient's part opened
};
[[nodiscard]] Opened open(const jose::Jwe& jwe, const jose::KeySet& keys, const Expectations& expectations);

} // namespace owb::inspector
