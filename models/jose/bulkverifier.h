#pragma once

#include "jose/keyset.h"

#include <QByteArrayView>
#include <QStringList>

#include <memory>

namespace owb::jose {

/**
 * Verifies one compact JWS after the other against the same keys, as fast as OpenSSL does: tokens of one issuer begin
 * with the same text, so each header is read once, and what was prepared for it is used again. As strict as the way of
 * a single token, but the payload is not looked at. One object serves one thread.
 */
class BulkVerifier
{
public:
    enum class Verdict {
        Valid,
        Invalid, // the signature does not fit
        UnknownKey, // no key of the set
        NotAllowed, // an algorithm or a key that may not be used
        Malformed, // no compact JWS; the last one
    };

    /** `algorithms`: those allowed; empty: every standard one. */
    explicit BulkVerifier(KeySet keys, QStringList algorithms = {});
    ~BulkVerifier();
    Q_DISABLE_COPY_MOVE(BulkVerifier)

    [[nodiscard]] Verdict verify(QByteArrayView token);

private:
    struct Prepared;
    [[nodiscard]] Prepared& preparedFor(QByteArrayView header);
    [[nodiscard]] std::unique_ptr<Prepared> prepare(QByteArrayView header) const;

    struct Headers;
    KeySet m_keys;
    QStringList m_algorithms;
    std::unique_ptr<Headers> m_headers;
};

} // namespace owb::jose
