#include "servercommands.h"

#include "await.h"
#include "input.h"
#include "inspector/report.h"
#include "json/jsontext.h"
#include "output.h"
#include "protocol/serversession.h"

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

protocol::ServerAccess accessOf(const Arguments& arguments)
{
    return {QString::fromStdString(arguments.server), QString::fromStdString(arguments.authorityFile), {},
        arguments.wantsSigned};
}

/** A token, and the server that it goes to. */
struct Question
{
    core::Secret token;
    protocol::ServerAccess access;
};

Taken<Question> questionOf(const Arguments& arguments)
{
    const auto token = readSecret();
    if (!token) {
        return tl::unexpected(token.error());
    }
    const auto credentials = credentialsOf(arguments);
    if (!credentials) {
        return tl::unexpected(credentials.error());
    }
    Question question{*token, accessOf(arguments)};
    question.access.credentials = *credentials;
    return question;
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
    protocol::ServerSession session(accessOf(arguments));
    const auto metadata = taken(await(session.metadata()));
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
    protocol::ServerSession session(accessOf(arguments));
    const auto fetched = taken(await(session.keys()));
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

Outcome serverIntrospect(const Arguments& arguments, const core::Clock& clock)
{
    const auto question = questionOf(arguments);
    if (!question) {
        return question.error();
    }
    protocol::ServerSession session(question->access);
    const auto answer =
        taken(await(session.introspect(question->token, QString::fromStdString(arguments.hint), clock.now())));
    if (!answer) {
        return answer.error();
    }
    printObject(arguments, answer->introspection.members);
    if (!answer->isProven()) {
        return no(u"The server's signed answer cannot be trusted. "_s + answer->doubt());
    }
    if (arguments.wantsSigned && !answer->proof) {
        writeError(u"owb: The server answered in plain JSON, not in the signed form.\n"_s);
    }
    return answer->introspection.isActive() ? done() : no(u"The server says that the token is not active."_s);
}

Outcome serverRevoke(const Arguments& arguments, const core::Clock&)
{
    const auto question = questionOf(arguments);
    if (!question) {
        return question.error();
    }
    protocol::ServerSession session(question->access);
    const auto revoked = await(session.revoke(question->token, QString::fromStdString(arguments.hint)));
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
