#include "inspector/inspection.h"
#include "jose/base64url.h"
#include "jose/contentcipher.h"
#include "jose/keymanagement.h"
#include "jose/sdjwt.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace owb;
using namespace owb::inspector;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QJsonObject& vector, const QString& member)
{
    return jose::fromBase64Url(vector.value(member).toString().toLatin1()).value_or("not base64url");
}

QByteArray textOf(const QJsonValue& value)
{
    return value.isString() ? value.toString().toUtf8()
                            : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

QStringList listOf(const QJsonValue& value)
{
    QStringList list;
    const QJsonArray entries = value.toArray();
    for (const auto& entry : entries) {
        list << entry.toString();
    }
    return list;
}

jose::Checked<jose::KeySet> keysOf(const QJsonObject& vector)
{
    return vector.contains(u"keys"_s) ? jose::readKeys(core::Secret(textOf(vector.value(u"keys"_s))))
                                      : jose::Checked<jose::KeySet>(jose::KeySet());
}

/** What a person would be told, when the keys themselves are refused. */
Inspection refused(const jose::Fault& fault)
{
    Inspection inspection;
    inspection.trace << failed(Step::Kind::Key, fault);
    return inspection;
}

} // namespace

/** Every published example, with the verdict and the step that must decide it: tests/fixtures/jose/vectors. */
class TestVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void example_data();
    void example();

private:
    static void token(const QJsonObject& vector);
    static void key(const QJsonObject& vector);
    static void thumbprint(const QJsonObject& vector);
    static void content(const QJsonObject& vector);
    static void agreement(const QJsonObject& vector);
    static void digest(const QJsonObject& vector);
    static void base64url(const QJsonObject& vector);
};

void TestVectors::example_data()
{
    QTest::addColumn<QJsonObject>("vector");
    const QDir folder(QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/jose/vectors"));
    const QStringList names = folder.entryList({u"*.json"_s});
    QVERIFY(names.size() > 9);
    for (const QString& name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray vectors = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY2(!vectors.isEmpty(), qPrintable(name));
        for (const auto& entry : vectors) {
            const QJsonObject vector = entry.toObject();
            QTest::newRow(qPrintable(vector.value(u"id"_s).toString())) << vector;
        }
    }
}

void TestVectors::example()
{
    QFETCH(const QJsonObject, vector);
    const QString kind = vector.value(u"kind"_s).toString();
    if (kind == u"key") {
        key(vector);
    } else if (kind == u"thumbprint") {
        thumbprint(vector);
    } else if (kind == u"content") {
        content(vector);
    } else if (kind == u"ecdh") {
        agreement(vector);
    } else if (kind == u"digest") {
        digest(vector);
    } else if (kind == u"base64url") {
        base64url(vector);
    } else {
        token(vector);
    }
}

void TestVectors::token(const QJsonObject& vector)
{
    Expectations expectations;
    expectations.signatureOnly = true;
    expectations.algorithms = listOf(vector.value(u"algorithms"_s));
    expectations.nonce = vector.value(u"nonce"_s).toString();
    if (vector.contains(u"aud"_s)) {
        expectations.audiences = QStringList{vector.value(u"aud"_s).toString()};
    }
    if (vector.contains(u"detached"_s)) {
        expectations.detachedPayload = bytesOf(vector, u"detached"_s);
    }
    const auto keys = keysOf(vector);
    const Inspection found =
        keys ? inspect(core::Secret(textOf(vector.value(u"token"_s))), *keys, expectations) : refused(keys.error());
    const Step* const step = decisive(found.trace);
    QVERIFY(step != nullptr);
    const QByteArray said = (step->what + u' ' + step->rule).toUtf8();
    QVERIFY2(name(step->outcome) == vector.value(u"expect"_s).toString(), said.constData());
    QVERIFY2(name(step->kind) == vector.value(u"step"_s).toString(), said.constData());
    if (step->outcome == Step::Outcome::Failed) {
        QVERIFY2(!step->what.isEmpty() && !step->reference.isEmpty(), said.constData());
        const QStringList rules = listOf(vector.value(u"also"_s)) + QStringList{vector.value(u"rule"_s).toString()};
        QVERIFY2(!vector.contains(u"rule"_s) || rules.contains(step->rule), said.constData());
    } else if (vector.value(u"payload"_s).isString()) {
        QCOMPARE(found.layers.last().content, bytesOf(vector, u"payload"_s));
    } else if (vector.value(u"payload"_s).isObject()) {
        QVERIFY(found.claims);
        QCOMPARE(
            QJsonDocument::fromJson(found.claims->text().toUtf8()).object(), vector.value(u"payload"_s).toObject());
    }
}

void TestVectors::key(const QJsonObject& vector)
{
    const QJsonValue given = vector.contains(u"set"_s) ? vector.value(u"set"_s) : vector.value(u"jwk"_s);
    const auto keys = jose::readKeys(core::Secret(textOf(given)));
    if (vector.value(u"expect"_s) == u"failed"_s) {
        QVERIFY(!keys);
        QVERIFY2(!vector.contains(u"rule"_s) || keys.error().rule == vector.value(u"rule"_s).toString(),
            qPrintable(keys.error().what));
        return;
    }
    QVERIFY2(keys, qPrintable(keys ? QString() : keys.error().what));
    QVERIFY(keys->skipped.isEmpty());
    const jose::Key& first = keys->keys.first();
    if (vector.contains(u"bits"_s)) {
        QCOMPARE(first.bits(), vector.value(u"bits"_s).toInt());
    }
    if (vector.contains(u"kid"_s)) {
        QCOMPARE(first.facts().id, vector.value(u"kid"_s).toString());
    }
    if (vector.contains(u"private"_s)) {
        QCOMPARE(first.isPrivate(), vector.value(u"private"_s).toBool());
    }
    // What is written out is read as the same key.
    const auto again = jose::keyFromJwk(first.toJwk(true).revealText());
    QVERIFY2(again, qPrintable(again ? QString() : again.error().what));
    QCOMPARE(again->thumbprint(), first.thumbprint());
    QCOMPARE(again->isPrivate(), first.isPrivate());
    const auto pem = first.toPem(true);
    QCOMPARE(pem.has_value(), first.type() != jose::KeyType::Oct);
    if (pem) {
        const auto fromPem = jose::readKeys(*pem);
        QVERIFY2(fromPem, qPrintable(fromPem ? QString() : fromPem.error().what));
        QCOMPARE(fromPem->keys.first().thumbprint(), first.thumbprint());
        QCOMPARE(fromPem->keys.first().isPrivate(), first.isPrivate());
    }
}

void TestVectors::thumbprint(const QJsonObject& vector)
{
    const auto found = jose::keyFromJwk(QString::fromUtf8(textOf(vector.value(u"jwk"_s))));
    QVERIFY(found);
    QCOMPARE(found->thumbprint(), vector.value(u"thumbprint"_s).toString());
}

void TestVectors::content(const QJsonObject& vector)
{
    const auto* const algorithm = jose::findContentAlgorithm(vector.value(u"enc"_s).toString());
    QVERIFY(algorithm != nullptr);
    const core::Secret secret(bytesOf(vector, u"key"_s));
    const jose::Sealed sealed{bytesOf(vector, u"iv"_s), bytesOf(vector, u"ciphertext"_s), bytesOf(vector, u"tag"_s)};
    const QByteArray aad = bytesOf(vector, u"aad"_s);
    const auto opened = jose::openContent(*algorithm, secret, sealed, aad);
    if (vector.value(u"expect"_s) == u"failed"_s) {
        QVERIFY(!opened);
        QCOMPARE(opened.error().rule, vector.value(u"rule"_s).toString());
        return;
    }
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().what));
    QCOMPARE(*opened, bytesOf(vector, u"plaintext"_s));
    const auto again = jose::sealContent(*algorithm, secret, sealed.iv, *opened, aad);
    QVERIFY(again);
    QCOMPARE(again->ciphertext, sealed.ciphertext);
    QCOMPARE(again->tag, sealed.tag);
}

void TestVectors::agreement(const QJsonObject& vector)
{
    const auto own = jose::keyFromJwk(QString::fromUtf8(textOf(vector.value(u"static"_s))));
    const auto theirs = jose::keyFromJwk(QString::fromUtf8(textOf(vector.value(u"ephemeral"_s))));
    QVERIFY(own && theirs);
    const auto* const algorithm = jose::findKeyAlgorithm(vector.value(u"alg"_s).toString());
    const auto* const encryption = jose::findContentAlgorithm(vector.value(u"enc"_s).toString());
    QVERIFY(algorithm != nullptr && encryption != nullptr);
    const bool wraps = algorithm->wrapBytes > 0;
    const jose::Agreement agreement{wraps ? algorithm->name.data() : encryption->name.data(), bytesOf(vector, u"apu"_s),
        bytesOf(vector, u"apv"_s), wraps ? algorithm->wrapBytes : encryption->keyBytes};
    const jose::Key& secretHalf = own->isPrivate() ? *own : *theirs;
    const jose::Key& otherHalf = own->isPrivate() ? *theirs : *own;
    const auto derived = jose::agreedKey(secretHalf, *jose::keyFromJwk(otherHalf.toJwk(false).revealText()), agreement);
    if (vector.value(u"expect"_s) == u"failed"_s) {
        QVERIFY(!derived);
        return;
    }
    QVERIFY(derived);
    QCOMPARE(derived->reveal(), bytesOf(vector, u"derived"_s));
}

void TestVectors::digest(const QJsonObject& vector)
{
    const auto found =
        jose::disclosureDigest(vector.value(u"alg"_s).toString(), vector.value(u"disclosure"_s).toString().toLatin1());
    QVERIFY(found);
    QCOMPARE(QString::fromLatin1(*found), vector.value(u"digest"_s).toString());
}

void TestVectors::base64url(const QJsonObject& vector)
{
    const QByteArray text = vector.value(u"text"_s).toString().toLatin1();
    const auto bytes = jose::fromBase64Url(text);
    QVERIFY(bytes);
    QCOMPARE(jose::toBase64Url(*bytes), text);
}

QTEST_GUILESS_MAIN(TestVectors)
#include "tst_vectors.moc"
