#include "settings/desktopkeychain.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::settings;

namespace {
constexpr int longestAnswerMs = 10000;
constexpr int shortLimitMs = 1000;
} // namespace

/**
 * Over the real keychain of the bus it is started on. OWB_KEYRING_PROCESS is the process id of gnome-keyring-daemon;
 * without it there is no keychain on that bus (test_keychain.py starts it both ways).
 */
class TestDesktopKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAPassword();
    void replacesAPassword();
    void whatIsMissingIsNoError();
    void aSilentKeychainEndsTheWaiting();
    void aLateAnswerHarmsNobody();
    void saysThatThereIsNone();
    void leavesNoFileBehind();

private:
    template <class T> core::Result<T> answered(const QFuture<core::Result<T>>& future)
    {
        const bool ended = QTest::qWaitFor([&future] { return future.isFinished(); }, 2 * longestAnswerMs);
        return ended ? future.result() : core::failure(core::Error::Kind::Internal, u"no answer"_s);
    }
    [[nodiscard]] static int daemon() { return qEnvironmentVariableIntValue("OWB_KEYRING_PROCESS"); }

    DesktopKeychain m_keychain{longestAnswerMs};
};

void TestDesktopKeychain::keepsAPassword()
{
    const core::Secret password(u"pä\"ss 's\\w\u2028 %1 ☃"_s);
    QVERIFY(answered(m_keychain.write(u"one"_s, password)));
    QVERIFY(answered(m_keychain.write(u"two"_s, core::Secret(u"other"_s))));
    QCOMPARE(answered(DesktopKeychain().read(u"one"_s)).value()->reveal(), password.reveal());
    QVERIFY(answered(m_keychain.remove(u"one"_s)));
    QVERIFY(!answered(m_keychain.read(u"one"_s)).value());
    QCOMPARE(answered(m_keychain.read(u"two"_s)).value()->revealText(), u"other"_s);
}

void TestDesktopKeychain::replacesAPassword()
{
    QVERIFY(answered(m_keychain.write(u"three"_s, core::Secret(u"old"_s))));
    QVERIFY(answered(m_keychain.write(u"three"_s, core::Secret(u"new"_s))));
    QCOMPARE(answered(m_keychain.read(u"three"_s)).value()->revealText(), u"new"_s);
}

void TestDesktopKeychain::whatIsMissingIsNoError()
{
    QVERIFY(!answered(m_keychain.read(u"nobody"_s)).value());
    QVERIFY(answered(m_keychain.remove(u"nobody"_s)));
}

void TestDesktopKeychain::aSilentKeychainEndsTheWaiting()
{
    QCOMPARE(::kill(daemon(), SIGSTOP), 0); // as one that waits behind a dialog which nobody sees
    DesktopKeychain impatient(shortLimitMs);
    QElapsedTimer clock;
    clock.start();
    const auto read = answered(impatient.read(u"one"_s));
    const qint64 waited = clock.elapsed();
    ::kill(daemon(), SIGCONT);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, core::Error::Kind::Keychain);
    QVERIFY2(read.error().items.value(0).contains(u"did not answer within 1 seconds"_s),
        qPrintable(read.error().items.value(0)));
    QVERIFY(waited < longestAnswerMs / 2);
}

void TestDesktopKeychain::aLateAnswerHarmsNobody()
{
    QCOMPARE(::kill(daemon(), SIGSTOP), 0);
    const auto late = answered(DesktopKeychain(shortLimitMs).write(u"late"_s, core::Secret(u"x"_s)));
    ::kill(daemon(), SIGCONT);
    QVERIFY(!late);
    QVERIFY(answered(m_keychain.write(u"after"_s, core::Secret(u"y"_s)))); // comes after the late one
    QCOMPARE(answered(m_keychain.read(u"after"_s)).value()->revealText(), u"y"_s);
}

void TestDesktopKeychain::saysThatThereIsNone()
{
    for (const auto& outcome :
        {answered(m_keychain.write(u"one"_s, core::Secret(u"hunter2"_s))), answered(m_keychain.remove(u"one"_s))}) {
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, core::Error::Kind::Keychain);
        QVERIFY(outcome.error().items.value(0).size() > 10);
    }
    const auto read = answered(m_keychain.read(u"one"_s));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, core::Error::Kind::Keychain);
}

/** Where there is no keychain nothing is written anywhere else: test_keychain.py looks into HOME after this. */
void TestDesktopKeychain::leavesNoFileBehind()
{
    QVERIFY(!answered(m_keychain.write(u"one"_s, core::Secret(u"hunter2"_s))));
}

QTEST_GUILESS_MAIN(TestDesktopKeychain)
#include "tst_desktopkeychain.moc"
