#include "core/async.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using owb::core::whenDone;

namespace {

/** Every event posted so far has been handled once this returns. */
void handleEvents()
{
    bool last = false;
    QObject target;
    QMetaObject::invokeMethod(
        &target, [&last] { last = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(last);
}

} // namespace

class TestWhenDone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bringsTheResult();
    void bringsAResultThatIsThereAlready();
    void answersOnTheThreadOfTheContext();
    void callsNobodyWhenTheContextHasDied();
    void callsNobodyWhenTheContextDiesBeforeDelivery();
    void callsNobodyWhenCancelled();
    void callsNobodyWhenCancelledWithAResult();
    void callsNobodyWhenThereIsNoResult();
    void leavesNothingBehind();
    void keepsWhatTheCallbackHolds();

private:
    std::unique_ptr<QPromise<int>> m_promise;
    std::unique_ptr<QObject> m_context;
    QList<int> m_answers;
};

void TestWhenDone::init()
{
    m_answers.clear();
    m_context = std::make_unique<QObject>();
    m_promise = std::make_unique<QPromise<int>>();
    m_promise->start();
    whenDone(m_promise->future(), m_context.get(), [this](int result) { m_answers << result; });
}

void TestWhenDone::bringsTheResult()
{
    m_promise->addResult(7);
    QVERIFY(m_answers.isEmpty());
    m_promise->finish();
    QTRY_COMPARE(m_answers, QList<int>{7});
}

void TestWhenDone::bringsAResultThatIsThereAlready()
{
    m_promise->addResult(7);
    m_promise->finish();
    QList<int> late;
    whenDone(m_promise->future(), m_context.get(), [&late](int result) { late << result; });
    QTRY_COMPARE(late, QList<int>{7});
}

void TestWhenDone::answersOnTheThreadOfTheContext()
{
    const QThread* answered = nullptr;
    whenDone(m_promise->future(), m_context.get(), [&answered](int) { answered = QThread::currentThread(); });
    const std::unique_ptr<QThread> worker(QThread::create([this] {
        m_promise->addResult(1);
        m_promise->finish();
    }));
    worker->start();
    QTRY_VERIFY(answered);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(worker->wait());
}

void TestWhenDone::callsNobodyWhenTheContextHasDied()
{
    m_context.reset();
    m_promise->addResult(7);
    m_promise->finish();
    handleEvents();
    QVERIFY(m_answers.isEmpty());
}

void TestWhenDone::callsNobodyWhenTheContextDiesBeforeDelivery()
{
    m_promise->addResult(7);
    m_promise->finish(); // posted to the context's thread, not yet delivered
    m_context.reset();
    handleEvents();
    QVERIFY(m_answers.isEmpty());
}

void TestWhenDone::callsNobodyWhenCancelled()
{
    m_promise->future().cancel();
    m_promise->finish();
    handleEvents();
    QVERIFY(m_answers.isEmpty());
}

void TestWhenDone::callsNobodyWhenCancelledWithAResult()
{
    m_promise->addResult(7);
    m_promise->future().cancel();
    m_promise->finish();
    handleEvents();
    QVERIFY(m_answers.isEmpty());
}

void TestWhenDone::callsNobodyWhenThereIsNoResult()
{
    m_promise->finish();
    handleEvents();
    m_promise = std::make_unique<QPromise<int>>(); // given up before it began: cancels its future
    whenDone(m_promise->future(), m_context.get(), [this](int result) { m_answers << result; });
    m_promise.reset();
    handleEvents();
    QVERIFY(m_answers.isEmpty());
}

void TestWhenDone::leavesNothingBehind()
{
    QCOMPARE(m_context->children().size(), 1);
    QSignalSpy gone(m_context->children().constFirst(), &QObject::destroyed);
    m_promise->addResult(7);
    m_promise->finish();
    QTRY_COMPARE(gone.size(), 1);
    QVERIFY(m_context->children().isEmpty());
}

void TestWhenDone::keepsWhatTheCallbackHolds()
{
    auto held = std::make_shared<int>(5);
    const std::weak_ptr<int> watched = held;
    QPromise<int> promise;
    promise.start();
    whenDone(
        promise.future(), m_context.get(), [held = std::move(held), this](int result) { m_answers << result + *held; });
    QVERIFY(!watched.expired());
    promise.addResult(1);
    promise.finish();
    QTRY_COMPARE(m_answers, QList<int>{6});
    QTRY_VERIFY(watched.expired());
}

QTEST_GUILESS_MAIN(TestWhenDone)
#include "tst_whendone.moc"
