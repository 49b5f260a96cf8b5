#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QStringList>

namespace owb::hash {

/**
 * How servers keep client secrets. A scheme is one way, named by a text because schema profiles name them; a family is
 * a name for all schemes of one framework. A list of schemes says what a server may use; an empty list, that nothing
 * is known, so that only texts which carry the name of their scheme are told from plain ones.
 */

/** Whether a profile may list this name: a scheme or a family. */
[[nodiscard]] bool isScheme(const QString& name);

/** The scheme a stored text looks like; "plain" when it looks like no other, "unknown" when it cannot be plain either.
 */
[[nodiscard]] QString schemeOf(const core::Secret& stored, const QStringList& schemes);

/**
 * Whether the server would take `candidate` for the stored secret. A text that could be a digest or plain, which the
 * server's settings decide, is read both ways.
 * Failure: Unsupported, with the reason; the text is damaged, too costly, or of a scheme that is only recognised.
 */
[[nodiscard]] core::Result<bool> verify(
    const core::Secret& stored, const core::Secret& candidate, const QStringList& schemes);

/**
 * The text to store for a secret. The costs and the length of the salt are those of `like`, a text of the same scheme,
 * where it is given and sound, and else those of the framework's own code.
 * Failure: Unsupported, with the reason.
 */
[[nodiscard]] core::Result<core::Secret> create(
    const QString& scheme, const core::Secret& secret, const core::Secret* like = nullptr);

} // namespace owb::hash
