#include "sourcetext.h"
#include "treechecker.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/** The borders between the folders, held by reading every file; and the proof that the reading finds breaches. */
class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProjectKeepsItsRules();
    void theCommandLineLinksNoWindow();
    void everyLibraryIsListedWithItsFiles();
    void plantedBreachIsFound_data();
    void plantedBreachIsFound();
    void whatIsAllowedIsNotReported_data();
    void whatIsAllowedIsNotReported();
    void commentsAndTextsAreTold_data();
    void commentsAndTextsAreTold();

private:
    /** What the checker says of a project that holds this one file. */
    [[nodiscard]] static QStringList breachesOf(const QString& path, const QString& text);
    [[nodiscard]] static QString contents(const QString& path);
};

QString TestLayers::contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList TestLayers::breachesOf(const QString& path, const QString& text)
{
    const QTemporaryDir folder;
    const QString whole = folder.filePath(path);
    QDir().mkpath(QFileInfo(whole).absolutePath());
    QFile file(whole);
    if (!file.open(QIODevice::WriteOnly)) {
        return {u"the planted file cannot be written"_s};
    }
    file.write(text.toUtf8());
    file.close();
    TreeChecker checker(folder.path());
    return checker.breaches();
}

void TestLayers::theProjectKeepsItsRules()
{
    TreeChecker checker(QStringLiteral(OWB_SOURCE_DIR));
    const QStringList breaches = checker.breaches();
    QVERIFY2(checker.filesRead() > 50, "the checker did not find the project");
    QVERIFY2(breaches.isEmpty(), qPrintable(u'\n' + breaches.join(u'\n')));
}

void TestLayers::theCommandLineLinksNoWindow()
{
    const QString cmake = contents(QStringLiteral(OWB_SOURCE_DIR "/app/cli/CMakeLists.txt"));
    QVERIFY(cmake.contains("add_executable(owb"_L1));
    for (const QString& library : {u"owb_ui"_s, u"owb_resources"_s, u"Qt6::Gui"_s, u"Qt6::Widgets"_s, u"Qt6::Svg"_s}) {
        QVERIFY2(!cmake.contains(library), qPrintable(library));
    }
}

/** A file that no CMakeLists.txt names is neither compiled nor tested. */
void TestLayers::everyLibraryIsListedWithItsFiles()
{
    QStringList unlisted;
    for (const QString& top : {u"app"_s, u"models"_s, u"ui"_s}) {
        const QDir above(QStringLiteral(OWB_SOURCE_DIR "/") + top);
        for (const QString& folder : above.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QString cmake = contents(above.filePath(folder + u"/CMakeLists.txt"_s));
            const QStringList words = cmake.split(QRegularExpression(u"[\\s()]+"_s));
            for (const QString& file : QDir(above.filePath(folder)).entryList({u"*.h"_s, u"*.cpp"_s}, QDir::Files)) {
                if (!words.contains(file)) {
                    unlisted << u"%1/%2/%3"_s.arg(top, folder, file);
                }
            }
        }
    }
    QVERIFY2(unlisted.isEmpty(), qPrintable(unlisted.join(u' ')));
}

void TestLayers::plantedBreachIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("breach"); // how the one report begins
    const auto row = [](const char* name, const QString& path, const QString& text, const QString& breach) {
        QTest::newRow(name) << path << text << breach;
    };
    row("upwards", u"models/oauth/a.cpp"_s, u"\n#include \"store/session.h\"\n"_s,
        u"models/oauth/a.cpp:2: models/oauth may not include \"store/session.h\""_s);
    row("core includes anything", u"models/core/a.h"_s, u"#include \"oauth/client.h\"\n"_s, u"models/core/a.h:1:"_s);
    row("models include ui", u"models/tables/a.cpp"_s, u"#include \"common/theme.h\"\n"_s, u"models/tables/a.cpp:1:"_s);
    row("tables beside the door", u"models/tables/a.cpp"_s, u"#include \"store/session.h\"\n"_s,
        u"models/tables/a.cpp:1:"_s);
    row("page includes page", u"ui/clients/a.cpp"_s, u"#include \"tokens/tokenspage.h\"\n"_s, u"ui/clients/a.cpp:1:"_s);
    row("page includes the window", u"ui/tokens/a.cpp"_s, u"#include \"mainwindow/mainwindow.h\"\n"_s,
        u"ui/tokens/a.cpp:1:"_s);
    row("common includes a page", u"ui/common/a.cpp"_s, u"#include \"clients/clientspage.h\"\n"_s,
        u"ui/common/a.cpp:1:"_s);
    row("page opens databases", u"ui/connection/a.cpp"_s, u"#include \"store/opendatabase.h\"\n"_s,
        u"ui/connection/a.cpp:1:"_s);
    row("window knows the implementation", u"ui/mainwindow/a.cpp"_s, u"#include \"store/sqlrepository.h\"\n"_s,
        u"ui/mainwindow/a.cpp:1:"_s);
    row("command line includes ui", u"app/cli/a.cpp"_s, u"#include \"common/theme.h\"\n"_s, u"app/cli/a.cpp:1:"_s);
    row("not from models or ui", u"models/store/a.cpp"_s, u"#include \"session.h\"\n"_s,
        u"models/store/a.cpp:1: \"session.h\" is not written from models/ or ui/"_s);
    row("from the top", u"ui/common/a.cpp"_s, u"#include \"models/core/error.h\"\n"_s, u"ui/common/a.cpp:1:"_s);
    row("climbing", u"ui/common/a.cpp"_s, u"#include \"../clients/clientspage.h\"\n"_s, u"ui/common/a.cpp:1:"_s);
    row("SQL outside store", u"ui/clients/a.cpp"_s, u"#include <QSqlQuery>\n"_s,
        u"ui/clients/a.cpp:1: ui/clients may not include <QSqlQuery> of QtSql"_s);
    row("SQL in app", u"app/cli/a.cpp"_s, u"#include <QSqlDatabase>\n"_s, u"app/cli/a.cpp:1:"_s);
    row("SQLite outside store", u"models/tables/a.cpp"_s, u"#include <sqlite3.h>\n"_s, u"models/tables/a.cpp:1:"_s);
    row("spaced", u"models/tables/a.cpp"_s, u"\n\n  #  include <sqlite3.h>\n"_s, u"models/tables/a.cpp:3:"_s);
    row("gui in models", u"models/tables/a.h"_s, u"#include <QColor>\n"_s,
        u"models/tables/a.h:1: models/tables may not include <QColor> of QtGui"_s);
    row("widget in models", u"models/core/a.h"_s, u"#include <QMessageBox>\n"_s, u"models/core/a.h:1:"_s);
    row("gui on the command line", u"app/cli/a.cpp"_s, u"#include <QGuiApplication>\n"_s, u"app/cli/a.cpp:1:"_s);
    row("network in a page", u"ui/clients/a.cpp"_s, u"#include <QNetworkReply>\n"_s, u"ui/clients/a.cpp:1:"_s);
    row("network in store", u"models/store/a.cpp"_s, u"#include <QNetworkAccessManager>\n"_s,
        u"models/store/a.cpp:1:"_s);
    row("whole module", u"models/core/a.h"_s, u"#include <QtCore>\n"_s,
        u"models/core/a.h:1: <QtCore> is no header of one Qt class"_s);
    row("module and class", u"ui/common/a.h"_s, u"#include <QtWidgets/QLabel>\n"_s, u"ui/common/a.h:1:"_s);
    row("OpenSSL outside jose", u"models/oauth/a.cpp"_s, u"#include <openssl/evp.h>\n"_s, u"models/oauth/a.cpp:1:"_s);
    row("OpenSSL in the store", u"models/store/a.cpp"_s, u"#include <openssl/evp.h>\n"_s, u"models/store/a.cpp:1:"_s);
    row("hash includes the values", u"models/hash/a.cpp"_s, u"#include \"oauth/client.h\"\n"_s,
        u"models/hash/a.cpp:1:"_s);
    row("hash in a page", u"ui/clients/a.cpp"_s, u"#include \"hash/storedsecret.h\"\n"_s, u"ui/clients/a.cpp:1:"_s);
    row("C header", u"models/core/a.cpp"_s, u"#include <string.h>\n"_s, u"models/core/a.cpp:1: <string.h> is C"_s);
    row("new folder", u"models/extra/a.cpp"_s, u"int a;\n"_s, u"models/extra/a.cpp:1: the folder models/extra"_s);
    row("folder in a folder", u"ui/clients/deep/a.cpp"_s, u"int a;\n"_s, u"ui/clients/deep/a.cpp:1:"_s);
    row("ignorable result", u"models/store/a.h"_s, u"class A\n{\n    core::Result<int> read();\n};\n"_s,
        u"models/store/a.h:3: read() returns a Result and is not [[nodiscard]]"_s);
    row("ignorable nested result", u"models/store/a.h"_s,
        u"[[nodiscard]] int a();\nReply<std::optional<QList<int>>> find(int key);\n"_s,
        u"models/store/a.h:2: find()"_s);
    row("ignorable virtual future", u"models/store/a.h"_s,
        u"public:\n    virtual QFuture<core::Result<int>> read() = 0;\n"_s, u"models/store/a.h:2: read()"_s);
    row("ignorable trailing result", u"models/store/a.h"_s, u"auto read(int a) const -> core::Result<int>;\n"_s,
        u"models/store/a.h:1: read()"_s);
    row("ignorable trailing result after a macro", u"models/store/a.h"_s,
        u"    Q_DISABLE_COPY_MOVE(A)\n    auto read(int a) -> Result<int>;\n"_s, u"models/store/a.h:2: read()"_s);
    row("nodiscard in a comment only", u"models/store/a.h"_s, u"/* [[nodiscard]] */ Result<> read();\n"_s,
        u"models/store/a.h:1: read()"_s);
    row("long source", u"models/core/a.cpp"_s, u"int a;\n"_s.repeated(301),
        u"models/core/a.cpp:301: 301 lines, the budget is 300"_s);
    row("long header", u"ui/common/a.h"_s, u"\n"_s.repeated(101), u"ui/common/a.h:101: 101 lines, the budget is 100"_s);
    row("forward declared template", u"ui/common/a.h"_s, u"template <class T> class A;\n"_s + u"\n"_s.repeated(100),
        u"ui/common/a.h:101:"_s);
    row("left undone", u"ui/common/a.cpp"_s, u"int a; // TO"_s + u"DO: more\n"_s, u"ui/common/a.cpp:1:"_s);
    row("framework in a text", u"models/store/a.cpp"_s, u"const char* a = \"Authlib\";\n"_s,
        u"models/store/a.cpp:1: \"Authlib\""_s);
    row("framework in a name", u"ui/clients/a.cpp"_s, u"\nvoid readDjangoRow();\n"_s,
        u"ui/clients/a.cpp:2: \"Django\""_s);
    row("framework in a scheme", u"models/hash/derivedforms.cpp"_s, u"void djangoForm();\n"_s,
        u"models/hash/derivedforms.cpp:1: \"django\""_s);
    row("framework in a name beside a comment", u"app/cli/a.cpp"_s, u"/* x */ int keycloak; // y\n"_s,
        u"app/cli/a.cpp:1:"_s);
}

void TestLayers::plantedBreachIsFound()
{
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    QFETCH(const QString, breach);
    const QStringList found = breachesOf(path, text);
    QVERIFY2(
        found.size() == 1 && found.constFirst().startsWith(breach), qPrintable(u"found: "_s + found.join(u" | "_s)));
}

void TestLayers::whatIsAllowedIsNotReported_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const QString& path, const QString& text) {
        QTest::newRow(name) << path << text;
    };
    row("own folder", u"models/store/a.cpp"_s,
        u"#include \"store/session.h\"\n#include \"core/error.h\"\n#include <QSqlQuery>\n#include <sqlite3.h>\n"_s);
    row("the door", u"models/tables/a.cpp"_s,
        u"#include \"store/repository.h\"\n#include <QAbstractTableModel>\n#include <vector>\n"_s);
    row("window", u"ui/mainwindow/a.cpp"_s,
        u"#include \"clients/clientspage.h\"\n#include \"store/opendatabase.h\"\n#include <QMainWindow>\n"_s);
    row("drawings", u"ui/common/a.cpp"_s, u"#include <QSvgRenderer>\n"_s);
    row("commented include", u"models/core/a.cpp"_s, u"// #include <QSqlQuery>\n/*\n#include <QWidget>\n*/\n"_s);
    row("framework in a comment", u"models/core/a.cpp"_s, u"int a; // as Authlib does\n"_s);
    row("sample", u"models/store/sampledata.cpp"_s, u"const char* a = \"Authlib\";\n"_s);
    row("names of schemes", u"models/hash/schemelist.cpp"_s, u"const char* a = \"django\";\n"_s);
    row("hashing", u"models/hash/a.cpp"_s,
        u"#include \"core/secret.h\"\n#include <argon2.h>\n#include <crypt.h>\n#include <openssl/evp.h>\n"_s);
    row("hashes of the store", u"models/store/a.cpp"_s, u"#include \"hash/storedsecret.h\"\n"_s);
    row("passed results", u"models/store/a.h"_s,
        u"void take(const core::Result<int>& a, std::function<core::Result<int>(int)> b);\n"
        "core::Result<int> m_value;\n"_s);
    row("kept results", u"models/store/a.h"_s,
        u"template <class T>\n[[nodiscard]] core::Result<QList<T>> all(int a);\npublic:\n    [[nodiscard]] static "
        u"Result<> one();\n"
        u"    Q_DISABLE_COPY_MOVE(A)\n    [[nodiscard]] auto two(int (*a)(int)) const -> core::Result<int>;\n};\n"
        "inline auto A::two(int (*a)(int)) const -> core::Result<int>\n{\n}\n"_s);
    row("at the budget", u"models/core/a.cpp"_s, u"\n"_s.repeated(300));
    row("class template", u"models/tables/a.h"_s,
        u"template <class T>\nclass A : public B\n{\n};\n"_s + u"\n"_s.repeated(200));
}

void TestLayers::whatIsAllowedIsNotReported()
{
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    QCOMPARE(breachesOf(path, text), QStringList());
}

void TestLayers::commentsAndTextsAreTold_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("code");
    QTest::newRow("line") << u"a // b\nc"_s << u"a     \nc"_s;
    QTest::newRow("block over lines") << u"a /* b\n c */ d"_s << u"a     \n      d"_s;
    QTest::newRow("comment in a text") << u"\"// a\" b"_s << u"\"// a\" b"_s;
    QTest::newRow("escaped quote") << u"\"\\\"\" // a"_s << u"\"\\\"\"     "_s;
    QTest::newRow("quote character") << u"'\"' // a"_s << u"'\"'     "_s;
    QTest::newRow("parted digits") << u"1'000 // a '"_s << u"1'000       "_s;
    QTest::newRow("raw text") << u"R\"x(\" // )x\" // a"_s << u"R\"x(\" // )x\"     "_s;
}

void TestLayers::commentsAndTextsAreTold()
{
    QFETCH(const QString, source);
    QFETCH(const QString, code);
    QCOMPARE(withoutComments(source), code);
    QVERIFY(!withoutCommentsAndTexts(source).contains(u'"'));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
