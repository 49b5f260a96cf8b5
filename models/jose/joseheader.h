#pragma once

#include "jose/fault.h"
#include "json/jsonmembers.h"

#include <QByteArray>

namespace owb::jose {

/** Bytes that are UTF-8 and one JSON object in which no name stands twice; `part` is "the header" and the like. */
[[nodiscard]] Checked<json::JsonMembers> readObject(const QByteArray& utf8, const QString& part);

/** What to say of a compact token that starts with a dot. */
[[nodiscard]] Fault emptyHeader();

/**
 * The JOSE header of RFC 7515 section 4 and RFC 7516 section 4: the protected members, and those beside them that
 * nothing protects.
 */
class JoseHeader
{
public:
    /** What the members after `crit` may ask of the reader. */
    enum class Use { Signature, Encryption };

    JoseHeader() = default;
    /**
     * Refuses what no reader may take: a name in two places, members of the wrong type, a `crit` that names what
     * cannot be honoured (RFC 7515 section 4.1.11), `b64` outside of `crit` (RFC 7797 section 6).
     * Empty bytes: no protected header.
     */
    [[nodiscard]] static Checked<JoseHeader> read(
        const QByteArray& protectedUtf8, const QList<json::JsonMembers>& unprotectedParts, Use use);

    [[nodiscard]] const json::JsonMembers& protectedMembers() const { return m_protected; }
    [[nodiscard]] const json::JsonMembers& unprotectedMembers() const { return m_unprotected; }

    [[nodiscard]] bool contains(const QString& name) const;
    /** Undefined when absent. */
    [[nodiscard]] QJsonValue value(const QString& name) const;
    /** Empty when absent. */
    [[nodiscard]] QString string(const QString& name) const { return value(name).toString(); }
    [[nodiscard]] QString algorithm() const { return string(QStringLiteral("alg")); }
    [[nodiscard]] QString keyId() const { return string(QStringLiteral("kid")); }
    /** False where the payload stands in the token as it is: RFC 7797. */
    [[nodiscard]] bool payloadIsEncoded() const;

private:
    [[nodiscard]] Checked<> checkTypes() const;
    [[nodiscard]] Checked<> checkCritical(Use use) const;

    json::JsonMembers m_protected;
    json::JsonMembers m_unprotected;
};

} // namespace owb::jose
