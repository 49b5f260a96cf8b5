#include "inspector/rulecatalogue.h"

#include "inspector/rules.h"
#include "inspector/texts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using S = Finding::Severity;

constexpr std::array commonRules{
    CatalogueEntry{"T-ST-01"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "A token has three or five parts of base64url with dots between them."),
        "RFC 7515 §5.2, §7.1; RFC 7516 §7.1; RFC 7519 §7.2"},
    CatalogueEntry{"T-ST-02"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The same bytes are written in one way only: no padding, no spaces."),
        "RFC 7515 §2, §5.2; RFC 4648 §3.5"},
    CatalogueEntry{"T-ST-03"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "Header and claims are JSON objects in UTF-8."),
        "RFC 7519 §7.2; RFC 8725 §3.7"},
    CatalogueEntry{"T-ST-04"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "No member stands twice, or readers see different tokens."),
        "RFC 7515 §4; RFC 7519 §4"},
    CatalogueEntry{"T-ST-05"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The header's “crit” names what its reader must understand, and only that."),
        "RFC 7515 §4.1.11"},
    CatalogueEntry{"T-ST-06"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The claims of a JWT are encoded: “b64” is not false."), "RFC 7797 §7"},
    CatalogueEntry{"T-ST-07"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "A token inside of another is verified as well."),
        "RFC 7519 §7.2; RFC 8725 §3.3"},
    CatalogueEntry{"T-ST-08"_L1, S::Note,
        QT_TRANSLATE_NOOP("FindingText", "A token fits into the headers that servers take, about 8 KB."), ""},
    CatalogueEntry{"T-AL-01"_L1, S::Critical, QT_TRANSLATE_NOOP("FindingText", "A token is signed."),
        "RFC 8725 §2.1, §3.2; RFC 9068 §4; OIDC Core §2"},
    CatalogueEntry{"T-AL-02"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The algorithm is one that is allowed for this issuer."),
        "RFC 8725 §3.1; RFC 7515 §5.2; OIDC Core §3.1.3.7"},
    CatalogueEntry{"T-AL-03"_L1, S::Critical,
        QT_TRANSLATE_NOOP("FindingText", "The algorithm is one for the kind of key, or a public key becomes a secret."),
        "RFC 8725 §2.1, §3.1"},
    CatalogueEntry{"T-AL-04"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "A key is used only for what it says it is for."), "RFC 7517 §4.2–4.4"},
    CatalogueEntry{"T-AL-05"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "A shared secret is at least as long as the hash."), "RFC 7518 §3.2"},
    CatalogueEntry{"T-AL-06"_L1, S::Critical,
        QT_TRANSLATE_NOOP("FindingText", "A shared secret is not one that everybody knows."), "RFC 8725 §2.2, §3.5"},
    CatalogueEntry{"T-AL-07"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "An RSA key has at least 2048 bits."),
        "RFC 7518 §3.3, §3.5, §4.2"},
    CatalogueEntry{"T-AL-08"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The exponent of an RSA key is odd and not small."), "RFC 8017 §3.1"},
    CatalogueEntry{"T-AL-09"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "An ECDSA signature has its length, and numbers in their range."),
        "RFC 7518 §3.4; RFC 8725 §3.3"},
    CatalogueEntry{"T-AL-10"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The point of an elliptic-curve key lies on its curve."), "RFC 8725 §3.4"},
    CatalogueEntry{"T-AL-11"_L1, S::Warning, QT_TRANSLATE_NOOP("FindingText", "Keys are not encrypted with RSA1_5."),
        "RFC 8725 §3.2"},
    CatalogueEntry{"T-AL-12"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "A password is salted, and gone through often but not endlessly."),
        "RFC 7518 §4.8.1; RFC 8725bis §3.13"},
    CatalogueEntry{"T-AL-13"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "What is encrypted is not compressed before."),
        "RFC 8725 §3.6; RFC 8725bis §3.15"},
    CatalogueEntry{"T-AL-14"_L1, S::Note,
        QT_TRANSLATE_NOOP("FindingText", "The algorithm names its curve: Ed25519 rather than EdDSA."),
        "RFC 8725bis §3.2; RFC 9864 §2.2"},
    CatalogueEntry{"T-AL-15"_L1, S::Note,
        QT_TRANSLATE_NOOP("FindingText", "A certificate is named by its SHA-256 thumbprint."), "RFC 7515 §4.1.8"},
    CatalogueEntry{"T-AL-16"_L1, S::Critical,
        QT_TRANSLATE_NOOP("FindingText", "The key comes from the issuer, not out of the token."),
        "RFC 7515 §4.1.3, §6; RFC 8725 §3.8"},
    CatalogueEntry{"T-AL-17"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "A token names no address for keys but those of its issuer."),
        "RFC 8725 §3.10; OIDC Core §2"},
    CatalogueEntry{"T-AL-18"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "A token names its key where several could be meant."),
        "OIDC Core §10.1; RFC 7515 §6"},
    CatalogueEntry{"T-AL-19"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "The name of a key holds nothing that a program could run or open."),
        "RFC 8725 §2.9, §3.10"},
    CatalogueEntry{"T-AL-20"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The key that a token names is in the issuer's set."),
        "RFC 7515 §6; OIDC Core §10.1.1"},
    CatalogueEntry{"T-AL-21"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "The signature fits."),
        "RFC 7515 §5.2; RFC 7516 §5.2; RFC 8725 §3.3"},
    CatalogueEntry{"T-AL-22"_L1, S::Critical,
        QT_TRANSLATE_NOOP("FindingText", "The key that fits belongs to the issuer that the token names."),
        "RFC 8725 §3.8"},
    CatalogueEntry{"T-CL-01"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The token names its issuer, and it is the expected one."),
        "RFC 9068 §2.2, §4; OIDC Core §2, §3.1.3.7"},
    CatalogueEntry{"T-CL-02"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "An issuer is an https address without query and fragment."),
        "OIDC Core §2; RFC 8414 §2"},
    CatalogueEntry{"T-CL-03"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "The token says whom it is for."),
        "RFC 9068 §2.2; OIDC Core §2; RFC 8725 §3.9"},
    CatalogueEntry{"T-CL-04"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The expected audience is among those of the token."),
        "RFC 7519 §4.1.3; RFC 9068 §4; OIDC Core §3.1.3.7"},
    CatalogueEntry{"T-CL-05"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "The token has an end."),
        "RFC 9068 §2.2; OIDC Core §2"},
    CatalogueEntry{
        "T-CL-06"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "The token is not over."), "RFC 7519 §4.1.4"},
    CatalogueEntry{"T-CL-07"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "The token has begun."), "RFC 7519 §4.1.5"},
    CatalogueEntry{"T-CL-08"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "The token was not issued in the future."),
        "RFC 7519 §4.1.6; FAPI 2.0 Security Profile §5.3.2.1"},
    CatalogueEntry{"T-CL-09"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "Times are numbers of seconds since 1970."),
        "RFC 7519 §2, §4.1.4–6"},
    CatalogueEntry{
        "T-CL-10"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "A token ends after it began."), "RFC 7519 §4.1.4–6"},
    CatalogueEntry{"T-CL-11"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "A token that anybody can use does not live long."),
        "RFC 6750 §5.3; RFC 7523 §3"},
    CatalogueEntry{"T-CL-12"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The token names its subject, as a text of sensible length."),
        "RFC 7519 §4.1.2; RFC 9068 §2.2; OIDC Core §2"},
    CatalogueEntry{"T-CL-13"_L1, S::Error,
        QT_TRANSLATE_NOOP("FindingText", "The identifier of a token is that of no other."), "RFC 7519 §4.1.7"},
    CatalogueEntry{"T-CL-14"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "A token says what it is for where a type is defined for it."),
        "RFC 8725 §3.11"},
    CatalogueEntry{"T-CL-15"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "No token can be taken for one of another kind."), "RFC 8725 §2.8, §3.12"},
    CatalogueEntry{"T-CL-16"_L1, S::Warning,
        QT_TRANSLATE_NOOP("FindingText", "Nothing that must stay secret stands in claims that anybody can read."),
        "RFC 7519 §12; RFC 9068 §6"},
    CatalogueEntry{"T-CL-17"_L1, S::Error, QT_TRANSLATE_NOOP("FindingText", "A claim has the type it is defined with."),
        "RFC 7519 §4.1; OIDC Core §2; RFC 8693 §4.2"},
    CatalogueEntry{"T-CL-18"_L1, S::Note, QT_TRANSLATE_NOOP("FindingText", "Every program reads the same number."),
        "RFC 8259 §6; RFC 7493 §2.2"},
};

} // namespace

std::span<const CatalogueEntry> commonEntries()
{
    return commonRules;
}

const CatalogueEntry* findRule(const QString& id)
{
    for (const auto entries : {commonEntries(), profileEntries()}) {
        const auto found =
            std::find_if(entries.begin(), entries.end(), [&](const CatalogueEntry& entry) { return entry.id == id; });
        if (found != entries.end()) {
            return &*found;
        }
    }
    return nullptr;
}

QList<Rule> rules()
{
    QList<Rule> all;
    for (const auto entries : {commonEntries(), profileEntries()}) {
        for (const CatalogueEntry& entry : entries) {
            all << Rule{entry.id, entry.severity, FindingText::tr(entry.title), QString::fromUtf8(entry.reference)};
        }
    }
    return all;
}

} // namespace owb::inspector
