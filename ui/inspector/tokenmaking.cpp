#include "inspector/tokenmaking.h"

#include "inspector/inspectortext.h"
#include "jose/jwe.h"
#include "jose/keymanagement.h"
#include "jose/signatureverifier.h"
#include "json/jsontext.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QStringList signingFor(const jose::Key& key)
{
    QStringList names;
    for (const jose::SignatureAlgorithm& algorithm : jose::signatureAlgorithms()) {
        if (key.isPrivate() && jose::checkFits(key, algorithm, true)) {
            names << algorithm.name;
        }
    }
    return names;
}

/** What has an `alg` of its own does not encrypt contents unless that is what it names: RFC 7520 section 5.6. */
bool mayBeDirect(const jose::Key& key)
{
    const QString& own = key.facts().algorithm;
    return own.isEmpty() || own == "dir"_L1 || jose::findContentAlgorithm(own) != nullptr;
}

bool isAllowed(const jose::Key& key, const jose::KeyAlgorithm& algorithm)
{
    const bool isDirect = algorithm.family == jose::KeyFamily::Direct;
    return jose::checkFits(key, algorithm, true)
        && (!isDirect || (mayBeDirect(key) && !contentsFor(key, algorithm.name).isEmpty()));
}

} // namespace

QStringList algorithmsFor(const jose::Key& key, Making making)
{
    if (making == Making::Signed) {
        return signingFor(key);
    }
    QStringList names;
    for (const jose::KeyAlgorithm& algorithm : jose::keyAlgorithms()) {
        if (algorithm.family != jose::KeyFamily::Rsa1_5 && isAllowed(key, algorithm)) {
            names << algorithm.name;
        }
    }
    if (const auto* const old = jose::findKeyAlgorithm(u"RSA1_5"); old && isAllowed(key, *old)) { // never the first
        names << old->name;
    }
    return names;
}

QStringList contentsFor(const jose::Key& key, const QString& algorithm)
{
    constexpr int bitsOfByte = 8;
    const auto* const wrapping = jose::findKeyAlgorithm(algorithm);
    const bool isDirect = wrapping && wrapping->family == jose::KeyFamily::Direct;
    const auto* const own = jose::findContentAlgorithm(key.facts().algorithm);
    QStringList names;
    for (const jose::ContentAlgorithm& content : jose::contentAlgorithms()) {
        if (!isDirect || (content.keyBytes * bitsOfByte == key.bits() && (!own || own->name == content.name))) {
            names << content.name;
        }
    }
    return names;
}

jose::Fault whyNone(const jose::Key& key, Making making)
{
    if (making == Making::Signed && !key.isPrivate()) {
        return {InspectorText::tr("A public key can encrypt, and cannot sign."),
            InspectorText::tr("Choose a private key, or encrypt."), {}, {}};
    }
    if (making == Making::Signed && key.type() == jose::KeyType::Oct) {
        const auto fits = jose::checkFits(key, *jose::findSignatureAlgorithm(u"HS256"), true);
        return {fits ? QString() : fits.error().what, InspectorText::tr("Type a longer one."), {}, {}};
    }
    return {making == Making::Signed ? InspectorText::tr("This key cannot sign.")
                                     : InspectorText::tr("This key cannot encrypt."),
        InspectorText::tr("It is for %1.")
            .arg(key.facts().algorithm.isEmpty() ? key.description() : key.facts().algorithm),
        {}, {}};
}

jose::Checked<core::Secret> makeToken(const TokenRecipe& recipe)
{
    const QByteArray header = json::compactJson(recipe.header).toUtf8(); // but for its spaces as it was written
    const QByteArray claims = json::compactJson(recipe.claims).toUtf8();
    const auto token = recipe.making == Making::Signed
        ? jose::signToken({header, {}, claims, recipe.form}, recipe.key)
        : jose::encryptToken({header, claims, {}, recipe.form}, recipe.key);
    return token.map([](const QByteArray& text) { return core::Secret(text); });
}

jose::KeySet readingKeys(const TokenRecipe& recipe)
{
    jose::KeySet keys;
    const bool isShared = recipe.key.type() == jose::KeyType::Oct;
    if (recipe.making == Making::Signed && !isShared) {
        if (const auto half = jose::keyFromJwk(recipe.key.toJwk(false).revealText())) {
            keys.keys << *half;
        }
    } else if (recipe.key.isPrivate()) {
        keys.keys << recipe.key;
    }
    return keys;
}

} // namespace owb::ui
