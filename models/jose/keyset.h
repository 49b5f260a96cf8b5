#pragma once

#include "jose/key.h"

#include <QList>

namespace owb::jose {

/** Keys that were given together, and what of them could not be used. */
struct KeySet
{
    /** RFC 7517 section 5 asks to pass over keys that are not understood; a person wants to know. */
    struct Skipped
    {
        qsizetype index = 0; // from 0, in the set
        QString id; // kid; may be empty
        Fault fault;
    };

    QList<Key> keys;
    QList<Skipped> skipped;

    /** The identifiers of the keys, for people; a key without one is told by its kind. */
    [[nodiscard]] QStringList names() const;
};

/**
 * Keys out of a text: a JWK, a JWK Set, or PEM (public and private keys, certificates, several of them).
 * Failure: a text that is none of these, or in which no key can be used. An encrypted PEM file is refused with a way
 * out. Nothing is fetched.
 */
[[nodiscard]] Checked<KeySet> readKeys(const core::Secret& text);

/** As readKeys(), of PEM alone. */
[[nodiscard]] Checked<KeySet> readPemKeys(const core::Secret& text);
/** The key of a certificate in DER, and what the certificate says: its subject, its end, its thumbprints. */
[[nodiscard]] Checked<Key> keyFromCertificate(const QByteArray& der);

} // namespace owb::jose
