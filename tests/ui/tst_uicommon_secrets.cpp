#include "common/elidedlabel.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::ui;
using owb::core::Secret;

namespace {

QString bullets(int count)
{
    return QString(count, QChar(0x2022));
}

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

QToolButton* buttonCalled(const QWidget& field, const QString& name)
{
    for (auto* button : field.findChildren<QToolButton*>()) {
        if (button->accessibleName() == name) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestUicommonSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void init() { QGuiApplication::clipboard()->clear(); }
    void masks_data();
    void masks();
    void revealsOnPurposeOnly();
    void hidesTheNextSecretAgain();
    void neverNamesTheSecretToScreenReaders();
    void neverPutsASecretIntoATooltip();
    void showsARevealedSecretWhole();
    void copiesWithoutRevealing();
    void tellsClipboardHistoriesToLeaveItOut();
    void clearsTheClipboardAfterAWhile();
    void leavesWhatSomebodyElseCopied();
    void countsFromTheLastCopy();
    void clearsTheClipboardAtTheEnd();
};

void TestUicommonSecrets::masks_data()
{
    QTest::addColumn<SecretField::Kind>("kind");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    using Kind = SecretField::Kind;
    QTest::newRow("token of 24") << Kind::Token << u"abcdefghijklmnopqrstuvwx"_s << u"abcd"_s + bullets(8) + u"uvwx"_s;
    QTest::newRow("token of 23") << Kind::Token << u"abcdefghijklmnopqrstuvw"_s << bullets(12);
    QTest::newRow("no token") << Kind::Token << QString() << bullets(12);
    QTest::newRow("long secret") << Kind::ClientSecret << QString(80, u'x') << bullets(12);
    QTest::newRow("short secret") << Kind::ClientSecret << u"x"_s << bullets(12);
}

void TestUicommonSecrets::masks()
{
    QFETCH(const SecretField::Kind, kind);
    QFETCH(const QString, value);
    QFETCH(const QString, shown);
    SecretClipboard clipboard;
    SecretField field(kind, u"Client secret"_s, clipboard);
    field.setSecret(Secret(value));
    QCOMPARE(field.shownText(), shown);
}

void TestUicommonSecrets::revealsOnPurposeOnly()
{
    SecretClipboard clipboard;
    SecretField field(SecretField::Kind::ClientSecret, u"Client secret"_s, clipboard);
    field.setSecret(Secret(u"s3cret\n"_s));
    QVERIFY(!field.isRevealed());
    auto* eye = buttonCalled(field, u"Reveal: Client secret"_s);
    QVERIFY(eye);
    QTest::mouseClick(eye, Qt::LeftButton);
    QVERIFY(field.isRevealed());
    QCOMPARE(field.shownText(), u"s3cret␊"_s); // a line feed is part of it, and seen
    QCOMPARE(eye->accessibleName(), u"Hide: Client secret"_s);
    QTest::mouseClick(eye, Qt::LeftButton);
    QCOMPARE(field.shownText(), bullets(12));
}

void TestUicommonSecrets::hidesTheNextSecretAgain()
{
    SecretClipboard clipboard;
    SecretField field(SecretField::Kind::ClientSecret, u"Client secret"_s, clipboard);
    field.setSecret(Secret(u"first"_s));
    field.reveal();
    field.setSecret(Secret(u"second"_s));
    QVERIFY(!field.isRevealed());
    QCOMPARE(field.shownText(), bullets(12));
}

void TestUicommonSecrets::neverNamesTheSecretToScreenReaders()
{
    SecretClipboard clipboard;
    SecretField field(SecretField::Kind::ClientSecret, u"Client secret"_s, clipboard);
    field.setSecret(Secret(u"s3cret"_s));
    const auto* label = field.findChild<ElidedLabel*>();
    QCOMPARE(label->accessibleName(), u"Client secret, hidden"_s);
    field.reveal();
    QCOMPARE(label->accessibleName(), u"Client secret"_s);
}

void TestUicommonSecrets::neverPutsASecretIntoATooltip()
{
    const QString secret = u"s3cret"_s + QString(120, u'x');
    SecretClipboard clipboard;
    SecretField field(SecretField::Kind::ClientSecret, u"Client secret"_s, clipboard);
    field.setSecret(Secret(secret));
    field.reveal();
    field.resize(160, 28);
    field.grab();
    const auto* label = field.findChild<ElidedLabel*>();
    QVERIFY(!label->toolTip().contains("s3cret"_L1));
    field.conceal(); // and a concealed field that is not painted again still has it
    QVERIFY(!label->toolTip().contains("s3cret"_L1));
}

void TestUicommonSecrets::showsARevealedSecretWhole()
{
    SecretClipboard clipboard;
    SecretField field(SecretField::Kind::Token, u"Access token"_s, clipboard);
    field.setSecret(Secret(QString(60, u'w')));
    field.reveal();
    field.resize(200, field.heightForWidth(200));
    field.show();
    const auto* label = field.findChild<ElidedLabel*>();
    QTRY_VERIFY(label->width() < label->sizeHint().width()); // there is no room for it in one line
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
}

void TestUicommonSecrets::copiesWithoutRevealing()
{
    SecretClipboard clipboard;
    SecretField field(SecretField::Kind::Token, u"Access token"_s, clipboard);
    field.setSecret(Secret(u"abcdefghijklmnopqrstuvwx"_s));
    QTest::mouseClick(buttonCalled(field, u"Copy: Access token"_s), Qt::LeftButton);
    QCOMPARE(clipboardText(), u"abcdefghijklmnopqrstuvwx"_s);
    QVERIFY(!field.isRevealed());
}

void TestUicommonSecrets::tellsClipboardHistoriesToLeaveItOut()
{
    SecretClipboard clipboard;
    clipboard.copy(Secret(u"s3cret"_s));
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
}

void TestUicommonSecrets::clearsTheClipboardAfterAWhile()
{
    SecretClipboard clipboard(50);
    clipboard.copy(Secret(u"s3cret"_s));
    QCOMPARE(clipboardText(), u"s3cret"_s);
    QTRY_VERIFY(clipboardText().isEmpty());
}

void TestUicommonSecrets::leavesWhatSomebodyElseCopied()
{
    SecretClipboard clipboard(20);
    QSignalSpy timeIsUp(&clipboard, &SecretClipboard::timeIsUp);
    clipboard.copy(Secret(u"s3cret"_s));
    QGuiApplication::clipboard()->setText(u"shopping list"_s);
    QVERIFY(timeIsUp.wait());
    QCOMPARE(clipboardText(), u"shopping list"_s);
}

void TestUicommonSecrets::countsFromTheLastCopy()
{
    SecretClipboard clipboard(300);
    QSignalSpy timeIsUp(&clipboard, &SecretClipboard::timeIsUp);
    clipboard.copy(Secret(u"first"_s));
    QElapsedTimer since;
    since.start();
    QTRY_VERIFY(since.hasExpired(200));
    clipboard.copy(Secret(u"second"_s));
    since.restart();
    QVERIFY(timeIsUp.wait());
    QVERIFY2(since.elapsed() >= 280, qPrintable(QString::number(since.elapsed()))); // timers may be 5 % early
    QVERIFY(clipboardText().isEmpty());
}

void TestUicommonSecrets::clearsTheClipboardAtTheEnd()
{
    {
        SecretClipboard clipboard;
        clipboard.copy(Secret(u"s3cret"_s));
    }
    QVERIFY(clipboardText().isEmpty());
}

QTEST_MAIN(TestUicommonSecrets)
#include "tst_uicommon_secrets.moc"
