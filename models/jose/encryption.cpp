#include "jose/encryption.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr std::array keyManagement{
    KeyAlgorithm{"RSA1_5"_L1, KeyFamily::Rsa1_5, nullptr, 0},
    KeyAlgorithm{"RSA-OAEP"_L1, KeyFamily::RsaOaep, "SHA1", 0},
    KeyAlgorithm{"RSA-OAEP-256"_L1, KeyFamily::RsaOaep, "SHA256", 0},
    KeyAlgorithm{"RSA-OAEP-384"_L1, KeyFamily::RsaOaep, "SHA384", 0},
    KeyAlgorithm{"RSA-OAEP-512"_L1, KeyFamily::RsaOaep, "SHA512", 0},
    KeyAlgorithm{"A128KW"_L1, KeyFamily::AesWrap, nullptr, 16},
    KeyAlgorithm{"A192KW"_L1, KeyFamily::AesWrap, nullptr, 24},
    KeyAlgorithm{"A256KW"_L1, KeyFamily::AesWrap, nullptr, 32},
    KeyAlgorithm{"A128GCMKW"_L1, KeyFamily::AesGcmWrap, nullptr, 16},
    KeyAlgorithm{"A192GCMKW"_L1, KeyFamily::AesGcmWrap, nullptr, 24},
    KeyAlgorithm{"A256GCMKW"_L1, KeyFamily::AesGcmWrap, nullptr, 32},
    KeyAlgorithm{"ECDH-ES"_L1, KeyFamily::Agreement, nullptr, 0},
    KeyAlgorithm{"ECDH-ES+A128KW"_L1, KeyFamily::Agreement, nullptr, 16},
    KeyAlgorithm{"ECDH-ES+A192KW"_L1, KeyFamily::Agreement, nullptr, 24},
    KeyAlgorithm{"ECDH-ES+A256KW"_L1, KeyFamily::Agreement, nullptr, 32},
    KeyAlgorithm{"PBES2-HS256+A128KW"_L1, KeyFamily::Password, "SHA256", 16},
    KeyAlgorithm{"PBES2-HS384+A192KW"_L1, KeyFamily::Password, "SHA384", 24},
    KeyAlgorithm{"PBES2-HS512+A256KW"_L1, KeyFamily::Password, "SHA512", 32},
    KeyAlgorithm{"dir"_L1, KeyFamily::Direct, nullptr, 0},
};

constexpr std::array content{
    ContentAlgorithm{"A128CBC-HS256"_L1, "AES-128-CBC", "SHA256", 32, 16, 16},
    ContentAlgorithm{"A192CBC-HS384"_L1, "AES-192-CBC", "SHA384", 48, 16, 24},
    ContentAlgorithm{"A256CBC-HS512"_L1, "AES-256-CBC", "SHA512", 64, 16, 32},
    ContentAlgorithm{"A128GCM"_L1, "AES-128-GCM", nullptr, 16, 12, 16},
    ContentAlgorithm{"A192GCM"_L1, "AES-192-GCM", nullptr, 24, 12, 16},
    ContentAlgorithm{"A256GCM"_L1, "AES-256-GCM", nullptr, 32, 12, 16},
};

template <class Table> auto named(const Table& table, QStringView name) -> decltype(table.data())
{
    const auto found = std::find_if(table.begin(), table.end(), [name](const auto& one) { return one.name == name; });
    return found == table.end() ? nullptr : &*found;
}

} // namespace

const KeyAlgorithm* findKeyAlgorithm(QStringView name)
{
    return named(keyManagement, name);
}

const ContentAlgorithm* findContentAlgorithm(QStringView name)
{
    return named(content, name);
}

std::span<const KeyAlgorithm> keyAlgorithms()
{
    return keyManagement;
}

std::span<const ContentAlgorithm> contentAlgorithms()
{
    return content;
}

} // namespace owb::jose
