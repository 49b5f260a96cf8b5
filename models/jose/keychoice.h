#pragma once

#include "jose/encryption.h"
#include "jose/joseheader.h"
#include "jose/keyset.h"

#include <functional>

namespace owb::jose {

/** The keys of a set that a token may have been made with, and why. */
struct KeyChoice
{
    QList<Key> candidates; // never empty
    QString why; // one sentence, for people
    bool isAmbiguous = false; // the token names none, and several would do: T-AL-18
};

/** Whether a key does for the algorithm; its fault is what a person is told when no key does. */
using KeyTest = std::function<Checked<>(const Key&)>;

/**
 * Chooses by `kid`, by the certificate's thumbprints, or by kind alone: RFC 7515 section 6, RFC 7517 section 4.5. A key
 * that the token brings along itself (`jwk`, `x5c`, `jku`, `x5u`) is never taken: RFC 8725 section 3.8.
 * Failure: the token names a key that is not in the set (T-AL-20), or none is of the right kind (T-AL-03).
 * `keys` must not be empty.
 */
[[nodiscard]] Checked<KeyChoice> chooseKeys(const KeySet& keys, const JoseHeader& header, const KeyTest& fits);

} // namespace owb::jose
