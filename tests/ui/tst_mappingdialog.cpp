#include "../store/renamedtables.h"

#include "common/banner.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "mapping/mappingdialog.h"
#include "mapping/maprows.h"
#include "store/profilefolder.h"
#include "widgettools.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

class SavingPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question& question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(yes);
    }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }
    void chooseNewFile(QWidget*, const QString& name, std::function<void(QString)> chosen) override
    {
        suggested = name;
        chosen(path);
    }

    bool yes = true;
    QString path;
    QString suggested;
    QStringList asked;
};

/** Whether what a screen reader hears of it is the name of the widget around it. */
bool isPartOfAnother(const QWidget& widget)
{
    for (const char* name : {"QTabWidget", "QTabBar", "QHeaderView"}) {
        if (widget.inherits(name)) {
            return true;
        }
    }
    for (const QObject* around = widget.parent(); around; around = around->parent()) {
        if (qobject_cast<const QComboBox*>(around) || qobject_cast<const QAbstractItemView*>(around)) {
            return true;
        }
    }
    return widget.objectName().startsWith(u"qt_"_s);
}

} // namespace

/** The dialog over a real file whose tables nobody knows. */
class TestMappingDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsWithADraftAndItsRows();
    void showsAnotherColumnAtOnce();
    void neverShowsASecret();
    void aContradictionBlocksSaving();
    void goesToTheFieldOfAProblem();
    void needsATitle();
    void savesAPrivateFileThatOpensTheDatabase();
    void asksBeforeItReplacesAMap();
    void savesElsewhereOnRequest();
    void staysOpenWhenItCannotSave();
    void editsAMapAndKeepsWhatItDoesNotShow();
    void anotherTableStartsWithWhatItsNamesSay();
    void aWordIsAskedForWhereTextSaysRevoked();
    void namesFromTheDatabaseAreTame();
    void saysWhyTheTablesCannotBeRead();
    void everythingHasAName();
    void fitsASmallScreen();
    void followsTheTheme();
    void mayBeClosedWhileItReads();

private:
    ui::MappingDialog& open(const QString& path = {});
    ui::MappingDialog& ready();
    [[nodiscard]] QComboBox& combo(int tab, const QString& name);
    static void choose(QComboBox& combo, const QString& text);
    [[nodiscard]] QTableWidget& rows(int tab);
    [[nodiscard]] QString cell(int tab, int row, int column)
    {
        const auto* item = rows(tab).item(row, column);
        return item ? item->text() : QString();
    }
    /** What is wrong, without notes. */
    [[nodiscard]] QString problems();
    void clickVerb() { QTest::mouseClick(&child<QAbstractButton>(*m_dialog, u"verbButton"_s), Qt::LeftButton); }
    [[nodiscard]] QString ownFile(const QString& name) { return m_folder->filePath(u"profiles/"_s + name); }

    QTemporaryDir m_original;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    SavingPrompt m_prompt;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::MappingDialog> m_dialog;
};

void TestMappingDialog::initTestCase()
{
    ui::applyTheme(*qApp, ui::Theme::Light);
    makeRenamedTables(m_original.filePath(u"renamed.sqlite3"_s));
}

void TestMappingDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"renamed.sqlite3"_s);
    QVERIFY(QFile::copy(m_original.filePath(u"renamed.sqlite3"_s), m_path));
    m_prompt.yes = true;
    m_prompt.path.clear();
    m_prompt.asked.clear();
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void TestMappingDialog::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

ui::MappingDialog& TestMappingDialog::open(const QString& path)
{
    core::DatabaseAddress address;
    address.path = path.isEmpty() ? m_path : path;
    m_dialog = new ui::MappingDialog(std::make_unique<store::Mapper>(address, core::Secret()), m_prompt,
        m_folder->filePath(u"profiles"_s), m_window.get());
    m_dialog->open();
    return *m_dialog;
}

/** Open, with the first rows there. */
ui::MappingDialog& TestMappingDialog::ready()
{
    open();
    if (!QTest::qWaitFor([this] { return rows(0).rowCount() > 0; })) {
        qFatal("no rows came");
    }
    return *m_dialog;
}

QComboBox& TestMappingDialog::combo(int tab, const QString& name)
{
    return child<QComboBox>(*child<QTabWidget>(*m_dialog, u"entityTabs"_s).widget(tab), name);
}

void TestMappingDialog::choose(QComboBox& combo, const QString& text)
{
    const int index = combo.findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    combo.setCurrentIndex(index);
}

QTableWidget& TestMappingDialog::rows(int tab)
{
    const QStringList names{u"Clients"_s, u"Tokens"_s, u"Refresh tokens"_s, u"Codes"_s};
    for (QTableWidget* table : m_dialog->findChildren<QTableWidget*>(u"previewTable"_s)) {
        if (table->accessibleName().endsWith(u": "_s + names.at(tab))) {
            return *table;
        }
    }
    qFatal("no preview");
}

QString TestMappingDialog::problems()
{
    const auto& list = child<QListWidget>(*m_dialog, u"problemList"_s);
    QStringList lines;
    for (int row = 0; row < list.count(); ++row) {
        if (list.item(row)->data(Qt::AccessibleTextRole).toString().startsWith(u"Wrong: "_s)) {
            lines << list.item(row)->text();
        }
    }
    return lines.join(u'\n');
}

void TestMappingDialog::startsWithADraftAndItsRows()
{
    ready();
    QCOMPARE(combo(0, u"tableChoice"_s).currentText(), u"partner_clients"_s);
    QCOMPARE(combo(0, u"client_idColumn"_s).currentText(), u"oauth_client_id"_s);
    QCOMPARE(combo(1, u"issued_atCodec"_s).currentText(), u"Seconds since 1970"_s);
    QCOMPARE(combo(1, u"expires_inChoice"_s).currentText(), u"0 means never"_s);
    QCOMPARE(combo(2, u"tableChoice"_s).currentText(), u"Not mapped"_s);
    QCOMPARE(problems(), QString());
    const auto& list = child<QListWidget>(*m_dialog, u"problemList"_s);
    QCOMPARE(list.count(), 1);
    QVERIFY(list.item(0)->text().startsWith(u"Codes: No column says when a code ends"_s));
    QVERIFY(list.item(0)->data(Qt::AccessibleTextRole).toString().startsWith(u"Note: "_s));
    QCOMPARE(rows(0).rowCount(), 3);
    QCOMPARE(cell(0, 0, 0), u"web-app"_s);
    QCOMPARE(cell(0, 0, 1), u"Web App"_s);
    QCOMPARE(cell(0, 0, 6), u"2026-04-28 20:26:40"_s);
    QCOMPARE(rows(1).rowCount(), 5);
    QCOMPARE(cell(1, 0, 6), u"2026-05-28 21:16:40"_s);
    QCOMPARE(cell(1, 3, 7), u"Yes"_s);
    QCOMPARE(rows(3).rowCount(), 2);
}

void TestMappingDialog::showsAnotherColumnAtOnce()
{
    ready();
    choose(combo(1, u"user_idColumn"_s), u"token_type"_s);
    choose(combo(1, u"token_typeColumn"_s), u"Not mapped"_s);
    QTRY_COMPARE(cell(1, 0, 3), u"Bearer"_s);
    choose(combo(0, u"client_id_issued_atColumn"_s), u"oauth_client_id"_s);
    choose(combo(0, u"client_idColumn"_s), u"id"_s);
    const int last = rows(0).columnCount() - 1;
    QTRY_COMPARE(cell(0, 0, last), u"Column oauth_client_id does not hold a date and time."_s);
}

void TestMappingDialog::neverShowsASecret()
{
    ready();
    const auto shown = [this] {
        QStringList texts;
        for (int tab = 0; tab < 4; ++tab) {
            for (int row = 0; row < rows(tab).rowCount(); ++row) {
                for (int column = 0; column < rows(tab).columnCount(); ++column) {
                    texts << rows(tab).item(row, column)->text() << rows(tab).item(row, column)->toolTip();
                }
            }
        }
        return texts.join(u'\n') + toldAbout(*m_dialog);
    };
    QCOMPARE(cell(0, 0, 2), core::Secret::maskedSecret());
    // Mapped to the wrong field they are no less secret.
    choose(combo(0, u"ownerColumn"_s), u"Not mapped"_s);
    choose(combo(0, u"client_secretColumn"_s), u"Not mapped"_s);
    choose(combo(0, u"client_idColumn"_s), u"oauth_client_secret"_s);
    choose(combo(1, u"scopeColumn"_s), u"access_token_value"_s);
    choose(combo(1, u"issued_atColumn"_s), u"refresh_token_value"_s);
    QTRY_COMPARE(cell(0, 0, 0), core::Secret::maskedSecret());
    QTRY_COMPARE(cell(1, 0, 4), core::Secret::maskedSecret());
    for (const QString& value : {u"s3cret"_s, u"access-live"_s, u"refresh-live"_s, u"code-pkce"_s}) {
        QVERIFY2(!shown().contains(value), qPrintable(value));
    }
}

void TestMappingDialog::aContradictionBlocksSaving()
{
    ready();
    type(child<QLineEdit>(*m_dialog, u"titleEdit"_s), u"Partner"_s);
    choose(combo(1, u"user_idColumn"_s), u"scopes"_s);
    QVERIFY2(problems().contains(u"Column scopes is mapped twice"_s), qPrintable(problems()));
    QSignalSpy saved(m_dialog, &ui::MappingDialog::saved);
    clickVerb();
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(saved.size(), 0);
    QVERIFY(!QFileInfo::exists(ownFile(u"partner.json"_s)));
    QVERIFY(m_dialog->findChild<ui::Banner*>()->text().contains(u"Column scopes is mapped twice"_s));
    QCOMPARE(child<QTabWidget>(*m_dialog, u"entityTabs"_s).currentIndex(), 1);
    QCOMPARE(m_dialog->focusWidget(), &combo(1, u"scopeColumn"_s));
    choose(combo(1, u"user_idColumn"_s), u"user_id"_s);
    QCOMPARE(problems(), QString());
    clickVerb(); // the rows are read once more before anything is written
    QTRY_COMPARE(saved.size(), 1);
}

void TestMappingDialog::goesToTheFieldOfAProblem()
{
    ready();
    choose(combo(3, u"codeColumn"_s), u"Not mapped"_s);
    auto& list = child<QListWidget>(*m_dialog, u"problemList"_s);
    QCOMPARE(problems(), u"Codes: Code needs a column."_s);
    list.setFocus();
    list.setCurrentRow(0);
    QTest::keyClick(&list, Qt::Key_Return); // not the verb
    QCOMPARE(child<QTabWidget>(*m_dialog, u"entityTabs"_s).currentIndex(), 3);
    QCOMPARE(m_dialog->focusWidget(), &combo(3, u"codeColumn"_s));
    QVERIFY(m_dialog->findChild<ui::Banner*>()->isHidden());
}

void TestMappingDialog::needsATitle()
{
    ready();
    clickVerb();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->findChild<ui::Banner*>()->text().contains(u"title"_s));
    QCOMPARE(m_dialog->focusWidget(), &child<QLineEdit>(*m_dialog, u"titleEdit"_s));
}

void TestMappingDialog::savesAPrivateFileThatOpensTheDatabase()
{
    ready();
    type(child<QLineEdit>(*m_dialog, u"titleEdit"_s), u"Partner server"_s);
    QSignalSpy saved(m_dialog, &ui::MappingDialog::saved);
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved.size(), 1);
    const QString path = ownFile(u"partner-server.json"_s);
    QCOMPARE(saved.constFirst().at(1).toString(), path);
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const store::OwnProfiles own = store::readOwnProfiles(m_folder->filePath(u"profiles"_s));
    QCOMPARE(own.profiles.size(), 1);
    store::OpenOptions options = quickOptions(true);
    options.profiles = own.profiles;
    const StillClock clock;
    const auto opened = answered(store::openDatabase(m_path, options, clock));
    QVERIFY(opened);
    QCOMPARE(opened->repository->schema().title, u"Partner server"_s);
    const auto revoked =
        answered(opened->repository->revoke({{}, core::Secret(u"access-live"_s), {}, {}}, oauth::RevokeWhat::Access));
    QVERIFY(revoked);
    QCOMPARE(revoked->size(), 1);
    QCOMPARE(revoked->constFirst().accessRevokedAt, clock.now());
    QVERIFY(!revoked->constFirst().refreshRevokedAt);
}

void TestMappingDialog::asksBeforeItReplacesAMap()
{
    QVERIFY(store::saveProfile(store::builtinProfiles().constFirst(), ownFile(u"partner.json"_s)));
    ready();
    type(child<QLineEdit>(*m_dialog, u"titleEdit"_s), u"Partner"_s);
    m_prompt.yes = false;
    clickVerb();
    QCOMPARE(m_prompt.asked, QStringList{u"Replace the map partner?"_s});
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(store::readOwnProfiles(m_folder->filePath(u"profiles"_s)).profiles.constFirst(),
        store::builtinProfiles().constFirst());
    m_prompt.yes = true;
    clickVerb();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(store::readOwnProfiles(m_folder->filePath(u"profiles"_s)).profiles.constFirst().title, u"Partner"_s);
}

void TestMappingDialog::savesElsewhereOnRequest()
{
    ready();
    type(child<QLineEdit>(*m_dialog, u"titleEdit"_s), u"Partner"_s);
    m_prompt.path = m_folder->filePath(u"shared/partner-map.json"_s);
    press(*m_dialog, u"Save elsewhere…"_s);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_prompt.suggested, u"partner.json"_s);
    QVERIFY(QFileInfo::exists(m_prompt.path));
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"profiles"_s)));
}

void TestMappingDialog::staysOpenWhenItCannotSave()
{
    QFile blocker(m_folder->filePath(u"profiles"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly)); // a file where the folder belongs
    ready();
    type(child<QLineEdit>(*m_dialog, u"titleEdit"_s), u"Partner"_s);
    QSignalSpy saved(m_dialog, &ui::MappingDialog::saved);
    clickVerb();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(m_dialog->findChild<ui::Banner*>()->text().contains(u"partner.json"_s));
    QCOMPARE(saved.size(), 0);
}

void TestMappingDialog::editsAMapAndKeepsWhatItDoesNotShow()
{
    store::SchemaProfile map;
    {
        auto& dialog = ready();
        map = store::completed(dialog.profile());
        dialog.reject();
    }
    map.id = u"partner"_s;
    map.title = u"Partner"_s;
    map.rank = 7;
    map.client.newRow = {{u"tenant"_s, u"main"_s}};
    store::Field rare;
    rare.column = u"acr"_s;
    map.code.fields.insert(u"acr"_s, rare);
    map.token.fields[u"access_token"_s].digests = {u"sha256-hex"_s, u"plain"_s};
    const auto before = store::completed(map);
    open().edit(before, ownFile(u"partner.json"_s));
    QTRY_VERIFY(rows(0).rowCount() > 0);
    QCOMPARE(child<QLineEdit>(*m_dialog, u"titleEdit"_s).text(), u"Partner"_s);
    QCOMPARE(combo(1, u"access_tokenChoice"_s).currentText(), u"sha256-hex, plain"_s);
    auto same = store::completed(m_dialog->profile());
    same.code.detect = before.code.detect;
    QVERIFY(same == before);
    choose(combo(1, u"refresh_revoked_atColumn"_s), u"Not mapped"_s);
    clickVerb();
    QTRY_VERIFY(!m_dialog);
    QVERIFY(m_prompt.asked.isEmpty()); // it is this map that is changed
    const auto stored = store::readOwnProfiles(m_folder->filePath(u"profiles"_s)).profiles.constFirst();
    QCOMPARE(stored.id, u"partner"_s);
    QCOMPARE(stored.rank, 7);
    QCOMPARE(stored.code.fields.value(u"acr"_s).column, u"acr"_s);
    QVERIFY(!stored.can(u"revoke_refresh"_s)); // what follows from the map follows it
}

void TestMappingDialog::anotherTableStartsWithWhatItsNamesSay()
{
    ready();
    choose(combo(1, u"tableChoice"_s), u"user"_s);
    QCOMPARE(combo(1, u"access_tokenColumn"_s).currentText(), u"Not mapped"_s);
    QVERIFY2(problems().contains(u"Tokens: Client needs a column."_s), qPrintable(problems()));
    QTRY_COMPARE(rows(1).rowCount(), 0);
    choose(combo(1, u"tableChoice"_s), u"partner_tokens"_s);
    QCOMPARE(combo(1, u"access_tokenColumn"_s).currentText(), u"access_token_value"_s);
    QCOMPARE(problems(), QString());
    choose(combo(3, u"tableChoice"_s), u"Not mapped"_s);
    QVERIFY(m_dialog->profile().code.fields.isEmpty());
    QCOMPARE(problems(), QString());
}

void TestMappingDialog::aWordIsAskedForWhereTextSaysRevoked()
{
    ready();
    choose(combo(1, u"access_revoked_atColumn"_s), u"Not mapped"_s);
    choose(combo(1, u"refresh_revoked_atColumn"_s), u"Not mapped"_s);
    choose(combo(1, u"token_typeColumn"_s), u"Not mapped"_s);
    choose(combo(1, u"revokedColumn"_s), u"token_type"_s);
    QCOMPARE(combo(1, u"revokedCodec"_s).currentText(), u"Text"_s); // what the column can hold
    QVERIFY2(problems().contains(u"give both words"_s), qPrintable(problems()));
    auto& words = child<QLineEdit>(*child<QTabWidget>(*m_dialog, u"entityTabs"_s).widget(1), u"revokedWords"_s);
    words.setText(u"revoked=Bearer, active=ok"_s);
    QCOMPARE(problems(), QString());
    QTRY_COMPARE(cell(1, 0, 7), u"Yes"_s);
}

void TestMappingDialog::namesFromTheDatabaseAreTame()
{
    TestDatabase::runAll(m_path,
        {u"CREATE TABLE \"<b>evil\u202e\nclient</b>\" (\"client_id\" TEXT, \"<img src=x>\" TEXT)"_s,
            u"INSERT INTO \"<b>evil\u202e\nclient</b>\" VALUES ('<script>\u202ex', 'y')"_s});
    ready();
    auto& table = combo(0, u"tableChoice"_s);
    const int index = table.findData(u"<b>evil\u202e\nclient</b>"_s);
    QVERIFY(index > 0);
    QVERIFY(!table.itemText(index).contains(QChar(0x202e)) && !table.itemText(index).contains(u'\n'));
    table.setCurrentIndex(index);
    QTRY_COMPARE(rows(0).rowCount(), 1);
    QVERIFY(cell(0, 0, 0).startsWith(u"<script>"_s));
    QVERIFY(!cell(0, 0, 0).contains(QChar(0x202e)));
    QVERIFY(allLabelsArePlain(*m_dialog));
    QVERIFY(!toldAbout(*m_dialog).contains(u"evil"_s)); // a tooltip would take it for markup
    clickVerb();
    QVERIFY(allLabelsArePlain(*m_dialog));
}

void TestMappingDialog::saysWhyTheTablesCannotBeRead()
{
    open(m_folder->filePath(u"gone.sqlite3"_s));
    QTRY_VERIFY(m_dialog->findChild<ui::Banner*>()->text().contains(u"gone.sqlite3"_s));
    clickVerb();
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
}

void TestMappingDialog::everythingHasAName()
{
    ready();
    for (const QWidget* widget : m_dialog->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || isPartOfAnother(*widget)) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(
            named, qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void TestMappingDialog::fitsASmallScreen()
{
    ready();
    const QSize least = m_dialog->minimumSizeHint();
    QVERIFY2(least.width() <= 1000 && least.height() <= 590, // of 1024 by 640, without the title bar
        qPrintable(u"%1 by %2"_s.arg(least.width()).arg(least.height())));
    m_dialog->resize(least);
    QVERIFY(m_dialog->rect().contains(child<QAbstractButton>(*m_dialog, u"verbButton"_s).geometry()));
}

void TestMappingDialog::followsTheTheme()
{
    ready();
    for (const ui::Theme theme : {ui::Theme::Dark, ui::Theme::HighContrast, ui::Theme::Light}) {
        ui::applyTheme(*qApp, theme);
        const QImage picture = m_dialog->grab().toImage();
        QCOMPARE(picture.pixelColor(4, picture.height() - 4), ui::colours().window);
        const QPoint field = child<QLineEdit>(*m_dialog, u"titleEdit"_s).mapTo(m_dialog, QPoint(60, 4));
        QCOMPARE(picture.pixelColor(field), ui::colours().base);
    }
}

void TestMappingDialog::mayBeClosedWhileItReads()
{
    open();
    m_dialog->reject();
    QTRY_VERIFY(!m_dialog);
    open();
    m_window.reset();
    QVERIFY(!m_dialog);
    QCoreApplication::sendPostedEvents();
}

QTEST_MAIN(TestMappingDialog)
#include "tst_mappingdialog.moc"
