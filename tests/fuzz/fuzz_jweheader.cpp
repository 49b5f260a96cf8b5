// The header of an encrypted token, before sound other parts: all that reads it, with each key.

#include "fuzzing.h"
#include "jose/base64url.h"
#include "jose/jwe.h"

using namespace owb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray header = jose::toBase64Url(fuzz::bytesOf(data, size));
    // An encrypted key of 24 bytes, an iv of 12, a ciphertext of 16 and a tag of 16.
    const QByteArray rest(".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA");
    for (const QByteArray& token : {header + rest, header + '.' + rest.sliced(rest.indexOf('.', 1))}) {
        const auto jwe = jose::readCompactJwe(token);
        if (!jwe) {
            continue;
        }
        // Rounds cost time by design; the limit on them is tested elsewhere.
        if (jwe->recipients.first().header.value(QStringLiteral("p2c")).toDouble() > 100) {
            return 0;
        }
        for (const jose::Key& key : fuzz::keys().keys) {
            fuzz::require(!jose::openJwe(*jwe, 0, key), "nothing opens that was not sealed");
        }
        fuzz::inspectAll(token);
    }
    return 0;
}
