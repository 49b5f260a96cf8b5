#include "oauth/membershape.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::oauth::editDistance;
using owb::oauth::likelyMember;
using owb::oauth::MemberShape;
using owb::oauth::memberShape;
using owb::oauth::shapeProblem;

class TestMemberShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheTypes_data();
    void knowsTheTypes();
    void namesTheShape();
    void seesNearMisses_data();
    void seesNearMisses();
    void countsEdits_data();
    void countsEdits();
};

void TestMemberShape::knowsTheTypes_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("fits");
    QTest::newRow("list") << u"redirect_uris"_s << QJsonValue(QJsonArray{u"a"_s}) << true;
    QTest::newRow("empty list") << u"grant_types"_s << QJsonValue(QJsonArray()) << true;
    QTest::newRow("lone text") << u"redirect_uris"_s << QJsonValue(u"a"_s) << false;
    QTest::newRow("list with a number") << u"contacts"_s << QJsonValue(QJsonArray{u"a"_s, 1}) << false;
    QTest::newRow("list as object") << u"response_types"_s << QJsonValue(QJsonObject()) << false;
    QTest::newRow("text") << u"client_name"_s << QJsonValue(u""_s) << true;
    QTest::newRow("text as number") << u"client_name"_s << QJsonValue(1) << false;
    QTest::newRow("scope as list") << u"scope"_s << QJsonValue(QJsonArray{u"a"_s}) << false;
    QTest::newRow("keys") << u"jwks"_s << QJsonValue(QJsonObject()) << true;
    QTest::newRow("keys as text") << u"jwks"_s << QJsonValue(u"{}"_s) << false;
    QTest::newRow("unknown") << u"x_team"_s << QJsonValue(QJsonArray{1}) << true;
}

void TestMemberShape::knowsTheTypes()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QFETCH(bool, fits);
    const auto reason = shapeProblem(member, value);
    QCOMPARE(!reason, fits);
    QVERIFY(fits || (reason->startsWith(u"it must be"_s) && !reason->endsWith(u'.')));
}

void TestMemberShape::namesTheShape()
{
    QCOMPARE(memberShape(u"scope"_s), MemberShape::Text);
    QCOMPARE(memberShape(u"request_uris"_s), MemberShape::List);
    QCOMPARE(memberShape(u"jwks"_s), MemberShape::Object);
    QCOMPARE(memberShape(u"x_team"_s), MemberShape::Any);
    QCOMPARE(memberShape({}), MemberShape::Any);
}

void TestMemberShape::seesNearMisses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("likely");
    QTest::newRow("singular") << u"redirect_uri"_s << u"redirect_uris"_s;
    QTest::newRow("letter changed") << u"grant_tipes"_s << u"grant_types"_s;
    QTest::newRow("letter added") << u"scopes"_s << u"scope"_s;
    QTest::newRow("itself") << u"scope"_s << QString();
    QTest::newRow("with a language") << u"client_name#ja"_s << QString();
    QTest::newRow("its own") << u"x_team"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestMemberShape::seesNearMisses()
{
    QFETCH(QString, name);
    QFETCH(QString, likely);
    QCOMPARE(likelyMember(name), likely);
}

void TestMemberShape::countsEdits_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("edits");
    QTest::newRow("same") << u"abc"_s << u"abc"_s << 0;
    QTest::newRow("both empty") << QString() << QString() << 0;
    QTest::newRow("from nothing") << QString() << u"abc"_s << 3;
    QTest::newRow("changed") << u"abc"_s << u"axc"_s << 1;
    QTest::newRow("dropped") << u"abc"_s << u"ac"_s << 1;
    QTest::newRow("exchanged") << u"ab"_s << u"ba"_s << 2;
    QTest::newRow("kitten") << u"kitten"_s << u"sitting"_s << 3;
}

void TestMemberShape::countsEdits()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(int, edits);
    QCOMPARE(editDistance(a, b), edits);
    QCOMPARE(editDistance(b, a), edits);
}

QTEST_APPLESS_MAIN(TestMemberShape)
#include "tst_membershape.moc"
