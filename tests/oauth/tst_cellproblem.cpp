#include "oauth/cellproblem.h"

#include <QMetaEnum>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using owb::oauth::CellProblem;
using owb::oauth::describe;
using owb::oauth::problemId;

namespace {

const QMetaEnum problemKinds = QMetaEnum::fromType<CellProblem::Kind>();

} // namespace

class TestCellProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describesEveryKind_data();
    void describesEveryKind();
    void tellsWhatIsConcerned();
    void hasAnIdForEveryKind();
    void neverShowsWhatIsStored();
};

void TestCellProblem::describesEveryKind_data()
{
    QTest::addColumn<CellProblem::Kind>("kind");
    for (int i = 0; i < problemKinds.keyCount(); ++i) {
        QTest::newRow(problemKinds.key(i)) << static_cast<CellProblem::Kind>(problemKinds.value(i));
    }
}

void TestCellProblem::describesEveryKind()
{
    QFETCH(CellProblem::Kind, kind);
    for (const QString& what : {QString(), u"the %1 thing"_s}) {
        const QString sentence = describe({kind, u"col%2umn"_s, {}, what});
        QVERIFY2(sentence.contains(u"col%2umn"_s) && sentence.endsWith(u'.'), qPrintable(sentence));
    }
}

void TestCellProblem::tellsWhatIsConcerned()
{
    QCOMPARE(describe({CellProblem::Kind::DuplicateMembers, u"meta"_s, {}, u"scope"_s}),
        u"Column meta names scope twice; servers read the last one."_s);
    QCOMPARE(describe({CellProblem::Kind::NotJson, u"meta"_s, {}, u"it is empty"_s}),
        u"Column meta does not hold JSON: it is empty."_s);
}

void TestCellProblem::hasAnIdForEveryKind()
{
    QSet<QString> seen;
    for (int i = 0; i < problemKinds.keyCount(); ++i) {
        const QString id = problemId(static_cast<CellProblem::Kind>(problemKinds.value(i)));
        QVERIFY(!id.isEmpty() && id == id.toLower());
        seen.insert(id);
    }
    QCOMPARE(seen.size(), problemKinds.keyCount());
    QCOMPARE(problemId(CellProblem::Kind::NotJson), u"not_json"_s);
    QCOMPARE(problemId(CellProblem::Kind::NotUtf8), u"not_utf8"_s);
    QCOMPARE(problemId(CellProblem::Kind::DuplicateIdentifier), u"duplicate_identifier"_s);
}

void TestCellProblem::neverShowsWhatIsStored()
{
    QVERIFY(!describe({CellProblem::Kind::NotAnInteger, u"exp"_s, u"stored text"_s, {}}).contains(u"stored text"_s));
}

QTEST_APPLESS_MAIN(TestCellProblem)
#include "tst_cellproblem.moc"
