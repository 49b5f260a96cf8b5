#include "goldencase.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace owb;
using namespace owb::inspector;
using namespace Qt::StringLiterals;

namespace {

QJsonDocument fixture(const QString& name)
{
    QFile file(QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/jose/rules/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    const QJsonArray entries = value.toArray();
    for (const auto& entry : entries) {
        texts << entry.toString();
    }
    return texts;
}

QString told(const QList<Finding>& findings)
{
    QString text;
    for (const Finding& finding : findings) {
        text += u"\n  %1 %2 %3: %4"_s.arg(finding.rule, name(finding.severity), finding.member, finding.what);
    }
    return text;
}

QList<Finding> findingsOf(const GoldenCase& golden)
{
    const Inspection inspection = inspect(golden.token, golden.keys, golden.expectations);
    return lint(golden.token, inspection, golden.keys, golden.expectations, golden.circumstances, golden.kind);
}

const Rule* ruleNamed(const QList<Rule>& all, const QString& id)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

/** For each rule at least one token that breaks it and nothing else, and for each kind one that breaks none. */
class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aWellMadeTokenBreaksNoRule_data();
    void aWellMadeTokenBreaksNoRule();
    void anSdJwtIsToldByItsForm();
    void aTokenBreaksItsRuleAndNoOther_data();
    void aTokenBreaksItsRuleAndNoOther();
    void whatLooksLikeABreachIsNone_data();
    void whatLooksLikeABreachIsNone();
    void everyRuleHasItsCases();
    void theCatalogueIsWhole();
    void nothingIsSaidOfWhatIsNotKnown_data();
    void nothingIsSaidOfWhatIsNotKnown();

private:
    void checkTexts(const GoldenCase& golden, const QList<Finding>& findings) const;

    QJsonObject m_keys;
    QJsonObject m_bases;
    QList<QJsonObject> m_cases;
    QList<QJsonObject> m_harmless;
    QList<Rule> m_rules;
};

void TestRules::initTestCase()
{
    m_keys = fixture(u"keys.json"_s).object();
    m_bases = fixture(u"bases.json"_s).object();
    m_rules = rules();
    const QDir folder(QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/jose/rules"));
    for (const QString& name : folder.entryList({u"*.json"_s})) {
        const QJsonDocument document = fixture(name);
        QVERIFY2(!document.isNull(), qPrintable(name));
        const QJsonArray entries = document.array(); // keys and bases are objects
        for (const auto& entry : entries) {
            (entry.toObject().contains(u"id"_s) ? m_cases : m_harmless) << entry.toObject();
        }
    }
    QVERIFY(m_cases.size() >= m_rules.size());
}

void TestRules::checkTexts(const GoldenCase& golden, const QList<Finding>& findings) const
{
    QSet<std::pair<QString, QString>> places;
    for (const Finding& finding : findings) {
        const QByteArray text = (finding.what + u'\n' + finding.why + u'\n' + finding.member).toUtf8();
        const Rule* const rule = ruleNamed(m_rules, finding.rule);
        QVERIFY2(rule != nullptr, qPrintable(finding.rule));
        QVERIFY2(finding.severity <= rule->severity, qPrintable(finding.rule));
        QVERIFY2(finding.what.endsWith(u'.') && finding.why.endsWith(u'.'), text.constData());
        QVERIFY2(finding.reference.isEmpty() == rule->reference.isEmpty(), text.constData());
        QVERIFY2(!text.contains("%1") && !text.contains("%2"), text.constData());
        for (const QByteArray& hidden : golden.hidden) {
            QVERIFY2(!text.contains(hidden), text.constData());
        }
        places.insert({finding.rule, finding.member});
    }
    QCOMPARE(places.size(), findings.size());
    QVERIFY(std::is_sorted(
        findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.severity > b.severity; }));
}

void TestRules::aWellMadeTokenBreaksNoRule_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonObject>("base");
    for (auto it = m_bases.constBegin(); it != m_bases.constEnd(); ++it) {
        const QJsonObject base = it.value().toObject();
        QTest::newRow(qPrintable(it.key())) << base.value(u"is"_s).toString(it.key()) << base;
    }
}

void TestRules::aWellMadeTokenBreaksNoRule()
{
    QFETCH(const QString, kind);
    QFETCH(const QJsonObject, base);
    const GoldenCase golden = readCase(base, m_keys);
    QVERIFY2(golden.problems.isEmpty(), qPrintable(golden.problems.join(u", "_s)));
    const Inspection inspection = inspect(golden.token, golden.keys, golden.expectations);
    QVERIFY(inspection.header() != nullptr && inspection.claims);
    QCOMPARE(name(classify(inspection).kind), kind);
    const QList<Finding> findings = findingsOf(golden);
    QVERIFY2(findings.isEmpty(), qPrintable(told(findings)));
}

/** An SD-JWT without a type: its digests are gone once it was read. */
void TestRules::anSdJwtIsToldByItsForm()
{
    QJsonObject sdJwt = m_bases.value(u"sd_jwt"_s).toObject();
    sdJwt.insert(u"header"_s, QJsonObject{{u"alg"_s, u"ES256"_s}});
    const GoldenCase golden = readCase(sdJwt, m_keys);
    const Inspection inspection = inspect(golden.token, golden.keys, golden.expectations);
    QCOMPARE(classify(inspection).kind, Classification::Kind::SdJwt);
    QVERIFY(inspection.claims && classify(*inspection.header(), *inspection.claims).kind == Classification::Kind::Jwt);
}

void TestRules::aTokenBreaksItsRuleAndNoOther_data()
{
    QTest::addColumn<QJsonObject>("written");
    for (const QJsonObject& written : m_cases) {
        const QString title = written.value(u"id"_s).toString() + u' ' + written.value(u"case"_s).toString();
        QTest::newRow(qPrintable(title)) << written;
    }
}

void TestRules::aTokenBreaksItsRuleAndNoOther()
{
    QFETCH(const QJsonObject, written);
    const QString id = written.value(u"id"_s).toString();
    const GoldenCase golden = readCase(completed(written, m_bases), m_keys);
    QVERIFY2(golden.problems.isEmpty(), qPrintable(golden.problems.join(u", "_s)));
    const QList<Finding> findings = findingsOf(golden);
    QSet<QString> found;
    for (const Finding& finding : findings) {
        found.insert(finding.rule);
        if (finding.rule == id) {
            QVERIFY2(name(finding.severity) == written.value(u"severity"_s).toString(), qPrintable(told(findings)));
            QVERIFY2(written.value(u"member"_s).toString(finding.member) == finding.member, qPrintable(told(findings)));
        }
    }
    const QStringList with = textsOf(written.value(u"with"_s)) + QStringList{id};
    QVERIFY2(found == QSet<QString>(with.begin(), with.end()), qPrintable(told(findings)));
    checkTexts(golden, findings);
}

void TestRules::whatLooksLikeABreachIsNone_data()
{
    QTest::addColumn<QJsonObject>("written");
    for (const QJsonObject& written : m_harmless) {
        QTest::newRow(qPrintable(written.value(u"case"_s).toString())) << written;
    }
}

void TestRules::whatLooksLikeABreachIsNone()
{
    QFETCH(const QJsonObject, written);
    const GoldenCase golden = readCase(completed(written, m_bases), m_keys);
    QVERIFY2(golden.problems.isEmpty(), qPrintable(golden.problems.join(u", "_s)));
    const QList<Finding> findings = findingsOf(golden);
    QVERIFY2(findings.isEmpty(), qPrintable(told(findings)));
}

void TestRules::everyRuleHasItsCases()
{
    QHash<QString, QSet<QString>> severities;
    for (const QJsonObject& written : m_cases) {
        severities[written.value(u"id"_s).toString()].insert(written.value(u"severity"_s).toString());
    }
    // Those that the conditions of token-rules tell apart; the others have the one of the catalogue.
    const QHash<QString, QSet<QString>> several{{u"T-ST-02"_s, {u"error"_s, u"warning"_s}},
        {u"T-AL-03"_s, {u"critical"_s, u"error"_s}}, {u"T-AL-08"_s, {u"error"_s, u"note"_s}},
        {u"T-AL-12"_s, {u"error"_s, u"warning"_s}}, {u"T-AL-18"_s, {u"error"_s, u"warning"_s}},
        {u"T-CL-08"_s, {u"error"_s, u"warning"_s}}, {u"T-AT-01"_s, {u"error"_s, u"note"_s}},
        {u"T-AT-10"_s, {u"error"_s, u"warning"_s}}, {u"T-ID-02"_s, {u"warning"_s, u"note"_s}},
        {u"T-ID-06"_s, {u"error"_s, u"warning"_s}}, {u"T-ID-12"_s, {u"error"_s, u"note"_s}},
        {u"T-DP-01"_s, {u"critical"_s, u"error"_s}}, {u"T-CA-02"_s, {u"error"_s, u"warning"_s}},
        {u"T-CA-03"_s, {u"error"_s, u"warning"_s}}, {u"T-CA-04"_s, {u"warning"_s, u"note"_s}},
        {u"T-RO-03"_s, {u"error"_s, u"note"_s}}, {u"T-JI-02"_s, {u"error"_s, u"warning"_s}}};
    for (const Rule& rule : m_rules) {
        const QSet<QString> wanted = several.value(rule.id, {name(rule.severity)});
        QVERIFY2(severities.value(rule.id) == wanted, rule.id.data());
    }
    QCOMPARE(severities.size(), m_rules.size());
}

void TestRules::theCatalogueIsWhole()
{
    const QList<std::pair<QString, int>> families{{u"T-ST-"_s, 8}, {u"T-AL-"_s, 22}, {u"T-CL-"_s, 18}, {u"T-AT-"_s, 20},
        {u"T-ID-"_s, 15}, {u"T-LO-"_s, 4}, {u"T-DP-"_s, 6}, {u"T-CA-"_s, 4}, {u"T-RO-"_s, 3}, {u"T-JA-"_s, 1},
        {u"T-JI-"_s, 2}, {u"T-SD-"_s, 2}};
    QStringList ids;
    for (const auto& [prefix, count] : families) {
        for (int i = 1; i <= count; ++i) {
            ids << prefix + QString::number(i).rightJustified(2, u'0');
        }
    }
    QCOMPARE(ids.size(), 105);
    QStringList found;
    for (const Rule& rule : m_rules) {
        found << rule.id;
        QVERIFY2(rule.title.endsWith(u'.'), rule.id.data());
        // Policies of this program stand in no specification.
        QVERIFY2(rule.reference.isEmpty() == (rule.id == "T-ST-08"_L1 || rule.id == "T-ID-14"_L1), rule.id.data());
    }
    QCOMPARE(found, ids);
}

void TestRules::nothingIsSaidOfWhatIsNotKnown_data()
{
    QTest::addColumn<QJsonObject>("base");
    for (auto it = m_bases.constBegin(); it != m_bases.constEnd(); ++it) {
        const QJsonObject base = it.value().toObject();
        if (!base.contains(u"unsigned"_s)) { // that one is allowed by its circumstances only
            QTest::newRow(qPrintable(it.key())) << base;
        }
    }
}

/** The same tokens without keys, time, expectations and circumstances. */
void TestRules::nothingIsSaidOfWhatIsNotKnown()
{
    QFETCH(QJsonObject, base);
    for (const QString& fact : {u"set"_s, u"now"_s, u"expectations"_s, u"circumstances"_s}) {
        base.remove(fact);
    }
    const QList<Finding> findings = findingsOf(readCase(base, m_keys));
    QVERIFY2(findings.isEmpty(), qPrintable(told(findings)));
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
