#include "hash/schemelist.h"

#include "hash/argon2scheme.h"
#include "hash/cryptscheme.h"
#include "hash/derivedforms.h"
#include "hash/digestschemes.h"

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

// Frameworks are named here alone in this folder: profiles say these names, and each of them stands for a text that
// one framework writes.

namespace owb::hash {

namespace {

using Schemes = std::vector<std::unique_ptr<const Scheme>>;
using Layout = SaltedDigestScheme::Layout;

template <class T, class... Arguments> void add(Schemes& schemes, const QString& name, Arguments&&... arguments)
{
    schemes.push_back(std::make_unique<T>(name, std::forward<Arguments>(arguments)...));
}

void addDerived(Schemes& schemes, const QString& name, DerivedForm form, Mark mark = Mark::Name)
{
    add<DerivedScheme>(schemes, name, mark, std::move(form));
}

void addCommon(Schemes& schemes)
{
    add<PlainScheme>(schemes, u"plain"_s, Mark::None, QByteArray());
    add<DigestScheme>(schemes, u"sha256-hex"_s, "SHA256", Spelling::Hex);
    add<DigestScheme>(schemes, u"sha256-base64"_s, "SHA256", Spelling::Base64);
    add<DigestScheme>(schemes, u"sha256-base64url"_s, "SHA256", Spelling::Base64Url);
    add<DigestScheme>(schemes, u"sha512-base64"_s, "SHA512", Spelling::Base64);
    add<DigestScheme>(schemes, u"md5-hex"_s, "MD5", Spelling::Hex);
    add<BcryptScheme>(schemes, u"bcrypt"_s, QByteArray(), QByteArray("2y")); // PHP's password_get_info knows only 2y
    add<Argon2Scheme>(schemes, u"argon2id"_s, QByteArray(), QByteArray("argon2id"), Argon2Cost{65536, 4, 1});
    add<Argon2Scheme>(schemes, u"argon2i"_s, QByteArray(), QByteArray("argon2i"), Argon2Cost{65536, 4, 1});
    add<CryptScheme>(schemes, u"yescrypt"_s, "$y$");
    add<CryptScheme>(schemes, u"sha256-crypt"_s, "$5$");
    add<CryptScheme>(schemes, u"sha512-crypt"_s, "$6$");
}

void addDjango(Schemes& schemes)
{
    addDerived(schemes, u"pbkdf2_sha256"_s, dollarPbkdf2("pbkdf2_sha256", "SHA256"));
    addDerived(schemes, u"pbkdf2_sha1"_s, dollarPbkdf2("pbkdf2_sha1", "SHA1"));
    addDerived(schemes, u"scrypt"_s, dollarScrypt());
    add<Argon2Scheme>(schemes, u"argon2"_s, QByteArray("argon2"), QByteArray(), Argon2Cost{102400, 2, 8, 22},
        Argon2Scheme::Salt::Text);
    add<BcryptScheme>(
        schemes, u"bcrypt_sha256"_s, QByteArray("bcrypt_sha256$"), QByteArray("2b"), BcryptScheme::Before::HexOfSha256);
    add<BcryptScheme>(schemes, u"django-bcrypt"_s, QByteArray("bcrypt$"), QByteArray("2b"));
    add<SaltedDigestScheme>(schemes, u"django-md5"_s, "md5$", "MD5", Layout::Dollar);
    add<SaltedDigestScheme>(schemes, u"django-sha1"_s, "sha1$", "SHA1", Layout::Dollar);
}

void addSpring(Schemes& schemes)
{
    add<BcryptScheme>(schemes, u"spring:bcrypt"_s, QByteArray("{bcrypt}"), QByteArray("2a"));
    add<PlainScheme>(schemes, u"spring:noop"_s, Mark::Shape, "{noop}");
    addDerived(schemes, u"spring:pbkdf2"_s, bracesPbkdf2("pbkdf2", "SHA1", 185'000, 8));
    addDerived(schemes, u"spring:pbkdf2@SpringSecurity_v5_8"_s,
        bracesPbkdf2("pbkdf2@SpringSecurity_v5_8", "SHA256", 310'000, 16));
    addDerived(schemes, u"spring:scrypt"_s, bracesScrypt("scrypt", 16384, 64));
    addDerived(schemes, u"spring:scrypt@SpringSecurity_v5_8"_s, bracesScrypt("scrypt@SpringSecurity_v5_8", 65536, 16));
    add<Argon2Scheme>(
        schemes, u"spring:argon2"_s, QByteArray("{argon2}"), QByteArray("argon2id"), Argon2Cost{4096, 3, 1});
    add<Argon2Scheme>(schemes, u"spring:argon2@SpringSecurity_v5_8"_s, QByteArray("{argon2@SpringSecurity_v5_8}"),
        QByteArray("argon2id"), Argon2Cost{16384, 2, 1});
    add<SaltedDigestScheme>(schemes, u"spring:MD5"_s, "{MD5}", "MD5", Layout::Braces);
    add<SaltedDigestScheme>(schemes, u"spring:SHA-1"_s, "{SHA-1}", "SHA1", Layout::Braces);
    add<SaltedDigestScheme>(schemes, u"spring:SHA-256"_s, "{SHA-256}", "SHA256", Layout::Braces);
    add<SaltedDigestScheme>(schemes, u"spring:sha256"_s, "{sha256}", "SHA256", Layout::Rounds);
    add<OpaqueScheme>(schemes, u"spring:MD4"_s, "{MD4}");
    add<OpaqueScheme>(schemes, u"spring:ldap"_s, "{ldap}");
}

void addOthers(Schemes& schemes)
{
    addDerived(schemes, u"openiddict-pbkdf2"_s, binaryPbkdf2(), Mark::Shape);
    for (const char* digest : {"1", "256", "512"}) {
        const QByteArray id = QByteArray("sha") + digest;
        addDerived(schemes, u"ory-pbkdf2-"_s + QLatin1String(id), namedPbkdf2(id, id.toUpper()));
        addDerived(schemes, u"werkzeug-pbkdf2-"_s + QLatin1String(id), colonPbkdf2(id, id.toUpper()));
    }
    // Their writer means SHA-3 by these names.
    addDerived(schemes, u"ory-pbkdf2-sha224"_s, namedPbkdf2("sha224", "SHA3-224"));
    addDerived(schemes, u"ory-pbkdf2-sha384"_s, namedPbkdf2("sha384", "SHA3-384"));
    addDerived(schemes, u"werkzeug-scrypt"_s, colonScrypt());
}

const Schemes& allSchemes()
{
    static const Schemes all = [] {
        Schemes schemes;
        addCommon(schemes);
        addDjango(schemes);
        addSpring(schemes);
        addOthers(schemes);
        return schemes;
    }();
    return all;
}

bool isInFamily(const QString& family, const QString& scheme)
{
    static const QStringList django{u"pbkdf2_sha256"_s, u"pbkdf2_sha1"_s, u"scrypt"_s, u"argon2"_s, u"bcrypt_sha256"_s,
        u"django-bcrypt"_s, u"django-md5"_s, u"django-sha1"_s};
    if (family == "django"_L1) {
        return django.contains(scheme);
    }
    return (family == "spring"_L1 && scheme.startsWith("spring:"_L1))
        || ((family == "ory"_L1 || family == "werkzeug"_L1) && scheme.startsWith(family + u'-'));
}

template <class Wanted> QList<const Scheme*> schemesWith(Wanted wanted)
{
    QList<const Scheme*> found;
    for (const auto& scheme : allSchemes()) {
        if (wanted(*scheme)) {
            found << scheme.get();
        }
    }
    return found;
}

} // namespace

const Scheme* schemeNamed(const QString& name)
{
    for (const auto& scheme : allSchemes()) {
        if (scheme->name() == name) {
            return scheme.get();
        }
    }
    return nullptr;
}

QList<const Scheme*> schemesIn(const QStringList& names)
{
    if (names.isEmpty()) { // asked for with every client of a layout that says nothing of its secrets
        static const QList<const Scheme*> named = schemesWith([](const Scheme& s) { return s.mark() == Mark::Name; });
        return named;
    }
    return schemesWith([&names](const Scheme& scheme) {
        return std::any_of(names.cbegin(), names.cend(), [&scheme](const QString& name) {
            return name == scheme.name() || isInFamily(name, scheme.name());
        });
    });
}

} // namespace owb::hash
