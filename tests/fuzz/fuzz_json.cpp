// The JSON serialisations of signed and encrypted tokens.

#include "fuzzing.h"
#include "jose/jwe.h"
#include "jose/jws.h"

#include <QJsonDocument>

using namespace owb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray token = fuzz::bytesOf(data, size);
    const auto members = jose::readObject(token, QStringLiteral("the token"));
    if (members) {
        // Stricter than Qt's parser: what is read here, Qt reads as well, but for numbers out of its range.
        fuzz::require(token.contains('e') || token.contains('E') || token.size() > 300
                || QJsonDocument::fromJson(token).isObject(),
            "no JSON that others refuse");
        const auto jws = jose::readJsonJws(*members);
        fuzz::require(!jws || !jws->signatures.isEmpty(), "a signed token has a signature");
        const auto jwe = jose::readJsonJwe(*members);
        fuzz::require(!jwe || !jwe->recipients.isEmpty(), "an encrypted token has a recipient");
    }
    fuzz::inspectAll(token.startsWith('{') ? token : '{' + token);
    return 0;
}
