#include "jose/sdjwt.h"

#include "jose/base64url.h"
#include "jose/joseheader.h"
#include "jose/texts.h"
#include "json/jsontext.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

Fault badSdJwt(const QString& what, const QString& reference = u"RFC 9901 §7.1"_s)
{
    return {what, TokenText::tr("Take the token as it was presented; only its issuer or holder can mend it."),
        reference, u"T-SD-01"_s};
}

struct Disclosure
{
    QString name; // null where it discloses an element of a list
    QJsonValue value;
};

Checked<Disclosure> readDisclosure(const QByteArray& text)
{
    const auto bytes = decodePart(text, TokenText::tr("a disclosure"));
    if (!bytes) {
        return Refused(bytes.error());
    }
    // Wrapped in an object, so that it is read as strictly as everything else.
    const auto wrapped = readObject("{\"a\":" + *bytes + '}', TokenText::tr("a disclosure"));
    const QJsonArray list = wrapped ? wrapped->value(u"a"_s).toArray() : QJsonArray();
    const bool isElement = list.size() == 2;
    const bool isMember = list.size() == 3 && list.at(1).isString();
    if (!wrapped && wrapped.error().rule == u"T-ST-04") {
        return Refused(wrapped.error());
    }
    if (!wrapped || wrapped->members().size() != 1 || !list.at(0).isString() || (!isElement && !isMember)) {
        return Refused(
            badSdJwt(TokenText::tr("A disclosure is no list of a salt, a name and a value."), u"RFC 9901 §4.2"_s));
    }
    return Disclosure{isElement ? QString() : list.at(1).toString(), list.last()};
}

/** Puts what was disclosed in its place. */
class Processing
{
public:
    Processing(const SdJwt& token, const QString& algorithm)
    {
        for (const QByteArray& text : token.disclosures) {
            const auto disclosure = readDisclosure(text);
            const auto digest = disclosureDigest(algorithm, text);
            if (!disclosure || !digest) {
                m_fault = disclosure ? digest.error() : disclosure.error();
                return;
            }
            const QString name = QString::fromLatin1(*digest);
            if (m_disclosures.contains(name)) {
                m_fault = badSdJwt(TokenText::tr("The same disclosure stands in the token twice."));
                return;
            }
            m_disclosures.insert(name, *disclosure);
        }
    }

    Checked<QJsonObject> run(QJsonObject claims)
    {
        claims.remove(u"_sd_alg"_s);
        const QJsonObject result = m_fault ? claims : object(claims, 0);
        if (!m_fault && m_used.size() != m_disclosures.size()) {
            m_fault = badSdJwt(TokenText::tr("The token holds a disclosure that nothing in it refers to."));
        }
        return m_fault ? Checked<QJsonObject>(Refused(*m_fault)) : result;
    }

private:
    static constexpr int deepest = 200;

    QJsonObject object(QJsonObject given, int depth)
    {
        const QJsonValue digests = given.take(u"_sd"_s);
        if (!digests.isUndefined() && !digests.isArray()) {
            fail(TokenText::tr("“_sd” must be a list."));
        }
        for (auto it = given.begin(); it != given.end(); ++it) {
            it.value() = value(it.value(), depth);
        }
        const QJsonArray entries = digests.toArray();
        for (const auto& entry : entries) {
            const Disclosure* const disclosure = find(entry);
            if (disclosure == nullptr) {
                continue;
            }
            if (disclosure->name.isNull() || disclosure->name == u"_sd" || disclosure->name == u"...") {
                fail(TokenText::tr("A disclosure has a name that it must not have, or none where one is needed."));
            } else if (given.contains(disclosure->name)) {
                fail(TokenText::tr("A disclosure is named “%1”, which is already there.").arg(disclosure->name));
            } else {
                given.insert(disclosure->name, value(disclosure->value, depth));
            }
        }
        return given;
    }

    QJsonArray array(const QJsonArray& given, int depth)
    {
        QJsonArray result;
        for (const auto& entry : given) {
            const QJsonObject reference = entry.toObject();
            if (!entry.isObject() || !reference.contains(u"..."_s)) {
                result.append(value(entry, depth));
                continue;
            }
            const Disclosure* const disclosure = reference.size() == 1 ? find(reference.value(u"..."_s)) : nullptr;
            if (reference.size() != 1) {
                fail(TokenText::tr("“...” stands beside other members."));
            } else if (disclosure != nullptr && !disclosure->name.isNull()) {
                fail(TokenText::tr("A disclosure for an element of a list has a name."));
            } else if (disclosure != nullptr) {
                result.append(value(disclosure->value, depth));
            }
        }
        return result;
    }

    QJsonValue value(const QJsonValue& given, int depth)
    {
        if (depth > deepest) {
            fail(TokenText::tr("The claims are nested too deeply."));
            return {};
        }
        if (m_fault) {
            return {};
        }
        return given.isObject() ? QJsonValue(object(given.toObject(), depth + 1))
            : given.isArray()   ? QJsonValue(array(given.toArray(), depth + 1))
                                : given;
    }

    /** Null for a digest without its disclosure: a decoy, or what the holder kept. */
    const Disclosure* find(const QJsonValue& digest)
    {
        const QString name = digest.toString();
        if (m_seen.contains(name)) {
            fail(TokenText::tr("The same digest stands in the token twice."));
            return nullptr;
        }
        m_seen.insert(name);
        const auto found = m_disclosures.constFind(name);
        if (found == m_disclosures.constEnd()) {
            return nullptr;
        }
        m_used.insert(name);
        return &*found;
    }

    void fail(const QString& what) { m_fault = m_fault.value_or(badSdJwt(what)); }

    QHash<QString, Disclosure> m_disclosures; // by digest
    QSet<QString> m_seen; // digests
    QSet<QString> m_used;
    std::optional<Fault> m_fault;
};

} // namespace

Checked<SdJwt> readSdJwt(const QByteArray& token)
{
    QByteArrayList parts = token.split('~');
    SdJwt result;
    result.keyBinding = parts.takeLast();
    result.issuerToken = parts.isEmpty() ? QByteArray() : parts.takeFirst();
    if (!result.keyBinding.isEmpty() && result.keyBinding.count('.') != 2) {
        return Refused(badSdJwt(
            TokenText::tr("The text does not end with a tilde, nor with a key-binding token."), u"RFC 9901 §4"_s));
    }
    for (const QByteArray& part : parts) {
        const auto bytes = decodePart(part, TokenText::tr("a disclosure"));
        if (!bytes || bytes->isEmpty()) {
            return Refused(bytes ? badSdJwt(TokenText::tr("A disclosure is empty."), u"RFC 9901 §4"_s) : bytes.error());
        }
    }
    result.disclosures = parts;
    result.boundText = token.first(token.size() - result.keyBinding.size());
    return result;
}

std::optional<SdJwt> sdJwtOf(const Jws& jws)
{
    const Jws::Signature& first = jws.signatures.first();
    const json::JsonMembers& header = first.header.unprotectedMembers();
    if (!jws.isJson || !header.contains(u"disclosures"_s)) {
        return {};
    }
    SdJwt result;
    result.issuerToken = jws.signingInput(0) + '.' + toBase64Url(first.bytes);
    for (const QString& text : header.strings(u"disclosures"_s)) {
        result.disclosures << text.toUtf8();
    }
    result.keyBinding = header.string(u"kb_jwt"_s).toUtf8();
    result.boundText = (QByteArrayList{result.issuerToken} + result.disclosures + QByteArrayList{{}}).join('~');
    return result;
}

Checked<json::JsonMembers> disclosedClaims(const SdJwt& token, const json::JsonMembers& issuerClaims)
{
    const QJsonValue stated = issuerClaims.value(u"_sd_alg"_s);
    const QString algorithm = stated.isUndefined() ? u"sha-256"_s : stated.toString();
    const auto sample = disclosureDigest(algorithm, {}); // an unknown one is refused without disclosures, too
    if (!sample) {
        return Refused(sample.error());
    }
    const QJsonObject claims = QJsonDocument::fromJson(issuerClaims.text().toUtf8()).object();
    return Processing(token, algorithm).run(claims).map([](const QJsonObject& disclosed) {
        return *json::JsonMembers::parse(json::jsonText(disclosed));
    });
}

Checked<QByteArray> disclosureDigest(const QString& algorithm, const QByteArray& text)
{
    using Hash = QCryptographicHash;
    // The IANA registry of named information hashes, without those that are cut short.
    static const QHash<QString, Hash::Algorithm> known{{u"sha-256"_s, Hash::Sha256}, {u"sha-384"_s, Hash::Sha384},
        {u"sha-512"_s, Hash::Sha512}, {u"sha3-256"_s, Hash::Sha3_256}, {u"sha3-384"_s, Hash::Sha3_384},
        {u"sha3-512"_s, Hash::Sha3_512}};
    const auto found = known.constFind(algorithm);
    if (found == known.constEnd()) {
        return Refused(badSdJwt(TokenText::tr("“%1” is no digest that disclosures may use.").arg(algorithm)));
    }
    return toBase64Url(Hash::hash(text, *found));
}

} // namespace owb::jose
