#include "protocol/servermetadata.h"

#include "jose/joseheader.h"
#include "protocol/httpexchange.h"
#include "protocol/texts.h"

using namespace Qt::StringLiterals;

namespace owb::protocol {

namespace {

using inspector::Finding;
using jose::Fault;
using jose::Refused;

QUrl withPath(QUrl url, const QString& path)
{
    url.setPath(path);
    return url;
}

} // namespace

QList<QUrl> metadataAddresses(const QString& issuer)
{
    const QUrl url(issuer);
    QString path = url.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    QList<QUrl> addresses{withPath(url, path + u"/.well-known/openid-configuration"_s),
        withPath(url, u"/.well-known/oauth-authorization-server"_s + path)};
    if (!path.isEmpty()) {
        addresses << withPath(url, u"/.well-known/openid-configuration"_s + path);
    }
    return addresses;
}

jose::Checked<ServerMetadata> readMetadata(const QByteArray& body, const QUrl& source, const QString& issuer)
{
    const auto members = jose::readObject(body, ServerText::tr("the server's metadata"));
    if (!members) {
        return Refused(members.error());
    }
    ServerMetadata metadata{*members, source};
    if (metadata.issuer() != issuer) {
        return Refused(
            Fault{ServerText::tr("The server names itself “%1”; “%2” was asked.").arg(metadata.issuer(), issuer),
                ServerText::tr("Use the issuer as the server writes it, to the letter, if it is the one you mean."),
                u"RFC 8414 §3.3"_s, u"F-03"_s});
    }
    return metadata;
}

QList<Finding> checkMetadata(const ServerMetadata& metadata)
{
    QList<Finding> findings;
    const auto all = metadata.members.members();
    for (const auto& member : all) {
        const QUrl url(metadata.members.string(member.name));
        const bool isAddress =
            member.name == u"issuer" || member.name == u"jwks_uri" || member.name.endsWith(u"_endpoint"_s);
        if (isAddress && url.scheme() != u"https") {
            findings.append({isLoopback(url) ? Finding::Severity::Note : Finding::Severity::Error, u"F-08"_s,
                member.name, ServerText::tr("“%1” is not an https address.").arg(member.name),
                ServerText::tr("Whoever listens on the way reads tokens and secrets."), u"RFC 8414 §2"_s});
        }
    }
    const QString methods = u"code_challenge_methods_supported"_s;
    if (!metadata.endpoint(u"authorization_endpoint"_s).isEmpty()
        && !metadata.members.strings(methods).contains(u"S256"_s)) {
        findings.append({Finding::Severity::Warning, u"F-04"_s, methods,
            metadata.members.contains(methods) ? ServerText::tr("PKCE is announced without S256.")
                                               : ServerText::tr("PKCE is not announced."),
            ServerText::tr("Clients that go by the metadata will not protect their codes."), u"RFC 9700 §2.1.1"_s});
    }
    return findings;
}

} // namespace owb::protocol
