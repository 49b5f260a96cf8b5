#include "clientsfixture.h"

#include "clients/removeclientdialog.h"
#include "common/banner.h"
#include "core/errortext.h"

#include <QPointer>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestRemoveClientDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhichClientAndWhatGoesWithIt();
    void removesOnlyWhenTheVerbIsPressed();
    void cancelIsTheDefault();
    void staysOpenAndSaysWhyWhenItFails();
    void cannotBeClosedWhileRemoving();
    void survivesBeingDestroyedWhileRemoving();
    void canRemoveBeforeTheCountIsThere();

private:
    ui::RemoveClientDialog& open();
    void clickVerb() { QTest::mouseClick(&child<QAbstractButton>(*m_dialog, u"verbButton"_s), Qt::LeftButton); }
    QString withText() { return child<QLabel>(*m_dialog, u"dependentsLabel"_s).text(); }

    std::unique_ptr<ScriptedRepository> m_repository;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::RemoveClientDialog> m_dialog;
};

void TestRemoveClientDialog::init()
{
    m_repository = std::make_unique<ScriptedRepository>();
    m_repository->rows = {storedClient()};
    m_repository->gone = {1234, 56, 7};
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void TestRemoveClientDialog::cleanup()
{
    m_window.reset();
    m_repository.reset();
}

ui::RemoveClientDialog& TestRemoveClientDialog::open()
{
    m_dialog = new ui::RemoveClientDialog(*m_repository, storedClient(), m_window.get());
    m_dialog->open();
    return *m_dialog;
}

void TestRemoveClientDialog::saysWhichClientAndWhatGoesWithIt()
{
    m_repository->held = true;
    open();
    const QString counting = withText();
    QVERIFY(!counting.isEmpty());
    m_repository->release();
    QTRY_VERIFY(withText() != counting);
    const QString with = withText();
    for (const QString& number : {QLocale().toString(1234), u"56"_s, u"7"_s}) {
        QVERIFY2(with.contains(number), qPrintable(with));
    }
    QString all;
    for (const QLabel* label : m_dialog->findChildren<QLabel*>()) {
        all += label->text() + u'\n';
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText); // a name is never markup
    }
    QVERIFY(all.contains(u"Remove Shop?"_s));
    QVERIFY(all.contains(u"shop-17"_s));
}

void TestRemoveClientDialog::removesOnlyWhenTheVerbIsPressed()
{
    QSignalSpy removed(&open(), &ui::RemoveClientDialog::removed);
    QVERIFY(m_repository->removed.isEmpty());
    clickVerb();
    QTRY_COMPARE(removed.size(), 1);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_repository->removed, QList<oauth::Client>{storedClient()});
    QCOMPARE(removed.constFirst().constFirst().value<store::Dependents>().tokens, 1234);
}

void TestRemoveClientDialog::cancelIsTheDefault()
{
    open();
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_dialog);
    open();
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(m_repository->removed.isEmpty());
}

void TestRemoveClientDialog::staysOpenAndSaysWhyWhenItFails()
{
    QSignalSpy removed(&open(), &ui::RemoveClientDialog::removed);
    const core::Error error{core::Error::Kind::Locked, u"auth.db"_s, {}, {}};
    m_repository->nextError = error;
    clickVerb();
    const auto& banner = *m_dialog->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(core::errorText(error).what), qPrintable(banner.text()));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(!m_dialog->isBusy());
    QCOMPARE(removed.size(), 0);
}

void TestRemoveClientDialog::cannotBeClosedWhileRemoving()
{
    open();
    m_repository->held = true;
    clickVerb();
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    m_dialog->close();
    clickVerb();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_repository->removed.size(), 1);
    m_repository->release();
    QTRY_VERIFY(!m_dialog);
}

void TestRemoveClientDialog::survivesBeingDestroyedWhileRemoving()
{
    open();
    m_repository->held = true;
    clickVerb();
    m_window.reset();
    QVERIFY(!m_dialog);
    m_repository->release();
    QCoreApplication::sendPostedEvents();
    QVERIFY(m_repository->rows.isEmpty());
}

void TestRemoveClientDialog::canRemoveBeforeTheCountIsThere()
{
    m_repository->held = true; // counting may read the whole token table
    open();
    clickVerb();
    QCOMPARE(m_repository->removed.size(), 1);
    m_repository->release();
    QTRY_VERIFY(!m_dialog);
}

QTEST_MAIN(TestRemoveClientDialog)
#include "tst_removeclientdialog.moc"
