#pragma once

#include "core/secret.h"
#include "inspector/expectations.h"
#include "inspector/step.h"
#include "jose/joseheader.h"
#include "jose/keyset.h"

#include <QObject>

#include <optional>

namespace owb::inspector {

/** How a token is written down. */
enum class Writing { Unknown, CompactJws, JsonJws, CompactJwe, JsonJwe, SdJwt };

/** One wrapping of a token: a signature over it, or an encryption around it. */
struct Layer
{
    Writing writing = Writing::Unknown;
    QList<jose::JoseHeader> headers; // one for each signature or recipient
    QByteArray content; // what is inside; empty where it could not be opened
};

/** Everything a token says, and how far that is proven. */
struct Inspection
{
    QList<Layer> layers; // from the outside in
    std::optional<json::JsonMembers> claims; // of the innermost content, where it is a JSON object
    Trace trace;

    [[nodiscard]] const jose::JoseHeader* header() const; // the innermost that could be read
};

/** What a text looks like, without reading it. */
[[nodiscard]] Writing writingOf(const QByteArray& token);

/**
 * Goes through a token step by step as a careful reader would: structure, algorithm, key, signature, claims, and does
 * the same with a token inside. Nothing is fetched, and keys that the token brings along are not used. Never fails:
 * what is wrong stands in the trace.
 */
[[nodiscard]] Inspection inspect(
    const core::Secret& token, const jose::KeySet& keys, const Expectations& expectations = {});

/**
 * Holds the claims against what is expected (type, issuer, audience, time) in place of the steps that did so before:
 * what was proven stays, and costs nothing again when only time has passed.
 */
void checkClaims(Inspection& inspection, const Expectations& expectations);

/** Whether opening a token takes a good part of a second by design: its key is made of a password (PBES2). */
[[nodiscard]] bool takesLong(const core::Secret& token);

} // namespace owb::inspector
