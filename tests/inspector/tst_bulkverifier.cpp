#include "jose/bulkverifier.h"
#include "inspector/inspection.h"
#include "jose/base64url.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace owb;
using namespace Qt::StringLiterals;

/** The quick way must judge every published signed token as the careful one does. */
class TestBulkVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheCarefulWay_data();
    void agreesWithTheCarefulWay();
    void keepsNoMoreHeadersThanItMay();
};

void TestBulkVerifier::agreesWithTheCarefulWay_data()
{
    QTest::addColumn<QJsonObject>("vector");
    const QDir folder(QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/jose/vectors"));
    const QStringList names = folder.entryList({u"*.json"_s});
    for (const QString& name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray vectors = QJsonDocument::fromJson(file.readAll()).array();
        for (const auto& entry : vectors) {
            const QJsonObject vector = entry.toObject();
            const bool isCompact = vector.value(u"token"_s).isString() && !vector.contains(u"detached"_s);
            if (vector.value(u"kind"_s) == u"jws"_s && isCompact) {
                QTest::newRow(qPrintable(vector.value(u"id"_s).toString())) << vector;
            }
        }
    }
}

void TestBulkVerifier::agreesWithTheCarefulWay()
{
    QFETCH(const QJsonObject, vector);
    const auto keys =
        jose::readKeys(core::Secret(QJsonDocument(vector.value(u"keys"_s).toObject()).toJson(QJsonDocument::Compact)));
    const QByteArray token = vector.value(u"token"_s).toString().toUtf8();
    inspector::Expectations expectations;
    expectations.signatureOnly = true;
    const auto algorithms = vector.value(u"algorithms"_s).toVariant().toStringList();
    expectations.algorithms = algorithms;
    const jose::KeySet set = keys.value_or(jose::KeySet());
    const auto careful = inspector::inspect(core::Secret(token), set, expectations);
    const auto* const step = inspector::decisive(careful.trace);
    if (!careful.layers.isEmpty() && !careful.layers.first().headers.first().payloadIsEncoded()) {
        QVERIFY(jose::BulkVerifier(set).verify(token) != jose::BulkVerifier::Verdict::Valid); // no token of a server
        return;
    }
    // What stands in the payload is no matter of the quick way.
    const bool isOfPayload = !jose::fromBase64Url(token.split('.').value(1)) || step->rule == u"T-ST-06"
        || (step->rule == u"T-ST-04" && !careful.layers.isEmpty());
    jose::BulkVerifier quick(set, algorithms);
    for (int i = 0; i < 3; ++i) { // what was prepared is used again
        const auto verdict = quick.verify(token);
        QCOMPARE(verdict == jose::BulkVerifier::Verdict::Valid || isOfPayload,
            step->outcome == inspector::Step::Outcome::Passed || isOfPayload);
        if (step->rule == u"T-AL-20") {
            QCOMPARE(verdict, jose::BulkVerifier::Verdict::UnknownKey);
        }
        if (step->rule == u"T-AL-01" || step->rule == u"T-AL-02" || step->rule == u"T-AL-03") {
            QVERIFY(verdict != jose::BulkVerifier::Verdict::Valid);
        }
    }
}

void TestBulkVerifier::keepsNoMoreHeadersThanItMay()
{
    const auto key = jose::Key::fromSecret(core::Secret(QByteArray(32, 'k')));
    jose::BulkVerifier verifier({{key}, {}});
    for (int i = 0; i < 2500; ++i) {
        const QByteArray header = "{\"alg\":\"HS256\",\"n\":" + QByteArray::number(i) + '}';
        const QByteArray token = header.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            + ".e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        QCOMPARE(verifier.verify(token), jose::BulkVerifier::Verdict::Invalid);
    }
}

QTEST_GUILESS_MAIN(TestBulkVerifier)
#include "tst_bulkverifier.moc"
