#include "inspector/rulefacts.h"

#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

/** How names of claims end that hold a secret; whole words, in small letters, with "_" between them. */
constexpr std::array sensitiveEndings{"password"_L1, "passwd"_L1, "pwd"_L1, "passphrase"_L1, "password_hash"_L1,
    "pin"_L1, "pin_code"_L1, "secret"_L1, "secret_key"_L1, "private_key"_L1, "api_key"_L1, "apikey"_L1, "access_key"_L1,
    "secretkey"_L1, "privatekey"_L1, "card_number"_L1, "cardnumber"_L1, "credit_card"_L1, "creditcard"_L1, "cvv"_L1,
    "cvc"_L1, "iban"_L1, "bank_account"_L1, "account_number"_L1, "ssn"_L1, "social_security_number"_L1, "tax_id"_L1,
    "national_id"_L1, "identity_number"_L1, "id_number"_L1, "id_card_number"_L1, "driving_licence"_L1,
    "drivers_license"_L1, "refresh_token"_L1};

QString inWords(const QString& name)
{
    static const QRegularExpression border(u"(?<=[a-z0-9])(?=[A-Z])"_s);
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    QString words = name.section(u'/', -1); // claims of one's own are often named by an address
    words.replace(border, u"_"_s);
    words = words.toLower();
    return u'_' + words.replace(other, u"_"_s);
}

bool hasSensitiveName(const QString& name)
{
    const QString words = inWords(name);
    return std::any_of(sensitiveEndings.begin(), sensitiveEndings.end(),
        [&](QLatin1StringView ending) { return words.endsWith(u'_' + QString(ending)); });
}

/** Identifiers are often long numbers, and one in ten of those has the digit sum of a card. */
bool isIdentifier(const QString& name)
{
    static const QStringList known{u"_sub"_s, u"_jti"_s, u"_sid"_s, u"_azp"_s, u"_aud"_s, u"_nonce"_s};
    const QString words = inWords(name);
    return known.contains(words) || words.endsWith("_id"_L1);
}

/** The digit sum by which numbers of payment cards are checked: ISO/IEC 7812-1. */
bool isCardNumber(const QString& text)
{
    static const QRegularExpression cardDigits(u"^[3-6]\\d{3}([ -]?)\\d{4}\\1\\d{4}\\1\\d{1,7}$"_s);
    if (!cardDigits.match(text).hasMatch()) {
        return false;
    }
    int sum = 0;
    bool isDoubled = false;
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        const int value = text.at(i).digitValue();
        if (value < 0) {
            continue;
        }
        const int digit = isDoubled ? 2 * value : value;
        sum += digit > 9 ? digit - 9 : digit;
        isDoubled = !isDoubled;
    }
    return sum % 10 == 0;
}

} // namespace

bool isSensitive(const QString& name, const QJsonValue& value)
{
    if (value.isObject()) { // a JWK with its private half
        const QJsonObject object = value.toObject();
        return object.contains(u"kty"_s) && (object.contains(u"d"_s) || object.contains(u"k"_s));
    }
    if (!value.isString() && !value.isDouble()) {
        return false; // "has_password": true tells none
    }
    const QString text = value.toString();
    return (hasSensitiveName(name) && (value.isDouble() || !text.isEmpty()))
        || (!isIdentifier(name) && isCardNumber(text))
        || (text.contains("-----BEGIN"_L1) && text.contains("PRIVATE KEY"_L1));
}

} // namespace owb::inspector
