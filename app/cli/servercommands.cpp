#include "servercommands.h"

#include "await.h"
#include "input.h"
#include "inspector/report.h"
#include "json/jsontext.h"
#include "output.h"
#include "protocol/authorizationserver.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

Outcome notAnswered(const jose::Fault& fault)
{
    return {Status::Unreachable, jose::sentences(fault), {}};
}

template <class T> Taken<T> taken(const jose::Checked<T>& result)
{
    return result ? Taken<T>(*result) : tl::unexpected(notAnswered(result.error()));
}

/** An authorization server with what is needed to ask it. */
struct Asked
{
    protocol::HttpThread http;
    protocol::AuthorizationServer server{http};

    explicit Asked(const Arguments& arguments)
        : http({}, QString::fromStdString(arguments.authorityFile))
    { }
};

Taken<protocol::ClientCredentials> credentialsOf(const Arguments& arguments)
{
    protocol::ClientCredentials credentials;
    credentials.clientId = QString::fromStdString(arguments.clientId);
    if (!isGiven(arguments.secretFile)) {
        return credentials;
    }
    const auto secret = readSecretFile(arguments.secretFile);
    if (!secret) {
        return tl::unexpected(secret.error());
    }
    credentials.secret = *secret;
    credentials.method =
        arguments.inBody ? protocol::ClientCredentials::Method::Post : protocol::ClientCredentials::Method::Basic;
    return credentials;
}

Taken<protocol::ServerMetadata> discovered(Asked& asked, const Arguments& arguments)
{
    return taken(await(asked.server.discover(QString::fromStdString(arguments.server))));
}

/** The address of an endpoint out of the server's metadata. */
Taken<QUrl> endpointOf(Asked& asked, const Arguments& arguments, const QString& member)
{
    const auto metadata = discovered(asked, arguments);
    if (!metadata) {
        return tl::unexpected(metadata.error());
    }
    const QUrl url = metadata->endpoint(member);
    return url.isEmpty() ? tl::unexpected(no(u"The server's metadata names no “%1”."_s.arg(member))) : Taken<QUrl>(url);
}

/** A token and where it goes. */
struct Question
{
    core::Secret token;
    protocol::ClientCredentials credentials;
    QUrl endpoint;
};

Taken<Question> questionOf(Asked& asked, const Arguments& arguments, const QString& member)
{
    const auto token = readSecret();
    if (!token) {
        return tl::unexpected(token.error());
    }
    const auto credentials = credentialsOf(arguments);
    if (!credentials) {
        return tl::unexpected(credentials.error());
    }
    const auto endpoint = endpointOf(asked, arguments, member);
    return endpoint ? Taken<Question>(Question{*token, *credentials, *endpoint}) : tl::unexpected(endpoint.error());
}

void printObject(const Arguments& arguments, const json::JsonMembers& members)
{
    if (arguments.json) {
        writeJson(json::compactJson(members.text()));
        return;
    }
    const auto all = members.members();
    for (const auto& member : all) {
        const QJsonValue value = members.value(member.name);
        writeLine(printable(member.name.leftJustified(44) + u' '
            + (value.isString() ? value.toString() : json::compactJson(member.text))));
    }
}

} // namespace

Outcome serverDiscover(const Arguments& arguments, const core::Clock&)
{
    Asked asked(arguments);
    const auto metadata = discovered(asked, arguments);
    if (!metadata) {
        return metadata.error();
    }
    const auto findings = protocol::checkMetadata(*metadata);
    if (arguments.json) {
        writeJson(u"{\"source\":%1,\"metadata\":%2,\"findings\":%3}"_s.arg(json::jsonText(metadata->source.toString()),
            json::compactJson(metadata->members.text()), inspector::findingsAsJson(findings)));
    } else {
        printObject(arguments, metadata->members);
        for (const inspector::Finding& finding : findings) {
            writeLine(printable(u"! %1 %2 %3 [%4]"_s.arg(finding.rule, finding.what, finding.why, finding.reference)));
        }
    }
    const auto isError = [](const inspector::Finding& one) {
        return one.severity >= inspector::Finding::Severity::Error;
    };
    return std::any_of(findings.begin(), findings.end(), isError) ? no(u"The server's metadata is not safe to use."_s)
                                                                  : done();
}

Outcome serverKeys(const Arguments& arguments, const core::Clock&)
{
    Asked asked(arguments);
    const auto address = endpointOf(asked, arguments, u"jwks_uri"_s);
    if (!address) {
        return address.error();
    }
    const auto fetched = taken(await(asked.server.keys(*address)));
    if (!fetched) {
        return fetched.error();
    }
    if (arguments.json) {
        writeJson(json::compactJson(fetched->text.revealText()));
        return done();
    }
    for (const jose::Key& key : fetched->keys.keys) {
        writeLine(printable(u"%1  %2  %3  %4"_s.arg(key.facts().id.leftJustified(32),
            key.facts().algorithm.leftJustified(8), key.description().leftJustified(28), key.thumbprint())));
    }
    for (const auto& skipped : fetched->keys.skipped) {
        writeLine(printable(u"! %1  %2"_s.arg(skipped.id, skipped.fault.what)));
    }
    return done();
}

Outcome serverIntrospect(const Arguments& arguments, const core::Clock&)
{
    Asked asked(arguments);
    const auto question = questionOf(asked, arguments, u"introspection_endpoint"_s);
    if (!question) {
        return question.error();
    }
    const auto answer = taken(await(asked.server.introspect(question->endpoint, question->credentials, question->token,
        QString::fromStdString(arguments.hint), arguments.wantsSigned)));
    if (!answer) {
        return answer.error();
    }
    printObject(arguments, answer->members);
    return answer->isActive() ? done() : no(u"The server says that the token is not active."_s);
}

Outcome serverRevoke(const Arguments& arguments, const core::Clock&)
{
    Asked asked(arguments);
    const auto question = questionOf(asked, arguments, u"revocation_endpoint"_s);
    if (!question) {
        return question.error();
    }
    const auto revoked = await(asked.server.revoke(
        question->endpoint, question->credentials, question->token, QString::fromStdString(arguments.hint)));
    if (!revoked) {
        return notAnswered(revoked.error());
    }
    if (arguments.json) {
        writeJson(u"{\"revoked\":true}"_s);
    } else {
        writeLine(u"The server took the revocation. It answers the same for tokens it does not know."_s);
    }
    return done();
}

} // namespace owb::cli
