#include "jwtmaking.h"

#include "input.h"
#include "jose/jwe.h"
#include "jose/keymaker.h"
#include "jose/signer.h"
#include "json/jsonmembers.h"
#include "json/jsontext.h"
#include "jwtkeys.h"
#include "output.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

/** The header that was given as JSON, with the members that have options of their own put in. */
Taken<json::JsonMembers> headerOf(const Arguments& arguments, const jose::Key& key)
{
    const auto header =
        json::JsonMembers::parse(arguments.header.empty() ? u"{}"_s : QString::fromStdString(arguments.header));
    if (!header) {
        return tl::unexpected(usage(u"--header is no JSON object."_s));
    }
    json::JsonMembers made = *header;
    if (!arguments.algorithms.empty()) {
        made.set(u"alg"_s, QString::fromStdString(arguments.algorithms.front()));
    }
    if (!made.contains(u"alg"_s) && !key.facts().algorithm.isEmpty()) {
        made.set(u"alg"_s, key.facts().algorithm);
    }
    if (!made.contains(u"kid"_s) && !key.facts().id.isEmpty()) {
        made.set(u"kid"_s, key.facts().id);
    }
    if (!made.contains(u"alg"_s)) {
        return tl::unexpected(
            usage(u"Name the algorithm with --alg, for example --alg ES256; the key does not say it."_s));
    }
    return made;
}

jose::Form formOf(const Arguments& arguments)
{
    return arguments.form == "flattened" ? jose::Form::FlattenedJson
        : arguments.form == "general"    ? jose::Form::GeneralJson
                                         : jose::Form::Compact;
}

/** What is made, of what, with which key. */
struct Making
{
    core::Secret content;
    jose::Key key;
    json::JsonMembers header;
};

Taken<Making> makingOf(const Arguments& arguments)
{
    const auto content = readBytes("-");
    const auto keys = keysOf(arguments);
    if (!content || !keys) {
        return tl::unexpected(content ? keys.error() : content.error());
    }
    if (keys->keys.size() != 1) {
        return tl::unexpected(keys->keys.isEmpty()
                ? usage(u"Give the key with --jwks, or the shared secret with --secret-file."_s)
                : usage(u"There are %1 keys in what was given; give one."_s.arg(keys->keys.size())));
    }
    const auto header = headerOf(arguments, keys->keys.first());
    return header ? Taken<Making>(Making{*content, keys->keys.first(), *header}) : tl::unexpected(header.error());
}

Outcome printed(const jose::Checked<QByteArray>& token)
{
    if (!token) {
        return refused(jose::sentences(token.error()));
    }
    return afterChange(writeLine(QString::fromUtf8(*token)), u"The token could not be printed."_s);
}

bool printPem(const jose::Key& key, bool privateToo)
{
    const auto pem = key.toPem(privateToo);
    if (!pem) {
        writeError(u"owb: A shared secret has no form in PEM; it is left out.\n"_s);
        return true;
    }
    bool written = true;
    const QStringList lines = pem->revealText().split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        written = written && writeLine(line);
    }
    return written;
}

} // namespace

Outcome jwtSign(const Arguments& arguments, const core::Clock&)
{
    const auto making = makingOf(arguments);
    if (!making) {
        return making.error();
    }
    return printed(jose::signToken(
        {making->header.text().toUtf8(), {}, making->content.reveal(), formOf(arguments)}, making->key));
}

Outcome jwtEncrypt(const Arguments& arguments, const core::Clock&)
{
    auto making = makingOf(arguments);
    if (!making) {
        return making.error();
    }
    if (isGiven(arguments.encryption)) {
        making->header.set(u"enc"_s, QString::fromStdString(arguments.encryption));
    }
    return printed(jose::encryptToken(
        {making->header.text().toUtf8(), making->content.reveal(), {}, formOf(arguments)}, making->key));
}

Outcome jwtKeys(const Arguments& arguments, const core::Clock&)
{
    const auto keys = keysOf(arguments);
    if (!keys) {
        return keys.error();
    }
    QStringList texts;
    for (const jose::Key& key : keys->keys) {
        if (arguments.pem) {
            printPem(key, arguments.reveal);
            continue;
        }
        json::JsonMembers jwk = *json::JsonMembers::parse(key.toJwk(arguments.reveal).revealText());
        if (arguments.thumbprints) {
            jwk.set(u"kid"_s, key.thumbprint());
        }
        texts << jwk.text();
    }
    if (!arguments.pem) {
        writeJson(u"{\"keys\":["_s + texts.join(u',') + u"]}"_s);
    }
    for (const auto& skipped : keys->skipped) {
        writeError(u"owb: Left out: "_s + printable(skipped.fault.what) + u'\n');
    }
    return done();
}

Outcome jwtNewKey(const Arguments& arguments, const core::Clock&)
{
    const QString algorithm = QString::fromStdString(arguments.algorithms.front());
    auto key = jose::makeKeyFor(algorithm, arguments.bits);
    if (!key) {
        return usage(jose::sentences(key.error()));
    }
    jose::KeyFacts facts;
    facts.id = isGiven(arguments.keyId) ? QString::fromStdString(arguments.keyId) : key->thumbprint();
    facts.algorithm = algorithm;
    key->setFacts(facts);
    const bool written = arguments.pem ? printPem(*key, true) : writeJson(key->toJwk(true).revealText());
    return afterChange(written, u"The key could not be printed and is lost."_s);
}

} // namespace owb::cli
