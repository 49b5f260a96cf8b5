#include "inspector/inspection.h"
#include "jose/keyset.h"
#include "jose/signer.h"
#include "tables/claimtablemodel.h"
#include "tables/tracemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using inspector::Step;
using tables::ClaimTableModel;
using tables::TraceModel;

namespace {

/** A token with these claims; no key is needed to see what it says. */
inspector::Inspection inspected(const QByteArray& claims)
{
    const jose::Key key = jose::Key::fromSecret(core::Secret(QByteArray(32, 'k')));
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"HS256\",\"kid\":\"one\"}";
    request.payload = claims;
    return inspector::inspect(core::Secret(jose::signToken(request, key).value()), {});
}

QStringList column(const ClaimTableModel& model, int which)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts << model.index(row, which).data().toString();
    }
    return texts;
}

} // namespace

/** The models behind the inspector. */
class TestInspectorModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenIsHeaderAndClaims();
    void valuesAreCopiedAsTheyStand();
    void headingsCannotBeChosen();
    void timePassingKeepsTheRows();
    void anotherTokenIsAnotherList();
    void whatNothingProtectsStandsApart();
    void aStepIsARow();
    void stepsOfOthersStandBehind();
    void anotherOutcomeKeepsTheRows();
    void aStepThatCameIsAnotherList();
};

void TestInspectorModels::aTokenIsHeaderAndClaims()
{
    ClaimTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(inspected("{\"sub\":\"a\",\"exp\":1000}"), 940);
    QCOMPARE(column(model, ClaimTableModel::Name),
        (QStringList{u"Header"_s, u"alg"_s, u"kid"_s, u"Claims"_s, u"sub"_s, u"exp"_s}));
    QCOMPARE(column(model, ClaimTableModel::Meaning).constLast(), u"1970-01-01 00:16:40, in 1 min"_s);
    QCOMPARE(model.columnCount(), static_cast<int>(ClaimTableModel::ColumnCount));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestInspectorModels::valuesAreCopiedAsTheyStand()
{
    ClaimTableModel model;
    model.show(inspected("{\"a\":\"x\\ny\",\"b\":1.50,\"c\":[1, 2]}"), {});
    const auto raw = [&model](int row) { return model.index(row, 0).data(ClaimTableModel::RawRole); };
    QCOMPARE(raw(4).toString(), u"x\ny"_s);
    QCOMPARE(raw(5).toString(), u"1.50"_s);
    QCOMPARE(raw(6).toString(), u"[1,2]"_s);
    QVERIFY(!raw(3).isValid());
    QVERIFY(!model.data(model.index(99, 0), Qt::DisplayRole).isValid());
}

void TestInspectorModels::headingsCannotBeChosen()
{
    ClaimTableModel model;
    model.show(inspected("{\"a\":1}"), {});
    QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(model.index(1, 0).flags().testFlag(Qt::ItemIsSelectable));
    QCOMPARE(
        model.index(0, 0).data(ClaimTableModel::PartRole).toInt(), static_cast<int>(ClaimTableModel::Part::Heading));
}

void TestInspectorModels::timePassingKeepsTheRows()
{
    ClaimTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const inspector::Inspection token = inspected("{\"sub\":\"a\",\"exp\":1000}");
    model.show(token, 940);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.show(token, 941);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1); // only the time in words
    model.show(token, 941);
    QCOMPARE(changed.size(), 1);
}

void TestInspectorModels::anotherTokenIsAnotherList()
{
    ClaimTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(inspected("{\"sub\":\"a\"}"), {});
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.show(inspected("{\"sub\":\"b\"}"), {});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(column(model, ClaimTableModel::Value).constLast(), u"b"_s);
}

void TestInspectorModels::whatNothingProtectsStandsApart()
{
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"HS256\"}";
    request.unprotectedHeader = u"{\"kid\":\"one\"}"_s;
    request.payload = "{}";
    request.form = jose::Form::FlattenedJson;
    const jose::Key key = jose::Key::fromSecret(core::Secret(QByteArray(32, 'k')));
    ClaimTableModel model;
    model.show(inspector::inspect(core::Secret(jose::signToken(request, key).value()), {}), {});
    QCOMPARE(column(model, ClaimTableModel::Name).mid(0, 4),
        (QStringList{u"Header"_s, u"alg"_s, u"Header, not protected"_s, u"kid"_s}));
}

void TestInspectorModels::aStepIsARow()
{
    TraceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show({inspector::passed(Step::Kind::Structure, u"3 parts."_s, u"RFC 7515 §7"_s),
        inspector::failed(
            Step::Kind::Signature, {u"It does not fit."_s, u"Fetch anew."_s, u"RFC 7515 §5.2"_s, u"T-AL-21"_s})});
    const QModelIndex step = model.index(1);
    QCOMPARE(step.data().toString(), u"Signature"_s);
    QCOMPARE(step.data(TraceModel::OutcomeRole).toInt(), static_cast<int>(Step::Outcome::Failed));
    QCOMPARE(step.data(TraceModel::OutcomeTextRole).toString(), u"Failed"_s);
    QCOMPARE(step.data(TraceModel::WhatRole).toString(), u"It does not fit."_s);
    QCOMPARE(step.data(TraceModel::RemedyRole).toString(), u"Fetch anew."_s);
    QCOMPARE(step.data(TraceModel::ReferenceRole).toString(), u"RFC 7515 §5.2"_s);
    QCOMPARE(step.data(TraceModel::RuleRole).toString(), u"T-AL-21"_s);
    QCOMPARE(step.data(Qt::AccessibleTextRole).toString(), u"Signature: Failed"_s);
    QCOMPARE(step.data(Qt::AccessibleDescriptionRole).toString(), u"It does not fit. Fetch anew. RFC 7515 §5.2"_s);
    QCOMPARE(model.count(Step::Outcome::Passed), 1);
    QCOMPARE(model.count(Step::Outcome::NotChecked), 0);
}

void TestInspectorModels::stepsOfOthersStandBehind()
{
    TraceModel model;
    TraceModel::Row row;
    row.title = u"Row in the database"_s;
    model.show({inspector::passed(Step::Kind::Structure, {}, {})}, {row});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data().toString(), u"Row in the database"_s);
    QCOMPARE(model.index(1).data(TraceModel::OutcomeTextRole).toString(), u"Not checked"_s);
}

void TestInspectorModels::anotherOutcomeKeepsTheRows()
{
    TraceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Step structure = inspector::passed(Step::Kind::Structure, {}, {});
    model.show({structure, inspector::passed(Step::Kind::Time, u"before"_s, {})});
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.show({structure, inspector::failed(Step::Kind::Time, {u"after"_s, {}, {}, {}})});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
}

void TestInspectorModels::aStepThatCameIsAnotherList()
{
    TraceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Step structure = inspector::passed(Step::Kind::Structure, {}, {});
    model.show({structure});
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.show({structure, inspector::passed(Step::Kind::Key, {}, {})});
    QCOMPARE(reset.size(), 1);
    model.show({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestInspectorModels)
#include "tst_inspectormodels.moc"
