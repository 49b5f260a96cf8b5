#include "jose/keyset.h"

#include "jose/joseheader.h"
#include "jose/texts.h"
#include "json/jsonmembers.h"
#include "json/jsontext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

Fault notKeys(const QString& what)
{
    return {what,
        TokenText::tr("Give a JWK, a JWK Set, or a key or certificate in PEM, which starts with “-----BEGIN”."),
        u"RFC 7517 §5"_s, {}};
}

/** A certificate beside the key must be of that key: RFC 7517 section 4.7. Takes over what the certificate says. */
Checked<Key> withCertificate(Key key, const QString& jwk)
{
    const auto members = json::JsonMembers::parse(jwk);
    const QString first = members ? members->value(u"x5c"_s).toArray().first().toString() : QString();
    if (first.isEmpty()) {
        return key;
    }
    // Ordinary base64 here, in contrast to all other members.
    const auto der = QByteArray::fromBase64Encoding(first.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const auto fromCertificate = der
        ? keyFromCertificate(*der)
        : Refused(Fault{TokenText::tr("The key's “x5c” is no certificate in base64."), {}, {}, {}});
    if (!fromCertificate) {
        return Refused(fromCertificate.error());
    }
    if (fromCertificate->thumbprint() != key.thumbprint()) {
        return Refused(Fault{TokenText::tr("The certificate in “x5c” is of another key."),
            TokenText::tr("Take the key from where it was made."), u"RFC 7517 §4.7"_s, {}});
    }
    KeyFacts facts = key.facts();
    facts.subject = fromCertificate->facts().subject;
    facts.notAfter = fromCertificate->facts().notAfter;
    key.setFacts(facts);
    return key;
}

Checked<Key> readJwk(const QString& text)
{
    return keyFromJwk(text).and_then([&](const Key& key) { return withCertificate(key, text); });
}

Fault noneUsable(const KeySet& set)
{
    Fault fault = set.skipped.first().fault;
    fault.what = TokenText::tr("The key set holds no key that can be used: %1").arg(fault.what);
    return fault;
}

Checked<KeySet> readJwkSet(const json::JsonMembers& object)
{
    KeySet set;
    const QStringList entries = json::jsonElements(object.valueText(u"keys"_s));
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto key = readJwk(entries.at(i));
        if (key) {
            set.keys << *key;
            continue;
        }
        const auto members = json::JsonMembers::parse(entries.at(i));
        set.skipped.append({i, members ? members->string(u"kid"_s) : QString(), key.error()});
    }
    if (set.keys.isEmpty()) {
        return Refused(set.skipped.isEmpty() ? notKeys(TokenText::tr("The key set is empty.")) : noneUsable(set));
    }
    return set;
}

Checked<KeySet> readJsonKeys(const QString& text)
{
    const auto object = readObject(text.toUtf8(), TokenText::tr("the key"));
    if (!object) {
        return Refused(object.error());
    }
    if (!object->contains(u"keys"_s)) {
        return readJwk(text).map([](const Key& key) { return KeySet{{key}, {}}; });
    }
    return object->value(u"keys"_s).isArray() ? readJwkSet(*object)
                                              : Refused(notKeys(TokenText::tr("The member “keys” must be a list.")));
}

} // namespace

QStringList KeySet::names() const
{
    QStringList names;
    for (const Key& key : keys) {
        names << (key.facts().id.isEmpty() ? key.description() : key.facts().id);
    }
    return names;
}

Checked<KeySet> readKeys(const core::Secret& text)
{
    const QByteArray trimmed = text.reveal().trimmed();
    if (trimmed.isEmpty()) {
        return Refused(notKeys(TokenText::tr("There is no key in this text: it is empty.")));
    }
    if (trimmed.startsWith('{')) {
        return readJsonKeys(core::Secret(trimmed).revealText());
    }
    if (trimmed.contains("-----BEGIN")) {
        return readPemKeys(text);
    }
    return Refused(notKeys(TokenText::tr("This text is no key.")));
}

} // namespace owb::jose
