#include "jobs/job.h"
#include "mainwindow/jobspanel.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using jobs::Job;

namespace {

/** Work that a test does piece by piece. */
class FakeJob final : public Job
{
public:
    FakeJob()
        : Job(nullptr)
    { }
    void answer(qint64 rows, double share, bool isLast = false) { pieceDone(rows, share, isLast); }
    void fail(bool canGoOn) { pieceFailed({core::Error::Kind::ConnectionLost, u"db"_s, {}, {}}, canGoOn); }
    int asked = 0;

protected:
    void nextPiece() override { ++asked; }
};

} // namespace

/** What runs in the background, as a person sees and stops it. */
class TestJobsPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsHowFarAJobIs();
    void pausesAndContinues();
    void stopsAndSaysWhatWasDone();
    void aHaltedJobSaysWhy();
    void aClosedDatabaseTakesItsJobsWithIt();

private:
    [[nodiscard]] QString detail() { return m_panel->findChild<QLabel*>(u"jobDetail"_s)->text(); }
    void press(const QString& text);

    std::unique_ptr<ui::JobsPanel> m_panel;
    FakeJob* m_job = nullptr;
};

void TestJobsPanel::init()
{
    m_panel = std::make_unique<ui::JobsPanel>(nullptr);
    auto job = std::make_unique<FakeJob>();
    m_job = job.get();
    ui::JobWords words;
    words.iconName = u"barred"_s;
    words.name = u"Revoking tokens"_s;
    words.progress = [](qint64 rows) { return u"%1 tokens"_s.arg(rows); };
    words.ending = [](const Job& over) {
        return u"%1 %2"_s.arg(over.state() == Job::State::Stopped ? u"Stopped after"_s : u"Revoked"_s).arg(over.rows());
    };
    m_panel->run(std::move(job), words);
    QTRY_COMPARE(m_job->asked, 1);
}

void TestJobsPanel::press(const QString& text)
{
    for (QPushButton* button : m_panel->findChildren<QPushButton*>()) {
        if (button->text() == text) {
            button->click();
            return;
        }
    }
    qFatal("no button %s", qPrintable(text));
}

void TestJobsPanel::showsHowFarAJobIs()
{
    QVERIFY(!m_panel->isHidden());
    QVERIFY(m_panel->isWriting());
    m_job->answer(500, 0.25);
    QVERIFY2(detail().startsWith(u"500 tokens, about "_s), qPrintable(detail()));
    QCOMPARE(m_panel->findChild<QProgressBar*>()->value(), 250);
    QCOMPARE(m_panel->share(), 0.25);
    QTRY_COMPARE(m_job->asked, 2);
    QSignalSpy said(m_panel.get(), &ui::JobsPanel::said);
    m_job->answer(500, 1, true);
    QCOMPARE(said.constFirst().constFirst().toString(), u"Revoked 1000"_s);
    QCOMPARE(m_panel->running(), 0);
    QVERIFY(m_panel->isHidden());
}

void TestJobsPanel::pausesAndContinues()
{
    press(u"Pause"_s);
    m_job->answer(10, 0.5);
    QCOMPARE(detail(), u"Paused after 10 tokens"_s);
    QTest::qWait(20);
    QCOMPARE(m_job->asked, 1);
    press(u"Continue"_s);
    QTRY_COMPARE(m_job->asked, 2);
}

void TestJobsPanel::stopsAndSaysWhatWasDone()
{
    QSignalSpy said(m_panel.get(), &ui::JobsPanel::said);
    press(u"Stop"_s);
    QCOMPARE(said.size(), 0); // the piece that is at work ends first
    m_job->answer(10, 0.5);
    QCOMPARE(said.constFirst().constFirst().toString(), u"Stopped after 10"_s);
    QCOMPARE(m_panel->running(), 0);
}

void TestJobsPanel::aHaltedJobSaysWhy()
{
    m_job->fail(true);
    QVERIFY2(detail().startsWith(u"Halted. "_s), qPrintable(detail()));
    press(u"Continue"_s);
    QTRY_COMPARE(m_job->asked, 2);
}

void TestJobsPanel::aClosedDatabaseTakesItsJobsWithIt()
{
    QSignalSpy changed(m_panel.get(), &ui::JobsPanel::changed);
    m_panel->drop();
    QCOMPARE(m_panel->running(), 0);
    QVERIFY(m_panel->isHidden());
    QCOMPARE(changed.size(), 1);
}

QTEST_MAIN(TestJobsPanel)
#include "tst_jobspanel.moc"
