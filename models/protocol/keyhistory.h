#pragma once

#include "core/privatejson.h"
#include "jose/keyset.h"

namespace owb::protocol {

/** A key that a server published, and when it was seen in its set. Times in epoch seconds. */
struct KnownKey
{
    jose::Key key; // the public half
    qint64 firstSeen = 0;
    qint64 lastSeen = 0;
    bool isCurrent = false; // it was in the set that was fetched last
};

/**
 * The keys that servers had whenever they were fetched, in a file that only its owner can read: a token of last week is
 * explained by a key that is gone today. Public halves alone; a shared secret is never kept. One thread.
 */
class KeyHistory
{
public:
    /** `file`: a path. */
    explicit KeyHistory(const QString& file);

    /** In the order they were first seen; none without a file. Failure: the file is not understood. */
    [[nodiscard]] jose::Checked<QList<KnownKey>> of(const QString& issuer) const;
    /** Writes down what was fetched just now. The oldest that are gone make room: 100 keys of an issuer stay. */
    [[nodiscard]] jose::Checked<> add(const QString& issuer, const jose::KeySet& keys, qint64 now);

private:
    core::PrivateJson m_json;
};

/** The key of that identifier that was seen last; nothing when none was. */
[[nodiscard]] const KnownKey* findKey(const QList<KnownKey>& keys, const QString& id);

} // namespace owb::protocol
