#pragma once

#include "inspector/finding.h"
#include "jose/fault.h"
#include "json/jsonmembers.h"

#include <QUrl>

namespace owb::protocol {

/** What a server says about itself: RFC 8414 section 2, OpenID Connect Discovery section 3. */
struct ServerMetadata
{
    json::JsonMembers members;
    QUrl source; // where it was found

    [[nodiscard]] QString issuer() const { return members.string(QStringLiteral("issuer")); }
    /** Empty where the server has none. */
    [[nodiscard]] QUrl endpoint(const QString& member) const { return QUrl(members.string(member)); }
};

/**
 * Where a server's metadata may stand: RFC 8414 section 3.1 puts the well-known part before the path, OpenID Connect
 * Discovery section 4.1 behind it. In the order in which they are tried.
 */
[[nodiscard]] QList<QUrl> metadataAddresses(const QString& issuer);

/**
 * Reads and checks it. Failure: no JSON object, or its `issuer` is not the one that was asked (F-03), which would let
 * one server speak for another.
 */
[[nodiscard]] jose::Checked<ServerMetadata> readMetadata(
    const QByteArray& body, const QUrl& source, const QString& issuer);

/** F-04 and F-08: what a careful reader would say about the metadata. */
[[nodiscard]] QList<inspector::Finding> checkMetadata(const ServerMetadata& metadata);

} // namespace owb::protocol
