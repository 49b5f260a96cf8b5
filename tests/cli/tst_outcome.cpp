#include "outcome.h"

#include "core/errortext.h"

#include <QMetaEnum>
#include <QSet>
#include <QTest>

using namespace owb;
using Kind = core::Error::Kind;

/** Every kind of error has the exit status that the contract gives it. */
class TestOutcome : public QObject
{
Q_OBJECT
private Q_SLOTS:
    void everyErrorHasItsStatus_data();
    void everyErrorHasItsStatus();
    void anErrorIsOneSentenceWithItsDetailApart();
};

void TestOutcome::everyErrorHasItsStatus_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<cli::Status>("status");
    const QSet<Kind> unreachable {Kind::FileMissing, Kind::FileUnreadable, Kind::NotADatabase, Kind::DatabaseDamaged,
        Kind::DriverMissing, Kind::Connection, Kind::HostUnknown, Kind::LoginRefused, Kind::DatabaseMissing,
        Kind::TlsRefused, Kind::CertificateRefused, Kind::ConnectionLost, Kind::TimedOut, Kind::Keychain, Kind::NotReadable, Kind::NoOAuthTables, Kind::SchemaChanged, Kind::Locked, Kind::WriteInterrupted,
        Kind::Interrupted, Kind::Internal};
    const QSet<Kind> notUnderstood {Kind::InvalidAddress, Kind::InvalidJson, Kind::InvalidQuery, Kind::InvalidProfile};
    const auto kinds = QMetaEnum::fromType<Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = static_cast<Kind>(kinds.value(i));
        const auto status = unreachable.contains(kind) ? cli::Status::Unreachable
            : notUnderstood.contains(kind)             ? cli::Status::Usage
            : kind == Kind::NotFound                   ? cli::Status::No
                                                       : cli::Status::Refused;
        QTest::newRow(kinds.key(i)) << kind << status;
    }
}

void TestOutcome::everyErrorHasItsStatus()
{
    QFETCH(const Kind, kind);
    QFETCH(const cli::Status, status);
    QCOMPARE(cli::failed({kind, {}, {}, {}}).status, status);
}

void TestOutcome::anErrorIsOneSentenceWithItsDetailApart()
{
    const core::Error error {Kind::Locked, QStringLiteral("a.sqlite3"), {}, QStringLiteral("database is locked")};
    const cli::Outcome outcome = cli::failed(error);
    QCOMPARE(outcome.sentence, core::errorText(error).sentence());
    QVERIFY(!outcome.sentence.contains(error.detail));
    QCOMPARE(outcome.detail, error.detail);
}

QTEST_GUILESS_MAIN(TestOutcome)
#include "tst_outcome.moc"
