#include "jwtkeys.h"

#include "input.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

Outcome notUsable(const QString& source, const jose::Fault& fault)
{
    return usage(fault.remedy.isEmpty() ? u"%1: %2"_s.arg(source, fault.what)
                                        : u"%1: %2 %3"_s.arg(source, fault.what, fault.remedy));
}

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
            return tl::unexpected(notUsable(QString::fromStdString(source), keys.error()));
        }
        all.keys += keys->keys;
        all.skipped += keys->skipped;
    }
    if (isGiven(arguments.secretFile)) {
        const auto secret = readBytes(arguments.secretFile);
        if (!secret) {
            return tl::unexpected(secret.error());
        }
        QByteArray bytes = secret->reveal();
        if (bytes.endsWith('\n')) { // a line, as an editor writes it
            bytes.chop(bytes.endsWith("\r\n") ? 2 : 1);
        }
        all.keys << jose::Key::fromSecret(core::Secret(std::move(bytes)));
    }
    return all;
}

} // namespace owb::cli
