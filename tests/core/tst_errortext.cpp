#include "core/errortext.h"

#include <QMetaEnum>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Error;
using owb::core::errorText;
using Kind = Error::Kind;

namespace {

const QMetaEnum kinds = QMetaEnum::fromType<Kind>();

Error exampleOf(Kind kind)
{
    return {kind, u"shop.db"_s, {u"12"_s, u"7"_s, u"a comma is missing"_s}, u"details from the driver"_s};
}

void addKinds()
{
    QTest::addColumn<Kind>("kind");
    for (int i = 0; i < kinds.keyCount(); ++i) {
        QTest::newRow(kinds.key(i)) << static_cast<Kind>(kinds.value(i));
    }
}

} // namespace

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsEveryKind_data() { addKinds(); }
    void wordsEveryKind();
    void keepsItsSentencesWhenNothingIsKnown_data() { addKinds(); }
    void keepsItsSentencesWhenNothingIsKnown();
    void keepsHostileNamesOnTheirLine_data() { addKinds(); }
    void keepsHostileNamesOnTheirLine();
    void tellsKindsApart();
    void saysWhatIsAndWhatToDo_data();
    void saysWhatIsAndWhatToDo();
    void joinsBothSentences();
};

void TestErrorText::wordsEveryKind()
{
    QFETCH(Kind, kind);
    const auto text = errorText(exampleOf(kind));
    QVERIFY2(text.what.size() > 10 && text.what.endsWith(u'.'), qPrintable(text.what));
    QVERIFY2(
        text.remedy.isEmpty() || text.remedy.endsWith(u'.') || text.remedy.endsWith(u'?'), qPrintable(text.remedy));
    const QString sentence = text.sentence().toLower();
    for (const auto& word :
        {u"please"_s, u"sorry"_s, u"oops"_s, u"invalid"_s, u"wrong"_s, u"!"_s, u".."_s, u"%1"_s, u"%2"_s}) {
        QVERIFY2(!sentence.contains(word), qPrintable(sentence));
    }
}

void TestErrorText::keepsItsSentencesWhenNothingIsKnown()
{
    QFETCH(Kind, kind);
    const auto text = errorText({kind, {}, {}, {}});
    QVERIFY2(text.what.size() > 10 && text.what.endsWith(u'.'), qPrintable(text.what));
    QVERIFY2(text.what.at(0).isUpper(), qPrintable(text.what));
}

void TestErrorText::keepsHostileNamesOnTheirLine()
{
    QFETCH(Kind, kind);
    const QString hostile = u"%1 %2 a\nb\r\t\u202e\u2028"_s + QChar(0) + QString(100000, u'x');
    const QString sentence = errorText({kind, hostile, {hostile, hostile, hostile}, hostile}).sentence();
    QVERIFY(sentence.size() < 3000);
    for (const QChar c : {QChar(u'\n'), QChar(u'\r'), QChar(u'\t'), QChar(0), QChar(0x202e), QChar(0x2028)}) {
        QVERIFY(!sentence.contains(c));
    }
}

void TestErrorText::tellsKindsApart()
{
    QSet<QString> seen;
    for (int i = 0; i < kinds.keyCount(); ++i) {
        seen.insert(errorText(exampleOf(static_cast<Kind>(kinds.value(i)))).what);
    }
    QCOMPARE(seen.size(), kinds.keyCount());
}

void TestErrorText::saysWhatIsAndWhatToDo_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("not a database") << Error{Kind::NotADatabase, u"a.txt"_s, {}, {}}
                                    << u"a.txt is not an SQLite database, or it is encrypted."_s
                                    << u"Choose another file, or decrypt a copy with the program that encrypted it."_s;
    QTest::newRow("locked") << Error{Kind::Locked, u"shop.db"_s, {}, {}}
                            << u"Another process holds a lock on shop.db."_s
                            << u"Let it finish or stop it, then try again; nothing was changed here."_s;
    QTest::newRow("locked by") << Error{Kind::Locked, u"shop.db"_s, {u"python3 (812)"_s}, {}}
                               << u"Another process holds a lock on shop.db. It is open in python3 (812)."_s
                               << u"Let it finish or stop it, then try again; nothing was changed here."_s;
    QTest::newRow("no tables") << Error{Kind::NoOAuthTables, u"x.db"_s, {}, {}}
                               << u"x.db holds no tables of an OAuth server that is known here."_s
                               << u"Map its tables by hand in the window, or give a schema profile with --profile."_s;
    QTest::newRow("columns") << Error{Kind::ColumnsNeedValues, u"oauth2_client"_s, {u"tenant"_s, u"kind"_s}, {}}
                             << u"Table oauth2_client has columns that need a value: tenant, kind."_s
                             << u"Give a value for each of them; in JSON as _workbench.columns."_s;
    QTest::newRow("too long") << Error{Kind::ValueTooLong, u"client_id"_s, {u"60"_s, u"48"_s}, {}}
                              << u"Column client_id holds 48 characters at most; the value has 60."_s
                              << u"Shorten it or widen the column; nothing was written."_s;
    QTest::newRow("too long, nobody says how much")
        << Error{Kind::ValueTooLong, u"client_id"_s, {}, {}} << u"The value is too long for column client_id."_s
        << u"Shorten it or widen the column; nothing was written."_s;
    QTest::newRow("a server that takes no changes")
        << Error{Kind::ReadOnlyDatabase, u"shop on db"_s, {u"server"_s}, {}}
        << u"The server of shop on db takes no changes: it is a copy of another or set to read only."_s
        << u"Name the server that is written to."_s;
    QTest::newRow("not allowed, with a full stop")
        << Error{Kind::ValueNotAllowed, u"scope"_s, {u"It ends."_s}, {}}
        << u"scope cannot be stored as given: It ends."_s << u"Nothing was written."_s;
    QTest::newRow("JSON") << Error{Kind::InvalidJson, u"new.json"_s, {u"3"_s, u"9"_s, u"a text is not closed"_s}, {}}
                          << u"new.json is not a JSON object: line 3, column 9: a text is not closed."_s << QString();
    QTest::newRow("JSON from %1") << Error{Kind::InvalidJson, u"%2"_s, {u"3"_s, u"9"_s, u"it is empty"_s}, {}}
                                  << u"%2 is not a JSON object: line 3, column 9: it is empty."_s << QString();
    QTest::newRow("nearest key") << Error{Kind::InvalidQuery, u"cleint"_s, {u"client"_s}, {}}
                                 << u"The search does not understand \"cleint\"."_s << u"Did you mean client?"_s;
    QTest::newRow("what to write") << Error{Kind::InvalidQuery, u"issued:x"_s, {QString(), u"Write a day."_s}, {}}
                                   << u"The search does not understand \"issued:x\"."_s << u"Write a day."_s;
    QTest::newRow("unsupported") << Error{Kind::Unsupported, u"editing"_s, {u"it is read only"_s}, {}}
                                 << u"Not possible here: editing."_s << u"It is read only."_s;
}

void TestErrorText::saysWhatIsAndWhatToDo()
{
    QFETCH(Error, error);
    QFETCH(QString, what);
    QFETCH(QString, remedy);
    QCOMPARE(errorText(error).what, what);
    QCOMPARE(errorText(error).remedy, remedy);
}

void TestErrorText::joinsBothSentences()
{
    QCOMPARE((owb::core::ErrorText{u"A."_s, {}}).sentence(), u"A."_s);
    QCOMPARE((owb::core::ErrorText{u"A."_s, u"B."_s}).sentence(), u"A. B."_s);
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
