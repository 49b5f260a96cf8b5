#include "clients/newclient.h"
#include "../store/fixturefiles.h"
#include "../store/testdatabase.h"

#include "oauth/validate.h"

using namespace Qt::StringLiterals;
using namespace owb;

/** What the window proposes as a new client can be stored in the tables of every framework it is offered for. */
class TestNewClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isStoredAsProposed_data();
    void isStoredAsProposed();
};

void TestNewClient::isStoredAsProposed_data()
{
    QTest::addColumn<QString>("fixture");
    for (const QString& name : test::readableFixtures()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestNewClient::isStoredAsProposed()
{
    QFETCH(QString, fixture);
    const StillClock clock;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"auth.sqlite3"_s);
    test::fillFromFixture(path, fixture);
    const auto repository = openedRepository(path, clock);
    const store::SchemaInfo& schema = repository->schema();
    oauth::Client proposed = ui::proposedClient(schema, clock.now());
    QVERIFY(oauth::blocking(oauth::validate(proposed)).isEmpty());
    for (const store::NeededColumn& column : schema.clients.needed) {
        proposed.extraColumns.insert(column.name, u"1"_s); // the editor asks for these
    }
    if (schema.clientsNeedOwners) {
        QCOMPARE(answered(repository->addClient(proposed)).error().kind, core::Error::Kind::ValueNotAllowed);
        proposed.owner = u"1"_s; // and for this
    }
    const auto stored = answered(repository->addClient(proposed));
    if (!schema.clients.noNewRowsReason.isEmpty()) {
        QCOMPARE(stored.error().kind, core::Error::Kind::Unsupported);
        return;
    }
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().subject + stored.error().items.join(u' ')));
    QVERIFY(stored->id && !stored->id->isEmpty());
    const bool hashed = stored->secretStorage.kind == oauth::SecretStorage::Kind::Hashed;
    QVERIFY(schema.secretsMayBeHashed || !hashed); // or the editor would say that it can be read later
    for (const QString& name : {u"client_name"_s, u"grant_types"_s, u"response_types"_s}) {
        QCOMPARE(stored->metadata.value(name), proposed.metadata.value(name));
    }
    QVERIFY(*answered(repository->checkSecret(stored->key, *proposed.secret)));
}

QTEST_GUILESS_MAIN(TestNewClient)
#include "tst_newclient.moc"
