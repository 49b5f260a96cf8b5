#include "mainwindow/connectiontester.h"

#include "core/async.h"
#include "store/profilefolder.h"

#include <QFile>
#include <QPromise>

namespace owb::ui {

namespace {

using Tested = core::Result<TestReport>;

TestReport reportOf(const store::OpenedDatabase& opened)
{
    TestReport report;
    report.engine = opened.repository->connection().engine;
    for (const store::Candidate& candidate : opened.candidates) {
        report.schemas << candidate.info.title;
    }
    return report;
}

QFuture<Tested> refusedTest(const core::Error& error)
{
    return QtFuture::makeReadyFuture(Tested(tl::unexpect, error));
}

} // namespace

core::Result<store::OpenOptions> openOptions(const settings::Connection& connection, const core::Secret& password)
{
    store::OpenOptions options;
    options.password = password;
    if (connection.profileFile.isEmpty()) {
        return options;
    }
    QFile file(connection.profileFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return core::failure(core::Error::Kind::FileMissing, connection.profileFile);
    }
    const auto profile = store::SchemaProfile::fromJson(file.readAll(), connection.profileFile);
    if (!profile) {
        return tl::unexpected(profile.error());
    }
    options.profiles << *profile;
    return options;
}

ConnectionTest makeConnectionTest(const core::Clock& clock)
{
    return [&clock](const settings::Connection& connection, const core::Secret& password) {
        const auto address = core::DatabaseAddress::parse(connection.address);
        auto options = openOptions(connection, password);
        if (!address || !options) {
            return refusedTest(address ? options.error() : address.error());
        }
        options->profiles += store::readOwnProfiles().profiles;
        auto promise = std::make_shared<QPromise<Tested>>();
        promise->start();
        auto* context = new QObject; // lives until the answer is there
        core::whenDone(store::openDatabase(*address, *options, clock), context,
            [promise, context](const core::Result<store::OpenedDatabase>& opened) {
                promise->addResult(opened ? Tested(reportOf(*opened)) : Tested(tl::unexpect, opened.error()));
                promise->finish();
                context->deleteLater();
            });
        return promise->future();
    };
}

} // namespace owb::ui
