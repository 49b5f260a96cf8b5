#include "core/errortext.h"
#include "store/profilefolder.h"
#include "store/profilewriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

/** Profiles as files: written, read back, kept private, and a broken one in the folder. */
class TestProfileFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesWhatIsReadBack_data();
    void writesWhatIsReadBack();
    void writesEveryMember();
    void refusesLinksThatLeadNowhere_data();
    void refusesLinksThatLeadNowhere();
    void isReadableByItsOwnerAlone();
    void replacesInOneGo();
    void saysWhyNothingWasWritten();
    void aBrokenFileIsToldAndTheOthersAreRead();
    void aFolderThatIsNotThereHoldsNothing();
    void makesFileNamesOfTitles_data();
    void makesFileNamesOfTitles();

private:
    static void write(const QString& path, const QByteArray& text);
    [[nodiscard]] static QByteArray contents(const QString& path);
};

void TestProfileFiles::write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestProfileFiles::contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestProfileFiles::writesWhatIsReadBack_data()
{
    QTest::addColumn<int>("place");
    for (int i = 0; i < builtinProfiles().size(); ++i) {
        QTest::newRow(qPrintable(builtinProfiles().at(i).id)) << i;
    }
}

void TestProfileFiles::writesWhatIsReadBack()
{
    QFETCH(int, place);
    const SchemaProfile& profile = builtinProfiles().at(place);
    const QByteArray text = profileJson(profile);
    const auto read = SchemaProfile::fromJson(text, u"written"_s);
    QVERIFY2(read, read ? "" : qPrintable(core::errorText(read.error()).sentence()));
    QVERIFY(*read == profile);
    QCOMPARE(profileJson(*read), text);
}

void TestProfileFiles::writesEveryMember()
{
    Field field;
    field.column = u"c"_s;
    field.codec = Codec::Words;
    field.optional = field.refersToClient = field.readOnly = field.inverted = true;
    field.zeroIsNever = false;
    field.missing = u"m"_s;
    field.words = {{u"a"_s, u"b"_s}};
    field.prefix = u"p"_s;
    field.separator = u"; "_s;
    field.member = u"x"_s;
    field.implies = {{u"a"_s, {u"b"_s, u"c"_s}}};
    field.copy = true;
    field.made = u"uuid"_s;
    field.children.table = u"t"_s;
    field.children.parent = u"p"_s;
    field.children.value = u"v"_s;
    field.children.rows = {{u"a"_s, {u"1"_s}, false}, {u"b"_s, {}, true}, {u"c"_s, {}, false}};
    field.children.newRow = {{u"k"_s, u"$now"_s}};
    field.children.one = true;
    field.children.latest = u"l"_s;
    field.flags = {{u"f"_s, u"g"_s}};
    field.schemes = {u"plain"_s};
    field.digests = {u"sha256-hex"_s};
    SchemaProfile profile;
    profile.id = u"id"_s;
    profile.title = u"Käse"_s;
    profile.version = u"1"_s;
    profile.rank = -3;
    profile.readOnlyReason = profile.noNewClientsReason = profile.noNewTokensReason = u"why"_s;
    profile.beside = {u"other"_s};
    profile.hint = u"hint"_s;
    profile.familyGaps = u"gaps"_s;
    profile.nullWithoutSecret = profile.sortedMetadata = true;
    profile.eitherRevocationRefusesAccess = profile.publicWithoutSecret = profile.ownerForNoUser = true;
    profile.timeDigits = 6;
    profile.codeLifetime = 60;
    for (EntityProfile* entity : {&profile.client, &profile.token, &profile.refresh, &profile.code}) {
        entity->usualNames = {u"n"_s};
        entity->namesAreFixed = true;
        entity->detect = {u"c"_s};
        entity->reject = {u"d"_s};
        entity->types = {{u"c"_s, {u"uuid"_s, u"char"_s}}};
        entity->rows = {{u"gone"_s, {}, true}, {u"there"_s, {}, false}, {u"type"_s, {u"1"_s, u"2"_s}, false}};
        entity->fields = {{u"client_id"_s, field}};
        entity->newRow = {{u"n"_s, u"$now"_s}};
        entity->onChange = {{u"o"_s, u""_s}};
    }
    profile.client.members = {{u"scope"_s, field}};
    field.refersToClient = false;
    field.ofToken = u"user_id"_s;
    profile.refresh.fields.insert(u"user_id"_s, field);
    field.ofToken.clear();
    field.refersToRefresh = true;
    profile.token.fields.insert(u"refreshed_from"_s, field);
    field.refersToRefresh = false;
    profile.refresh.fields.insert(u"access_link"_s, field);
    Step step;
    step.entity = Entity::Refresh;
    step.setNow = step.setTrue = step.setNull = step.setRandom = {u"s"_s};
    step.setText = {{u"k"_s, u"w"_s}};
    step.column = u"c"_s;
    step.of = u"o"_s;
    Step removal;
    removal.action = Step::Action::Delete;
    removal.table = u"elsewhere"_s;
    removal.column = u"c"_s;
    profile.operations = {{u"revoke_both"_s, {step, removal}}};
    const auto read = SchemaProfile::fromJson(profileJson(profile), u"written"_s);
    QVERIFY2(read, read ? "" : qPrintable(core::errorText(read.error()).sentence()));
    QVERIFY(*read == profile);
}

void TestProfileFiles::refusesLinksThatLeadNowhere_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("refresh");
    QTest::newRow("to something unknown") << QByteArray("\"refers_to\": \"parent\"") << QByteArray();
    QTest::newRow("to rows that are not linked") << QByteArray("\"refers_to\": \"refresh\"") << QByteArray();
    QTest::newRow("to a token that is not kept") << QByteArray("\"codec\": \"text\"") << QByteArray();
    QTest::newRow("from a refresh token") << QByteArray() << QByteArray("\"refreshed_from\": {\"column\": \"p\"}");
}

void TestProfileFiles::refusesLinksThatLeadNowhere()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, refresh);
    const QByteArray field = token.isEmpty() ? "" : "\"refreshed_from\": {\"column\": \"p\", " + token + '}';
    const QByteArray text = "{\"format\": 1, \"id\": \"a\", \"title\": \"A\", \"entities\": {\"client\": {\"detect\": "
                            "[\"id\"]}, \"token\": {\"fields\": {"
        + field + "}}, \"refresh\": {\"fields\": {" + refresh + "}}}}";
    const auto read = SchemaProfile::fromJson(text, u"mine"_s);
    QVERIFY(!read);
    const QString sentence = core::errorText(read.error()).sentence();
    QVERIFY2(sentence.contains(u"refreshed_from"_s), qPrintable(sentence));
}

void TestProfileFiles::isReadableByItsOwnerAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a/b/mine.json"_s);
    QVERIFY(saveProfile(builtinProfiles().constFirst(), path));
    const auto rights = QFile::permissions(path);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(rights & others));
    QVERIFY(rights & QFile::ReadOwner);
    QCOMPARE(readOwnProfiles(folder.filePath(u"a/b"_s)).profiles.constFirst(), builtinProfiles().constFirst());
}

void TestProfileFiles::replacesInOneGo()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"mine.json"_s);
    write(path, "old");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(saveProfile(builtinProfiles().constFirst(), path));
    QCOMPARE(contents(path), profileJson(builtinProfiles().constFirst()));
    QVERIFY(!(QFile::permissions(path) & QFile::ReadOther));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestProfileFiles::saysWhyNothingWasWritten()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"file"_s), "x");
    const QString path = folder.filePath(u"file/mine.json"_s); // a file is no folder
    const auto saved = saveProfile(builtinProfiles().constFirst(), path);
    QVERIFY(!saved);
    QVERIFY(core::errorText(saved.error()).sentence().contains(path));
    QCOMPARE(contents(folder.filePath(u"file"_s)), "x");
}

void TestProfileFiles::aBrokenFileIsToldAndTheOthersAreRead()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"broken.json"_s), "{\"format\": 1, \"idd\": 2}");
    write(folder.filePath(u"notes.txt"_s), "not a profile");
    QVERIFY(saveProfile(builtinProfiles().constFirst(), folder.filePath(u"mine.json"_s)));
    const OwnProfiles own = readOwnProfiles(folder.path());
    QCOMPARE(own.profiles.size(), 1);
    QCOMPARE(own.broken.size(), 1);
    const QString sentence = core::errorText(own.broken.constFirst()).sentence();
    QVERIFY2(sentence.contains(u"broken.json"_s) && sentence.contains(u"idd"_s), qPrintable(sentence));
}

void TestProfileFiles::aFolderThatIsNotThereHoldsNothing()
{
    const QTemporaryDir folder;
    const OwnProfiles own = readOwnProfiles(folder.filePath(u"none"_s));
    QVERIFY(own.profiles.isEmpty() && own.broken.isEmpty());
}

void TestProfileFiles::makesFileNamesOfTitles_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("id");
    QTest::newRow("words") << u"My server, v2"_s << u"my-server-v2"_s;
    QTest::newRow("a path") << u"../../etc/passwd"_s << u"etc-passwd"_s;
    QTest::newRow("accents") << u"Käse"_s << u"kase"_s;
    QTest::newRow("no letters") << u"… /"_s << u"own"_s;
    QTest::newRow("hangul") << u"서버"_s << u"own"_s;
    QTest::newRow("long") << QString(100, u'a') << QString(60, u'a');
}

void TestProfileFiles::makesFileNamesOfTitles()
{
    QFETCH(QString, title);
    QFETCH(QString, id);
    QCOMPARE(profileIdFor(title), id);
}

QTEST_GUILESS_MAIN(TestProfileFiles)
#include "tst_profilefiles.moc"
