#include "inspectorbench.h"

#include "inspector/verifytokens.h"
#include "jobs/verifytokensjob.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** Every JWT of the open database, held against the keys of the inspector. */
class TestInspectorVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<InspectorBench>(); }
    void cleanup() { m_bench.reset(); }
    void withoutKeysNothingBegins();
    void whatCameOfItIsShown();
    void suspectsAreInTheOrderOfTheirRows();
    void aStopCountsWhatWasLookedAt();
    void withoutADatabaseNothingIsAsked();

private:
    template <class T> [[nodiscard]] T* dialog() { return m_bench->page->findChild<T*>(); }
    [[nodiscard]] static QStringList words(const QWidget& widget)
    {
        QStringList all;
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            all << label->text();
        }
        return all;
    }

    std::unique_ptr<InspectorBench> m_bench;
};

void TestInspectorVerify::withoutKeysNothingBegins()
{
    TokenRepository repository;
    m_bench->page->setRepository(&repository);
    m_bench->page->verifyAll({});
    auto* dialog = this->dialog<ui::VerifyTokensDialog>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<ui::Banner*>()->text().contains(u"There are no keys"_s));
    for (const auto* button : dialog->findChildren<QPushButton*>()) {
        QVERIFY(button->text() != u"Verify signatures"_s || !button->isEnabled());
    }
    m_bench->page->setRepository(nullptr);
}

void TestInspectorVerify::whatCameOfItIsShown()
{
    TokenRepository repository;
    const auto rowOf = [this](const core::Secret& token, int key) {
        auto row = m_bench->rowOf(token);
        row.key = storedToken(key, m_bench->now()).key;
        return row;
    };
    repository.stored = {rowOf(m_bench->good(), 1), rowOf(m_bench->good(",\"a\":1"), 2),
        rowOf(signedToken(otherKey(), m_bench->now()), 3), rowOf(core::Secret(u"opaque"_s), 4)};
    m_bench->page->setRepository(&repository);
    m_bench->useKey(issuerKey());
    m_bench->page->verifyAll({});
    auto* dialog = this->dialog<ui::VerifyTokensDialog>();
    QVERIFY(words(*dialog).contains(u"Held against: 1 key from keys.json"_s));
    dialog->accept();
    QCOMPARE(m_bench->around.jobs.size(), 1U);
    auto& [job, told] = m_bench->around.jobs.front();
    QVERIFY(!told.isWriting); // it does not keep editing unlocked
    job->start();
    QTRY_VERIFY(job->isOver());
    QCOMPARE(told.ending(*job), u"Looked at 4 tokens. 1 is not genuine."_s);
    auto* verified = this->dialog<ui::VerifiedDialog>();
    QVERIFY(verified != nullptr);
    const QStringList shown = words(*verified);
    QVERIFY2(shown.contains(u"Rows to look at: 3"_s), qPrintable(shown.join(u'|')));
    QCOMPARE(shown.at(shown.indexOf(u"Signature fits"_s) - 1), u"2"_s);
    m_bench->page->setRepository(nullptr);
}

void TestInspectorVerify::suspectsAreInTheOrderOfTheirRows()
{
    TokenRepository repository;
    const core::Secret good = m_bench->good();
    const core::Secret wrong = signedToken(otherKey(), m_bench->now());
    for (int key = 1; key <= 1000; ++key) { // far more than one thread takes at once
        auto row = m_bench->rowOf(key % 333 == 0 ? wrong : good);
        row.key = storedToken(key, m_bench->now()).key;
        repository.stored << row;
    }
    jobs::VerifyTokensJob job(repository, {}, {{issuerKey()}, {}}, {}, nullptr);
    job.start();
    QTRY_VERIFY(job.isOver());
    QCOMPARE(job.state(), jobs::Job::State::Done);
    QCOMPARE(job.suspects(), (QStringList{u"333"_s, u"666"_s, u"999"_s}));
    QCOMPARE(job.lookedAt(), 1000);
    QCOMPARE(job.notGenuine(), 3);
}

void TestInspectorVerify::aStopCountsWhatWasLookedAt()
{
    TokenRepository repository;
    repository.stored = {m_bench->rowOf(m_bench->good())};
    jobs::VerifyTokensJob job(repository, {}, {{issuerKey()}, {}}, {}, nullptr);
    job.start();
    job.stop(); // the rows are on their way
    QTRY_VERIFY(job.isOver());
    QCOMPARE(job.state(), jobs::Job::State::Stopped);
    QCOMPARE(job.lookedAt(), 0);
}

void TestInspectorVerify::withoutADatabaseNothingIsAsked()
{
    m_bench->page->verifyAll({});
    QVERIFY(dialog<ui::VerifyTokensDialog>() == nullptr);
}

QTEST_MAIN(TestInspectorVerify)
#include "tst_inspectorverify.moc"
