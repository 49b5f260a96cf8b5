#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace owb::jose {

/** Why a text is no token or a key cannot be used, for people. Never holds a key, a token or a part of one. */
struct Fault
{
    QString what; // one sentence
    QString remedy; // one sentence, what would mend it; may be empty
    QString reference; // for example "RFC 7515 §5.2"
    QString rule; // for example T-ST-01; may be empty
};

/** Both as one text. */
[[nodiscard]] inline QString sentences(const Fault& fault)
{
    return fault.remedy.isEmpty() ? fault.what : fault.what + u' ' + fault.remedy;
}

template <class T = void> using Checked = tl::expected<T, Fault>;

using Refused = tl::unexpected<Fault>;

} // namespace owb::jose
