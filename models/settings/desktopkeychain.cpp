#include "settings/desktopkeychain.h"

#include <qt6keychain/keychain.h>

#include <QPromise>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

const QString service = u"io.github.oauth_workbench.OAuthWorkbench"_s;

core::Error keychainError(const QKeychain::Job& job)
{
    QString reason = job.errorString();
    if (reason.isEmpty() || reason == "Unknown error"_L1) { // what it says without libsecret
        reason = u"there is no keychain service, or libsecret-1-0 is not installed"_s;
    }
    return {core::Error::Kind::Keychain, {}, {reason}, u"QtKeychain error %1"_s.arg(job.error())};
}

core::Error slowError(int limitMs)
{
    return {core::Error::Kind::Keychain, {},
        {u"it did not answer within %1 seconds; it may be waiting for its own password"_s.arg(limitMs / 1000)}, {}};
}

/** Starts the job; whichever comes first, its end or the time limit, is the answer. */
template <class T, class Take> QFuture<core::Result<T>> run(QKeychain::Job* job, int limitMs, Take take)
{
    auto promise = std::make_shared<QPromise<core::Result<T>>>();
    promise->start();
    const auto answer = [promise](const core::Result<T>& result) {
        if (!promise->future().isFinished()) {
            promise->addResult(result);
            promise->finish();
        }
    };
    QObject::connect(
        job, &QKeychain::Job::finished, job, [answer, take](QKeychain::Job* done) { answer(take(*done)); });
    QTimer::singleShot(limitMs, job, [answer, limitMs] { answer(core::Result<T>(tl::unexpect, slowError(limitMs))); });
    job->start();
    return promise->future();
}

core::Result<> outcomeOf(const QKeychain::Job& job)
{
    return job.error() == QKeychain::NoError ? core::Result<>() : tl::unexpected(keychainError(job));
}

} // namespace

DesktopKeychain::DesktopKeychain(int timeLimitMs)
    : m_timeLimitMs(timeLimitMs)
{ }

QFuture<core::Result<std::optional<core::Secret>>> DesktopKeychain::read(const QString& key)
{
    using Found = std::optional<core::Secret>;
    auto* job = new QKeychain::ReadPasswordJob(service);
    job->setKey(key);
    return run<Found>(job, m_timeLimitMs, [](QKeychain::Job& done) -> core::Result<Found> {
        if (done.error() == QKeychain::EntryNotFound) {
            return Found();
        }
        if (done.error() != QKeychain::NoError) {
            return tl::unexpected(keychainError(done));
        }
        return Found(core::Secret(static_cast<QKeychain::ReadPasswordJob&>(done).binaryData()));
    });
}

QFuture<core::Result<>> DesktopKeychain::write(const QString& key, const core::Secret& password)
{
    auto* job = new QKeychain::WritePasswordJob(service);
    job->setKey(key);
    job->setTextData(password.revealText());
    return run<void>(job, m_timeLimitMs, outcomeOf);
}

QFuture<core::Result<>> DesktopKeychain::remove(const QString& key)
{
    auto* job = new QKeychain::DeletePasswordJob(service);
    job->setKey(key);
    return run<void>(job, m_timeLimitMs, [](QKeychain::Job& done) -> core::Result<> {
        return done.error() == QKeychain::EntryNotFound ? core::Result<>() : outcomeOf(done);
    });
}

} // namespace owb::settings
