#include "jwtkeys.h"

#include "input.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

Taken<jose::KeySet> keysOf(const Arguments& arguments)
{
    jose::KeySet all;
    for (const std::string& source : arguments.keys) {
        const auto text = readBytes(source);
        if (!text) {
            return tl::unexpected(text.error());
        }
        const auto keys = jose::readKeys(*text);
        if (!keys) {
            return tl::unexpected(
                usage(u"%1: %2"_s.arg(QString::fromStdString(source), jose::sentences(keys.error()))));
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
