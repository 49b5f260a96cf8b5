#include "clientsfixture.h"
#include "mainwindow/editlock.h"
#include "mainwindow/productionbanner.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

/** A repository whose lock works. */
class LockedRepository final : public ScriptedRepository
{
public:
    store::ConnectionInfo state;
    std::optional<core::Error> refusal;

    [[nodiscard]] store::ConnectionInfo connection() const override { return state; }
    [[nodiscard]] store::Reply<store::ConnectionInfo> setUnlocked(bool unlocked) override
    {
        if (refusal) {
            return reply<store::ConnectionInfo>(tl::unexpected(*refusal));
        }
        state.unlocked = unlocked;
        Q_EMIT unlockedChanged(unlocked);
        return reply<store::ConnectionInfo>(state);
    }
};

} // namespace

class TestEditLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void asksBeforeItUnlocks();
    void productionAsksInItsOwnColour();
    void productionLocksItselfAgain();
    void aRunningJobIsNotLockedOut();
    void othersStayUnlocked();
    void aReadOnlyMarkIsFinal();
    void saysWhyItCannotBeUnlocked();
    void theBannerIsLoudOnlyWhileAWriteIsPossible();

private:
    void watch(bool production, bool readOnly = false, int seconds = 900);

    AnsweringPrompt m_prompt;
    std::unique_ptr<LockedRepository> m_repository;
    std::unique_ptr<QWidget> m_window;
    ui::EditLock* m_lock = nullptr;
};

void TestEditLock::init()
{
    m_prompt.asked.clear();
    m_prompt.agrees = true;
    m_repository = std::make_unique<LockedRepository>();
    m_window = std::make_unique<QWidget>();
}

void TestEditLock::cleanup()
{
    m_window.reset();
    m_repository.reset();
}

void TestEditLock::watch(bool production, bool readOnly, int seconds)
{
    settings::Connection connection;
    connection.id = u"1"_s;
    connection.name = u"auth <b>prod</b>"_s;
    connection.production = production;
    connection.readOnly = readOnly;
    m_lock = new ui::EditLock(m_prompt, m_window.get(), seconds);
    m_lock->watch(*m_repository, connection);
}

void TestEditLock::asksBeforeItUnlocks()
{
    watch(false);
    int ran = 0;
    m_prompt.agrees = false;
    m_lock->whenUnlocked([&ran] { ++ran; });
    QCOMPARE(m_prompt.asked.size(), 1);
    QVERIFY(!m_prompt.asked.constFirst().production);
    QVERIFY(!m_lock->isUnlocked());
    m_prompt.agrees = true;
    m_lock->whenUnlocked([&ran] { ++ran; });
    QTRY_COMPARE(ran, 1);
    m_lock->whenUnlocked([&ran] { ++ran; }); // it is already
    QCOMPARE(ran, 2);
    QCOMPARE(m_prompt.asked.size(), 2);
    m_lock->lock();
    QVERIFY(!m_lock->isUnlocked());
}

void TestEditLock::productionAsksInItsOwnColour()
{
    watch(true);
    m_lock->toggle();
    const ui::Question question = m_prompt.asked.constFirst();
    QVERIFY(question.production && question.destructive);
    QVERIFY(question.title.contains(u"auth <b>prod</b>"_s));
    QVERIFY(question.body.contains(u"15 minutes"_s));
    QCOMPARE(m_lock->timeLeft(), u"15:00"_s);
}

void TestEditLock::productionLocksItselfAgain()
{
    watch(true, false, 1);
    m_lock->toggle();
    QVERIFY(m_lock->isUnlocked());
    QSignalSpy changed(m_lock, &ui::EditLock::changed);
    QTRY_VERIFY(!m_lock->isUnlocked());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_lock->timeLeft(), QString());
}

void TestEditLock::aRunningJobIsNotLockedOut()
{
    watch(true, false, 1);
    bool running = true;
    int asked = 0;
    m_lock->holdWhile([&] {
        ++asked;
        return running;
    });
    m_lock->toggle();
    QTRY_VERIFY(m_lock->isUnlocked());
    QTRY_VERIFY_WITH_TIMEOUT(asked >= 2, 10000); // its time is over, twice looked at
    QVERIFY(m_lock->isUnlocked());
    running = false;
    QTRY_VERIFY_WITH_TIMEOUT(!m_lock->isUnlocked(), 10000);
}

void TestEditLock::othersStayUnlocked()
{
    watch(false, false, 0);
    m_lock->toggle();
    QVERIFY(m_lock->isUnlocked());
    QCOMPARE(m_lock->timeLeft(), QString());
}

void TestEditLock::aReadOnlyMarkIsFinal()
{
    watch(true, true);
    QSignalSpy refused(m_lock, &ui::EditLock::refused);
    bool ran = false;
    m_lock->whenUnlocked([&ran] { ran = true; });
    QVERIFY(!ran && !m_lock->isUnlocked() && !m_lock->canUnlock());
    QVERIFY(m_prompt.asked.isEmpty());
    QCOMPARE(refused.size(), 1);
}

void TestEditLock::saysWhyItCannotBeUnlocked()
{
    watch(false);
    m_repository->refusal = core::Error{core::Error::Kind::ReadOnlyDatabase, u"a.db"_s, {}, {}};
    QSignalSpy refused(m_lock, &ui::EditLock::refused);
    m_lock->toggle();
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(refused.constFirst().at(1).toString().contains(u"a.db cannot be written"_s));
}

void TestEditLock::theBannerIsLoudOnlyWhileAWriteIsPossible()
{
    watch(true);
    auto* banner = new ui::ProductionBanner(*m_lock, m_window.get());
    banner->show(u"auth <b>prod</b>, auth on db"_s);
    QVERIFY(!banner->isHidden());
    QCOMPARE(banner->property("tint").toString(), u"production"_s);
    QVERIFY(allLabelsArePlain(*banner));
    child<QPushButton>(*banner, u"productionLockButton"_s).click();
    QTRY_COMPARE(banner->property("tint").toString(), u"unlocked"_s);
    QVERIFY2(banner->accessibleName().contains(u"unlocked for 15:00"_s), qPrintable(banner->accessibleName()));
    child<QPushButton>(*banner, u"productionLockButton"_s).click();
    QTRY_COMPARE(banner->property("tint").toString(), u"production"_s);
    m_lock->forget();
    banner->show({});
    QVERIFY(banner->isHidden());
}

QTEST_MAIN(TestEditLock)
#include "tst_editlock.moc"
