#pragma once

#include "settings/keychain.h"

#include <QHash>

/** In memory: the tour makes keys, and leaves the keychain of whoever takes it alone. */
class TourKeychain final : public owb::settings::Keychain
{
    template <class T> using Reply = QFuture<owb::core::Result<T>>;
    using Found = std::optional<owb::core::Secret>;

public:
    [[nodiscard]] Reply<Found> read(const QString& key) override
    {
        return QtFuture::makeReadyFuture(
            owb::core::Result<Found>(m_kept.contains(key) ? Found(m_kept.value(key)) : Found()));
    }
    [[nodiscard]] Reply<void> write(const QString& key, const owb::core::Secret& password) override
    {
        m_kept.insert(key, password);
        return QtFuture::makeReadyFuture(owb::core::Result<>());
    }
    [[nodiscard]] Reply<void> remove(const QString& key) override
    {
        m_kept.remove(key);
        return QtFuture::makeReadyFuture(owb::core::Result<>());
    }

private:
    QHash<QString, owb::core::Secret> m_kept;
};
