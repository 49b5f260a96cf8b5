#pragma once

#include "settings/keychain.h"

namespace owb::settings {

/**
 * The keychain of the desktop, by QtKeychain: Secret Service or KWallet. Never its plain-text fallback.
 *
 * QtKeychain has no time limit and cannot cancel: a job may wait for ever for a dialog that nobody sees. The limit here
 * ends the waiting; the job itself is left alone, because the library still calls it when the desktop answers.
 */
class DesktopKeychain final : public Keychain
{
public:
    explicit DesktopKeychain(int timeLimitMs = 20000);

    [[nodiscard]] QFuture<core::Result<std::optional<core::Secret>>> read(const QString& key) override;
    [[nodiscard]] QFuture<core::Result<>> write(const QString& key, const core::Secret& password) override;
    [[nodiscard]] QFuture<core::Result<>> remove(const QString& key) override;

private:
    int m_timeLimitMs;
};

} // namespace owb::settings
