#pragma once

#include "jose/key.h"

namespace owb::jose {

// New keys from OpenSSL's random numbers. Failure: OpenSSL cannot make one. An RSA key takes a part of a second.

/** A key on a curve; not of None. */
[[nodiscard]] Checked<Key> makeKey(Curve curve);
/** A key of the kind an `alg` or an `enc` needs; of `rsaBits` where it is RSA. Failure: one without keys of its own. */
[[nodiscard]] Checked<Key> makeKeyFor(const QString& algorithm, int rsaBits);
/** `bits` from 2048 to 8192. */
[[nodiscard]] Checked<Key> makeRsaKey(int bits);
/** A shared secret; `bytes` from 1 to 1024. */
[[nodiscard]] Key makeSecret(int bytes);

} // namespace owb::jose
