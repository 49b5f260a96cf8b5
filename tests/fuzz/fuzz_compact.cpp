// The compact serialisations: what is read must be written again to the letter.

#include "fuzzing.h"
#include "jose/base64url.h"
#include "jose/jws.h"

using namespace owb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray token = fuzz::bytesOf(data, size);
    const auto jws = jose::readCompactJws(token);
    if (jws) {
        const QByteArray again = jws->signingInput(0) + '.' + jose::toBase64Url(jws->signatures.first().bytes);
        fuzz::require(again == token, "a compact token has one spelling");
    }
    fuzz::inspectAll(token);
    return 0;
}
