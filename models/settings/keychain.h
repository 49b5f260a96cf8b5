#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QFuture>

#include <optional>

namespace owb::settings {

/**
 * Where passwords are kept. A seam: tests keep them in memory. Every call returns at once, and its future ends within
 * a time limit, with an error of kind Keychain when the desktop does not answer. Call from the main thread.
 */
class Keychain
{
public:
    Keychain() = default;
    virtual ~Keychain() = default;
    Q_DISABLE_COPY_MOVE(Keychain)

    /** Nothing when there is no password under this key. */
    [[nodiscard]] virtual QFuture<core::Result<std::optional<core::Secret>>> read(const QString& key) = 0;
    [[nodiscard]] virtual QFuture<core::Result<>> write(const QString& key, const core::Secret& password) = 0;
    /** Succeeds also when there is none. */
    [[nodiscard]] virtual QFuture<core::Result<>> remove(const QString& key) = 0;
};

} // namespace owb::settings
