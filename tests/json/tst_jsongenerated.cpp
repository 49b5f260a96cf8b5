#include "json/jsonmembers.h"
#include "json/jsontext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::json::JsonMembers;
using owb::json::jsonText;

namespace {

JsonMembers parsed(const QString& text)
{
    const auto members = JsonMembers::parse(text);
    if (!members) {
        qFatal("not JSON: %s", qPrintable(text));
    }
    return *members;
}

/** Objects of every shape and spelling, the same ones in every run. */
class Generator
{
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    { }

    QString object(int depth)
    {
        QString text = u"{"_s + space();
        const int count = m_random.bounded(6);
        for (int i = 0; i < count; ++i) {
            text +=
                (i > 0 ? u","_s + space() : QString()) + string() + space() + u':' + space() + value(depth) + space();
        }
        return text + u'}';
    }

    QString value(int depth)
    {
        switch (m_random.bounded(depth > 0 ? 8 : 6)) {
        case 0:
            return oneOf({u"true"_s, u"false"_s, u"null"_s});
        case 1:
            return oneOf({u"0"_s, u"-0.0"_s, u"1E5"_s, u"1.50"_s, u"12345678901234567890123"_s, u"-7e-3"_s});
        case 6:
            return object(depth - 1);
        case 7:
            return list(depth - 1);
        default:
            return string();
        }
    }

    QString space() { return oneOf({QString(), QString(), u" "_s, u"\n  "_s, u"\t"_s}); }

    int below(int limit) { return m_random.bounded(limit); }

private:
    QString list(int depth)
    {
        QStringList entries;
        const int count = m_random.bounded(4);
        for (int i = 0; i < count; ++i) {
            entries << space() + value(depth) + space();
        }
        return u'[' + entries.join(u',') + u']';
    }

    QString string()
    {
        QString text;
        const int count = m_random.bounded(5);
        for (int i = 0; i < count; ++i) {
            text += oneOf({u"a"_s, u"b"_s, u"\\\""_s, u"\\\\"_s, u"\\u00e9"_s, u"\u4e2d"_s, u"\U0001F511"_s, u"{"_s,
                u"]"_s, u","_s, u":"_s, u"\\n"_s, u"\\/"_s});
        }
        return u'"' + text + u'"';
    }

    QString oneOf(const QStringList& texts) { return texts.at(m_random.bounded(static_cast<int>(texts.size()))); }

    QRandomGenerator m_random;
};

QJsonObject objectIn(const QString& text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

/** What must hold of every object, tried on generated ones. */
class TestJsonGenerated : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryOtherByteOfGeneratedObjects();
    void readsGeneratedObjectsBack();
    void stepsThroughManyEdits();
};

void TestJsonGenerated::keepsEveryOtherByteOfGeneratedObjects()
{
    for (quint32 seed = 0; seed < 500; ++seed) {
        Generator generator(seed);
        const QString text = generator.space() + generator.object(3) + generator.space();
        const JsonMembers before = parsed(text);
        QCOMPARE(before.text(), text);
        if (before.isEmpty()) {
            continue;
        }
        const auto all = before.members();
        const QString name = all.at(generator.below(static_cast<int>(all.size()))).name;
        JsonMembers edited = before;
        edited.setText(name, u"\"a value that no other has\""_s);
        auto expected = all;
        for (auto member = expected.rbegin(); member != expected.rend(); ++member) {
            if (member->name == name) {
                member->text = u"\"a value that no other has\""_s;
                break;
            }
        }
        QCOMPARE(edited.members(), expected);
        QCOMPARE(parsed(edited.text()).members(), expected);
        edited.setText(name, before.valueText(name));
        QCOMPARE(edited.text(), text); // every byte is back
    }
}

void TestJsonGenerated::readsGeneratedObjectsBack()
{
    for (quint32 seed = 1000; seed < 1500; ++seed) {
        Generator generator(seed);
        const QString text = generator.object(4);
        const JsonMembers members = parsed(text);
        const QJsonObject object = objectIn(text);
        for (const QString& name : members.names()) {
            QCOMPARE(members.value(name), object.value(name));
        }
        QCOMPARE(objectIn(members.indented()), object);
        QCOMPARE(objectIn(jsonText(object)), object);
    }
}

void TestJsonGenerated::stepsThroughManyEdits()
{
    for (quint32 seed = 2000; seed < 2100; ++seed) {
        Generator generator(seed);
        JsonMembers members = parsed(generator.object(2));
        for (int step = 0; step < 30; ++step) {
            const QString name = u"m%1"_s.arg(generator.below(6));
            if (generator.below(3) == 0) {
                members.remove(name);
                QVERIFY(!members.contains(name));
            } else {
                const QString value = generator.value(2);
                members.setText(name, value);
                QCOMPARE(members.value(name), parsed(u"{\"v\":%1}"_s.arg(value)).value(u"v"_s));
            }
            // What it believes of its text is what its text says.
            QCOMPARE(members.members(), parsed(members.text()).members());
        }
    }
}

QTEST_APPLESS_MAIN(TestJsonGenerated)
#include "tst_jsongenerated.moc"
