#include "goldencase.h"

#include "jose/base64url.h"
#include "jose/jwe.h"
#include "jose/sdjwt.h"
#include "json/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

using namespace owb;
using namespace owb::inspector;
using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonValue& value)
{
    return json::jsonText(value).toUtf8();
}

/** Makes the token that a case describes. */
class Maker
{
public:
    Maker(const QJsonObject& golden, const QJsonObject& keys, QStringList& problems)
        : m_golden(golden)
        , m_keys(keys)
        , m_problems(problems)
    { }

    QByteArray token()
    {
        if (has(u"token"_s)) {
            return m_golden.value(u"token"_s).toString().toUtf8();
        }
        QByteArray text = payload();
        if (has(u"header"_s) || has(u"headerText"_s)) {
            text = signedText(headerText(), text, m_golden);
        }
        if (has(u"disclosures"_s)) {
            text = presented(text);
        }
        if (has(u"encrypt"_s)) {
            text = encrypted(text);
        }
        return text + m_golden.value(u"suffix"_s).toString().toUtf8();
    }

    std::optional<jose::Key> key(const QString& name)
    {
        static QHash<QString, jose::Key> known; // checking a private key takes a while
        if (!known.contains(name)) {
            const auto read = jose::keyFromJwk(json::jsonText(m_keys.value(name)));
            if (!read) {
                m_problems << name + u": "_s + read.error().what;
                return {};
            }
            known.insert(name, *read);
        }
        return known.value(name);
    }

private:
    [[nodiscard]] bool has(const QString& member) const { return m_golden.contains(member); }

    [[nodiscard]] QByteArray headerText() const
    {
        return has(u"headerText"_s) ? m_golden.value(u"headerText"_s).toString().toUtf8()
                                    : compact(m_golden.value(u"header"_s));
    }

    [[nodiscard]] QByteArray payload() const
    {
        if (has(u"payload"_s)) {
            return m_golden.value(u"payload"_s).toString().toUtf8();
        }
        QJsonObject claims = m_golden.value(u"claims"_s).toObject();
        if (has(u"padding"_s)) {
            claims.insert(u"padding"_s, QString(m_golden.value(u"padding"_s).toInt(), u'x'));
        }
        if (has(u"disclosures"_s) && !claims.contains(u"_sd"_s)) {
            QJsonArray digests;
            const QByteArrayList texts = disclosures();
            for (const QByteArray& text : texts) {
                digests << QString::fromLatin1(*jose::disclosureDigest(u"sha-256"_s, text));
            }
            claims.insert(u"_sd"_s, digests);
        }
        return compact(claims);
    }

    [[nodiscard]] QByteArrayList disclosures() const
    {
        QByteArrayList texts;
        const QJsonArray entries = m_golden.value(u"disclosures"_s).toArray();
        for (const auto& entry : entries) {
            texts << jose::toBase64Url(compact(entry));
        }
        return texts;
    }

    /** Not with jose::signToken(), which refuses most of what must be tried here. */
    QByteArray signedText(const QByteArray& header, const QByteArray& content, const QJsonObject& how)
    {
        const QJsonObject members = QJsonDocument::fromJson(header).object();
        const bool isEncoded = members.value(u"b64"_s).toBool(true);
        const QByteArray input = jose::toBase64Url(header) + '.' + (isEncoded ? jose::toBase64Url(content) : content);
        const QString name = members.value(u"alg"_s).toString();
        if (how.contains(u"signature"_s)) {
            return input + '.' + how.value(u"signature"_s).toString().toLatin1();
        }
        if (how.contains(u"secret"_s)) {
            const QByteArray secret = how.value(u"secret"_s).toString().toUtf8();
            return input + '.'
                + jose::toBase64Url(
                    QMessageAuthenticationCode::hash(input, secret, QCryptographicHash::Sha256)); // HS256 only
        }
        const auto signingKey = key(how.value(u"key"_s).toString());
        const auto* const algorithm = jose::findSignatureAlgorithm(name);
        const auto signature = signingKey && algorithm != nullptr
            ? jose::makeSignature(*signingKey, *algorithm, input)
            : jose::Refused(jose::Fault{u"no key or algorithm"_s, {}, {}, {}});
        if (!signature) {
            m_problems << signature.error().what;
            return input + '.';
        }
        return input + '.' + jose::toBase64Url(*signature);
    }

    QByteArray presented(const QByteArray& issuerToken)
    {
        QByteArray text = issuerToken + '~';
        const QByteArrayList texts = disclosures();
        for (const QByteArray& disclosure : texts) {
            text += disclosure + '~';
        }
        const QJsonObject binding = m_golden.value(u"binding"_s).toObject();
        if (binding.isEmpty()) {
            return text;
        }
        QJsonObject claims = binding.value(u"claims"_s).toObject();
        if (!claims.contains(u"sd_hash"_s)) {
            claims.insert(u"sd_hash"_s, QString::fromLatin1(*jose::disclosureDigest(u"sha-256"_s, text)));
        }
        return text + signedText(compact(binding.value(u"header"_s)), compact(claims), binding);
    }

    QByteArray encrypted(const QByteArray& content)
    {
        const QJsonObject how = m_golden.value(u"encrypt"_s).toObject();
        const auto recipient = key(how.value(u"key"_s).toString());
        const qsizetype times = how.value(u"repeat"_s).toInt(1);
        const auto text = recipient
            ? jose::encryptToken({compact(how.value(u"header"_s)), content.repeated(times), {}, {}}, *recipient)
            : jose::Refused(jose::Fault{u"no key"_s, {}, {}, {}});
        if (!text) {
            m_problems << text.error().what;
        }
        return text.value_or(QByteArray());
    }

    const QJsonObject& m_golden;
    const QJsonObject& m_keys;
    QStringList& m_problems;
};

/** Names of keys, of which the public halves are given, or a JWK Set. */
jose::KeySet setOf(const QJsonValue& given, Maker& maker, QStringList& problems)
{
    jose::KeySet set;
    if (given.isObject()) {
        const auto read = jose::readKeys(core::Secret(compact(given)));
        problems << (read ? QStringList() : QStringList{read.error().what});
        return read.value_or(jose::KeySet());
    }
    const QJsonArray names = given.toArray();
    for (const auto& name : names) {
        const auto key = maker.key(name.toString());
        if (key) {
            const bool isWhole = name.toString().startsWith(u"open"_s) || key->type() == jose::KeyType::Oct;
            set.keys << (isWhole ? *key : *jose::keyFromJwk(key->toJwk(false).revealText())); // "open": to decrypt with
        }
    }
    return set;
}

QJsonObject merged(QJsonObject base, const QJsonObject& change)
{
    for (auto it = change.begin(); it != change.end(); ++it) {
        if (it.value().isNull()) {
            base.remove(it.key());
        } else if (it.value().isObject() && base.value(it.key()).isObject()) {
            base.insert(it.key(), merged(base.value(it.key()).toObject(), it.value().toObject()));
        } else {
            base.insert(it.key(), it.value());
        }
    }
    return base;
}

} // namespace

QJsonObject completed(const QJsonObject& golden, const QJsonObject& bases)
{
    return merged(bases.value(golden.value(u"base"_s).toString()).toObject(), golden);
}

GoldenCase readCase(const QJsonObject& golden, const QJsonObject& keys)
{
    GoldenCase result;
    Maker maker(golden, keys, result.problems);
    result.token = core::Secret(maker.token());
    result.keys = setOf(golden.value(u"set"_s), maker, result.problems);
    result.expectations = expectationsOf(golden.value(u"expectations"_s).toObject(), result.problems);
    if (golden.contains(u"now"_s)) {
        result.expectations.now = golden.value(u"now"_s).toInteger();
    }
    result.circumstances = circumstancesOf(golden.value(u"circumstances"_s).toObject(), result.problems);
    if (golden.contains(u"kind"_s)) {
        result.kind = kindNamed(golden.value(u"kind"_s).toString());
        result.problems << (result.kind ? QStringList() : QStringList{u"kind"_s});
    }
    result.hidden << result.token.reveal() << golden.value(u"secret"_s).toString().toUtf8()
                  << result.token.reveal().split('.').last();
    for (const auto& secret : {result.circumstances.company.accessToken, result.circumstances.company.code}) {
        result.hidden << (secret ? secret->reveal() : QByteArray());
    }
    const QJsonArray more = golden.value(u"hidden"_s).toArray();
    for (const auto& text : more) {
        result.hidden << text.toString().toUtf8();
    }
    result.hidden.removeAll(QByteArray());
    return result;
}
