#include "clientsfixture.h"

#include "clients/rotatesecretdialog.h"
#include "common/banner.h"
#include "core/errortext.h"

#include <QClipboard>
#include <QPointer>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestRotateSecretDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void savesTheSecretThatCanBeCopied();
    void changesNothingButTheSecret();
    void hidesTheSecretUntilItIsRevealed();
    void cancelIsTheDefault();
    void staysOpenAndSaysWhyWhenItFails();
    void cannotBeClosedWhileSaving();
    void survivesBeingDestroyedWhileSaving();

private:
    ui::RotateSecretDialog& open();
    void clickVerb() { QTest::mouseClick(&child<QAbstractButton>(*m_dialog, u"verbButton"_s), Qt::LeftButton); }

    std::unique_ptr<ScriptedRepository> m_repository;
    std::unique_ptr<Surroundings> m_around;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::RotateSecretDialog> m_dialog;
};

void TestRotateSecretDialog::init()
{
    m_repository = std::make_unique<ScriptedRepository>();
    m_repository->rows = {storedClient()};
    m_around = std::make_unique<Surroundings>();
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void TestRotateSecretDialog::cleanup()
{
    m_window.reset();
    m_around.reset();
    m_repository.reset();
}

ui::RotateSecretDialog& TestRotateSecretDialog::open()
{
    m_dialog = new ui::RotateSecretDialog(*m_repository, m_around->services, storedClient(), m_window.get());
    m_dialog->open();
    return *m_dialog;
}

void TestRotateSecretDialog::savesTheSecretThatCanBeCopied()
{
    open();
    press(*m_dialog, u"Copy: New secret"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.size(), 48);
    QVERIFY(copied != storedClient().secret->revealText());
    clickVerb();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_repository->changes.constFirst().edited.secret->revealText(), copied);
    QCOMPARE(m_around->said.size(), 1);
    QVERIFY(!m_around->said.constFirst().contains(copied));
}

void TestRotateSecretDialog::changesNothingButTheSecret()
{
    open();
    clickVerb();
    store::ClientChange change = m_repository->changes.constFirst();
    QCOMPARE(change.loaded, storedClient());
    QVERIFY(change.edited.secret != change.loaded.secret);
    change.edited.secret = change.loaded.secret;
    QCOMPARE(change.edited, change.loaded);
}

void TestRotateSecretDialog::hidesTheSecretUntilItIsRevealed()
{
    open();
    auto& field = *m_dialog->findChild<ui::SecretField*>();
    QCOMPARE(field.shownText(), core::Secret::maskedSecret());
    press(*m_dialog, u"Reveal: New secret"_s);
    QCOMPARE(field.shownText().size(), 48);
    const QString shown = field.shownText();
    QVERIFY(!m_dialog->windowTitle().contains(shown));
    for (const QWidget* widget : m_dialog->findChildren<QWidget*>()) {
        QVERIFY(!widget->toolTip().contains(shown));
    }
    clickVerb();
    QCOMPARE(m_repository->changes.constFirst().edited.secret->revealText(), shown);
}

void TestRotateSecretDialog::cancelIsTheDefault()
{
    open();
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(m_repository->changes.isEmpty());
}

void TestRotateSecretDialog::staysOpenAndSaysWhyWhenItFails()
{
    open();
    const core::Error error{core::Error::Kind::Conflict, u"shop-17"_s, {}, {}};
    m_repository->nextError = error;
    clickVerb();
    const auto& banner = *m_dialog->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(core::errorText(error).what), qPrintable(banner.text()));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_around->said.isEmpty());
    QCOMPARE(m_repository->rows.constFirst(), storedClient());
}

void TestRotateSecretDialog::cannotBeClosedWhileSaving()
{
    open();
    m_repository->held = true;
    clickVerb();
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    m_dialog->close();
    QVERIFY(m_dialog->isVisible());
    m_repository->release();
    QTRY_VERIFY(!m_dialog);
}

void TestRotateSecretDialog::survivesBeingDestroyedWhileSaving()
{
    open();
    m_repository->held = true;
    clickVerb();
    m_window.reset();
    QVERIFY(!m_dialog);
    m_repository->release();
    QCoreApplication::sendPostedEvents();
    QVERIFY(m_around->said.isEmpty());
    QVERIFY(m_repository->rows.constFirst().secret != storedClient().secret);
}

QTEST_MAIN(TestRotateSecretDialog)
#include "tst_rotatesecretdialog.moc"
