#pragma once

#include "inspector/inspection.h"
#include "jose/keymaker.h"

#include <QByteArray>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace owb::fuzz {

inline QByteArray bytesOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)};
}

/** What must hold whatever the input was; a breach ends the run with the input kept. */
inline void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "broken: %s\n", what);
        std::abort();
    }
}

/** One key of each kind that is quick to use, always the same ones, so that a finding can be repeated. */
inline const jose::KeySet& keys()
{
    static const jose::KeySet set = *jose::readKeys(core::Secret(QByteArray(R"({"keys":[
        {"kty":"oct","kid":"a","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"},
        {"kty":"OKP","crv":"Ed25519","kid":"b","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
         "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"},
        {"kty":"OKP","crv":"X25519","kid":"c","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08",
         "d":"XasIfmJKikt54X-Lg4AO5m87sSkmGLb9HC-LJ_-I4Os"},
        {"kty":"oct","kid":"d","k":"AAECAwQFBgcICQoLDA0ODw"}]})")));
    return set;
}

/** Goes the whole way of an inspection, and looks at what it says. */
inline void inspectAll(const QByteArray& token)
{
    inspector::Expectations expectations;
    expectations.now = 1'700'000'000;
    expectations.issuer = QStringLiteral("https://id.example");
    const auto found = inspector::inspect(core::Secret(token), keys(), expectations);
    require(!found.trace.isEmpty(), "every token gets a step");
    for (const inspector::Step& step : found.trace) {
        require(!step.what.isEmpty(), "every step says something");
    }
    const auto* const step = inspector::decisive(found.trace);
    require(step != nullptr, "something decided");
}

} // namespace owb::fuzz
