#include "jwtkeys.h"

#include "await.h"
#include "input.h"
#include "protocol/authorizationserver.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

bool isAddress(const std::string& source)
{
    const QString text = QString::fromStdString(source);
    return text.startsWith("https://"_L1, Qt::CaseInsensitive) || text.startsWith("http://"_L1, Qt::CaseInsensitive);
}

Taken<jose::KeySet> fetchedKeys(const Arguments& arguments, const std::string& address)
{
    protocol::HttpThread http({}, QString::fromStdString(arguments.authorityFile));
    const auto fetched =
        await(protocol::AuthorizationServer(http).keys(QUrl(QString::fromStdString(address), QUrl::StrictMode)));
    return fetched ? Taken<jose::KeySet>(fetched->keys)
                   : tl::unexpected(Outcome{Status::Unreachable, jose::sentences(fetched.error()), {}});
}

Taken<jose::KeySet> readKeysOf(const std::string& source)
{
    const auto text = readBytes(source);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto keys = jose::readKeys(*text);
    return keys ? Taken<jose::KeySet>(*keys)
                : tl::unexpected(usage(u"%1: %2"_s.arg(QString::fromStdString(source), jose::sentences(keys.error()))));
}

} // namespace

Taken<jose::KeySet> keysOf(const Arguments& arguments)
{
    jose::KeySet all;
    for (const std::string& source : arguments.keys) {
        const auto keys = isAddress(source) ? fetchedKeys(arguments, source) : readKeysOf(source);
        if (!keys) {
            return tl::unexpected(keys.error());
        }
        all.keys += keys->keys;
        all.skipped += keys->skipped;
    }
    if (isGiven(arguments.secretFile)) {
        const auto secret = readSecretFile(arguments.secretFile);
        if (!secret) {
            return tl::unexpected(secret.error());
        }
        all.keys << jose::Key::fromSecret(*secret);
    }
    return all;
}

} // namespace owb::cli
