#include "output.h"
#include "texttable.h"

#include <QTest>

#include <clocale>

using namespace Qt::StringLiterals;
using namespace owb;

/** Widths on a terminal, and text made safe for it. */
class TestTextTable : public QObject
{
Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void measuresColumnsNotCharacters_data();
    void measuresColumnsNotCharacters();
    void fittedTextTakesExactlyItsWidth_data();
    void fittedTextTakesExactlyItsWidth();
    void neverCutsAWideLetterInHalf();
    void escapesWhatDrivesATerminal_data();
    void escapesWhatDrivesATerminal();
    void leavesOrdinaryTextAlone();
};

void TestTextTable::initTestCase()
{
    QVERIFY(std::setlocale(LC_CTYPE, "C.UTF-8"));
}

void TestTextTable::measuresColumnsNotCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("ascii") << u"abc"_s << 3;
    QTest::newRow("hangul") << u"\ud55c\ube5b"_s << 4;
    QTest::newRow("combining") << u"e\u0301"_s << 1;
    QTest::newRow("emoji beyond the first plane") << u"\U0001f600"_s << 2;
    QTest::newRow("bullets of a mask") << u"\u2022\u2022"_s << 2;
}

void TestTextTable::measuresColumnsNotCharacters()
{
    QFETCH(const QString, text);
    QFETCH(const int, width);
    QCOMPARE(cli::displayWidth(text), width);
}

void TestTextTable::fittedTextTakesExactlyItsWidth_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << u"ab"_s;
    QTest::newRow("long") << u"abcdefghij"_s;
    QTest::newRow("wide") << u"\ud55c\ube5b\ub9c8\ucf13"_s;
    QTest::newRow("emoji") << u"\U0001f600\U0001f600\U0001f600\U0001f600"_s;
}

void TestTextTable::fittedTextTakesExactlyItsWidth()
{
    QFETCH(const QString, text);
    for (const int width : {4, 5, 6, 12}) {
        QCOMPARE(cli::displayWidth(cli::fitted(text, width)), width);
    }
}

void TestTextTable::neverCutsAWideLetterInHalf()
{
    QCOMPARE(cli::fitted(u"\ud55c\ube5b\ub9c8"_s, 4), u"\ud55c\u2026 "_s);
}

void TestTextTable::escapesWhatDrivesATerminal_data()
{
    QTest::addColumn<char32_t>("character");
    for (const char32_t c : {0x00U, 0x07U, 0x0aU, 0x0dU, 0x1bU, 0x7fU, 0x85U, 0x9bU, 0x200eU, 0x202eU, 0x2028U, 0x2066U,
             0x2069U}) {
        QTest::addRow("U+%04X", static_cast<unsigned>(c)) << c;
    }
}

void TestTextTable::escapesWhatDrivesATerminal()
{
    QFETCH(const char32_t, character);
    const QString escaped = u"\\u{%1}"_s.arg(static_cast<uint>(character), 0, 16);
    QCOMPARE(cli::printable(u'a' + QString::fromUcs4(&character, 1) + u'b'), u'a' + escaped + u'b');
}

void TestTextTable::leavesOrdinaryTextAlone()
{
    const QString text = u"https://a.example/?q=\u00e9 \ud55c\ube5b \U0001f600 \\n"_s;
    QCOMPARE(cli::printable(text), text);
}

QTEST_GUILESS_MAIN(TestTextTable)
#include "tst_texttable.moc"
