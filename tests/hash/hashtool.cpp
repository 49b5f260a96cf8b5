#include "core/errortext.h"
#include "hash/storedsecret.h"
#include "hash/tokenforms.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

// For the tests against other implementations: a request a line on standard input, an answer a line on standard output.
// Requests: {"do": "scheme|verify|create|forms", "stored", "secret", "schemes": […], "scheme", "like", "type"}.
// Answers: {"answer": …} or {"error": "sentence"}.

using namespace Qt::StringLiterals;
using owb::core::Secret;

namespace {

template <class T> QJsonObject answered(const owb::core::Result<T>& result, auto json)
{
    return result ? QJsonObject{{u"answer"_s, json(*result)}}
                  : QJsonObject{{u"error"_s, owb::core::errorText(result.error()).sentence()}};
}

QStringList texts(const QJsonValue& array)
{
    return array.toVariant().toStringList();
}

QJsonArray revealed(const QList<Secret>& secrets)
{
    QJsonArray array;
    for (const Secret& secret : secrets) {
        array << secret.revealText();
    }
    return array;
}

QJsonObject answerTo(const QJsonObject& request)
{
    const QString what = request.value("do"_L1).toString();
    const Secret stored(request.value("stored"_L1).toString());
    const Secret secret(request.value("secret"_L1).toString());
    const Secret like(request.value("like"_L1).toString());
    const QStringList schemes = texts(request.value("schemes"_L1));
    if (what == "scheme"_L1) {
        return {{u"answer"_s, owb::hash::schemeOf(stored, schemes)}};
    }
    if (what == "verify"_L1) {
        return answered(owb::hash::verify(stored, secret, schemes), [](bool same) { return same; });
    }
    if (what == "create"_L1) {
        const Secret* given = like.isEmpty() ? nullptr : &like;
        return answered(owb::hash::create(request.value("scheme"_L1).toString(), secret, given),
            [](const Secret& made) { return made.revealText(); });
    }
    return answered(owb::hash::storedForms(secret, schemes, request.value("type"_L1).toString()), revealed);
}

} // namespace

int main()
{
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly)) {
        return 1;
    }
    for (QByteArray line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        const QJsonObject answer = answerTo(QJsonDocument::fromJson(line).object());
        out.write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
        out.flush();
    }
    return 0;
}
