#pragma once

#include "settings/keychain.h"

#include <QHash>
#include <QPromise>

#include <functional>
#include <memory>

namespace owb::test {

/** A keychain in memory, which can be out of order, and can keep its callers waiting. */
class FakeKeychain final : public settings::Keychain
{
    template <class T> using Reply = QFuture<core::Result<T>>;
    using Found = std::optional<core::Secret>;

public:
    QHash<QString, QString> kept;
    std::optional<core::Error> error; // of every call until it is taken away
    bool held = false; // replies wait for release()
    int reads = 0;
    int writes = 0;

    [[nodiscard]] Reply<Found> read(const QString& key) override
    {
        ++reads;
        return reply<Found>(
            [this, key] { return kept.contains(key) ? Found(core::Secret(kept.value(key))) : Found(); });
    }
    [[nodiscard]] Reply<void> write(const QString& key, const core::Secret& password) override
    {
        ++writes;
        return reply<void>([this, key, password] { kept.insert(key, password.revealText()); });
    }
    [[nodiscard]] Reply<void> remove(const QString& key) override
    {
        return reply<void>([this, key] { kept.remove(key); });
    }

    void release()
    {
        held = false;
        for (const auto& finish : std::exchange(m_waiting, {})) {
            finish();
        }
    }
    void outOfOrder() { error = core::Error{core::Error::Kind::Keychain, {}, {QStringLiteral("no service")}, {}}; }

private:
    template <class T, class Work> Reply<T> reply(Work work)
    {
        auto promise = std::make_shared<QPromise<core::Result<T>>>();
        promise->start();
        const auto finish = [this, promise, work] {
            if (error) {
                promise->addResult(core::Result<T>(tl::unexpect, *error));
            } else if constexpr (std::is_void_v<T>) {
                work();
                promise->addResult(core::Result<T>());
            } else {
                promise->addResult(core::Result<T>(work()));
            }
            promise->finish();
        };
        if (held) {
            m_waiting << finish;
        } else {
            finish();
        }
        return promise->future();
    }

    QList<std::function<void()>> m_waiting;
};

} // namespace owb::test
