// Our side of the line protocol that tests/peers/test_jose_oracles.py speaks with every implementation: one JSON
// object a line in, one a line out.

#include "inspector/inspection.h"
#include "jose/base64url.h"
#include "jose/jwe.h"
#include "jose/keymaker.h"
#include "jose/signer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace owb;
using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray decoded(const QJsonValue& value)
{
    return jose::fromBase64Url(value.toString().toLatin1()).value_or(QByteArray());
}

jose::Form formOf(const QString& name)
{
    return name == u"general"  ? jose::Form::GeneralJson
        : name == u"flattened" ? jose::Form::FlattenedJson
                               : jose::Form::Compact;
}

QJsonObject failure(const jose::Fault& fault)
{
    return {{u"error"_s, fault.what}};
}

QJsonObject tokenOf(const jose::Checked<QByteArray>& token)
{
    if (!token) {
        return failure(token.error());
    }
    return token->startsWith('{') ? QJsonObject{{u"token"_s, QJsonDocument::fromJson(*token).object()}}
                                  : QJsonObject{{u"token"_s, QString::fromLatin1(*token)}};
}

/** With direct encryption any content's key does. */
jose::Checked<jose::Key> newKey(const QString& algorithm)
{
    constexpr int rsaBits = 2048;
    return jose::makeKeyFor(algorithm == u"dir" ? u"A256GCM"_s : algorithm, rsaBits);
}

QJsonObject sign(const QJsonObject& request, const jose::Key& key)
{
    QJsonObject header = request.value(u"header"_s).toObject();
    header.insert(u"alg"_s, request.value(u"alg"_s));
    const QJsonObject unprotected = request.value(u"unprotected"_s).toObject();
    return tokenOf(
        jose::signToken({compact(header), unprotected.isEmpty() ? QString() : QString::fromUtf8(compact(unprotected)),
                            decoded(request.value(u"payload"_s)), formOf(request.value(u"form"_s).toString())},
            key));
}

QJsonObject encrypt(const QJsonObject& request, const jose::Key& key)
{
    QJsonObject header = request.value(u"header"_s).toObject();
    header.insert(u"alg"_s, request.value(u"alg"_s));
    header.insert(u"enc"_s, request.value(u"enc"_s));
    if (request.value(u"zip"_s).toBool()) {
        header.insert(u"zip"_s, u"DEF"_s);
    }
    jose::EncryptionRequest made{
        compact(header), decoded(request.value(u"payload"_s)), {}, formOf(request.value(u"form"_s).toString())};
    if (request.contains(u"aad"_s)) {
        made.aad = decoded(request.value(u"aad"_s));
    }
    return tokenOf(jose::encryptToken(made, key));
}

QJsonObject check(const QJsonObject& request, const jose::Key& key)
{
    const QJsonValue token = request.value(u"token"_s);
    // As it was written, where the case is about the very text of a JSON form.
    const QString text = request.value(u"text"_s).toString();
    inspector::Expectations expectations;
    expectations.signatureOnly = true;
    expectations.algorithms = QStringList{request.value(u"alg"_s).toString()};
    const auto found = inspector::inspect(core::Secret(!text.isEmpty() ? text.toUtf8()
                                                  : token.isString()   ? token.toString().toUtf8()
                                                                       : compact(token.toObject())),
        {{key}, {}}, expectations);
    const auto* const step = inspector::decisive(found.trace);
    if (step == nullptr || step->outcome != inspector::Step::Outcome::Passed) {
        return {{u"valid"_s, false}, {u"error"_s, step == nullptr ? QString() : step->what}};
    }
    return {{u"valid"_s, true}, {u"payload"_s, QString::fromLatin1(jose::toBase64Url(found.layers.first().content))}};
}

QJsonObject answer(const QJsonObject& request)
{
    const QString operation = request.value(u"op"_s).toString();
    if (operation == u"generate") {
        const auto key = newKey(request.value(u"alg"_s).toString());
        return key ? QJsonObject{{u"key"_s, QJsonDocument::fromJson(key->toJwk(true).reveal()).object()}}
                   : failure(key.error());
    }
    const auto key = jose::keyFromJwk(QString::fromUtf8(compact(request.value(u"key"_s).toObject())));
    if (!key) {
        return {{u"valid"_s, false}, {u"error"_s, key.error().what}};
    }
    if (operation == u"thumbprint") {
        return {{u"thumbprint"_s, key->thumbprint()}};
    }
    return operation == u"sign"   ? sign(request, *key)
        : operation == u"encrypt" ? encrypt(request, *key)
                                  : check(request, *key);
}

} // namespace

int main()
{
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly)) {
        return 1;
    }
    for (QByteArray line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        const QJsonObject request = QJsonDocument::fromJson(line).object();
        QJsonObject reply = answer(request);
        reply.insert(u"id"_s, request.value(u"id"_s));
        const QByteArray text = compact(reply) + '\n';
        std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
        std::fflush(stdout);
    }
    return 0;
}
