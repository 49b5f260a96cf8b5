// SD-JWT: the input is claims, a line break, and disclosures with tildes between them; they are put together unsigned.

#include "fuzzing.h"
#include "jose/base64url.h"
#include "jose/sdjwt.h"

using namespace owb;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    const qsizetype end = input.indexOf('\n');
    const QByteArray claims = end < 0 ? input : input.first(end);
    QByteArray disclosures;
    const QByteArrayList texts = end < 0 ? QByteArrayList() : input.sliced(end + 1).split('~');
    for (const QByteArray& text : texts) {
        disclosures += jose::toBase64Url(text) + '~';
    }
    const QByteArray token = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImEifQ." + jose::toBase64Url(claims)
        + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA~" + disclosures;
    const auto parts = jose::readSdJwt(token);
    const auto members = jose::readObject(claims, QStringLiteral("the claims"));
    if (parts && members) {
        const auto disclosed = jose::disclosedClaims(*parts, *members);
        fuzz::require(!disclosed || !disclosed->contains(QStringLiteral("_sd")), "no digests are left");
    }
    fuzz::inspectAll(token);
    fuzz::inspectAll(input);
    return 0;
}
