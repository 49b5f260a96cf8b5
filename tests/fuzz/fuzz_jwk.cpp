// Keys: JWK, JWK Set, PEM, certificates. A key that is taken must survive its way out and back.

#include "fuzzing.h"

using namespace owb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto keys = jose::readKeys(core::Secret(fuzz::bytesOf(data, size)));
    if (!keys) {
        fuzz::require(!keys.error().what.isEmpty(), "a refusal says why");
        return 0;
    }
    for (const jose::Key& key : keys->keys) {
        const auto again = jose::keyFromJwk(key.toJwk(true).revealText());
        fuzz::require(again.has_value(), "a key that was taken can be written and read");
        fuzz::require(again->thumbprint() == key.thumbprint(), "and is the same key");
        fuzz::require(!key.description().isEmpty(), "a key can be described");
    }
    return 0;
}
