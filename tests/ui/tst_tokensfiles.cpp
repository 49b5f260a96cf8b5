#include "tokenspagebench.h"

#include "tokens/exportdialog.h"
#include "tokens/importdialog.h"
#include "tokens/indexdialog.h"

#include <QCheckBox>
#include <QFile>
#include <QPlainTextEdit>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** Tokens to and from files, and the index that a list lacks, as the Tokens page offers them. */
class TestTokensFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<TokensPageBench>();
        m_bench->around.prompt.path = m_folder.filePath(u"tokens.csv"_s);
        QFile::remove(m_bench->around.prompt.path);
        m_bench->openLoaded();
    }
    void cleanup() { m_bench.reset(); }
    void exportsWhatTheSearchMeans();
    void signaturesAreVerifiedOfWhatTheSearchMeans();
    void exportsInFullOnlyWhenAskedTo();
    void aFileThatCannotBeWrittenIsTold();
    void importsWhatItReadBefore();
    void aBadLineIsShownAndKeepsTheVerbAway();
    void aFileOfAnotherKindIsRefused();
    void aSmallTableNeedsNoIndex();
    void saysThatNoIndexAnswersAndMakesIt();
    void saysThatAllIsLookedThrough();

private:
    [[nodiscard]] QString path() const { return m_bench->around.prompt.path; }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray& bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    /** The sentence of the job that ended. */
    [[nodiscard]] QString ending() const
    {
        const auto& [job, words] = m_bench->around.jobs.back();
        return words.ending(*job);
    }
    [[nodiscard]] bool isOver() const
    {
        return !m_bench->around.jobs.empty() && m_bench->around.jobs.back().first->isOver();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<TokensPageBench> m_bench;
};

void TestTokensFiles::exportsWhatTheSearchMeans()
{
    m_bench->repository.stored[1].clientId = u"another"_s;
    m_bench->page->setSearch(u"client:another"_s);
    QTRY_COMPARE(m_bench->rows(), 1);
    m_bench->page->exportTokens();
    const auto dialog = m_bench->dialog<ui::ExportDialog>();
    QVERIFY(saidIn(*dialog).contains(u"The tokens that match the search."_s));
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(isOver());
    QCOMPARE(written().count("\r\n"), 2); // the headings and one row
    QVERIFY(written().contains("another,"));
    QVERIFY(!written().contains(m_bench->repository.stored.at(1).accessToken.reveal()));
    QVERIFY2(ending().startsWith(u"Wrote 1 token to "_s), qPrintable(ending()));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestTokensFiles::signaturesAreVerifiedOfWhatTheSearchMeans()
{
    m_bench->page->setSearch(u"client:another"_s);
    QTRY_COMPARE(m_bench->rows(), 0);
    m_bench->page->verifySignatures();
    QCOMPARE(m_bench->around.verified.size(), 1);
    QVERIFY(!m_bench->around.verified.constFirst().filter.isEmpty());
    m_bench->repository.info.tokens = {}; // there is no table of tokens
    m_bench->page->verifySignatures();
    QCOMPARE(m_bench->around.verified.size(), 1);
}

void TestTokensFiles::exportsInFullOnlyWhenAskedTo()
{
    m_bench->page->exportTokens();
    const auto dialog = m_bench->dialog<ui::ExportDialog>();
    auto* full = dialog->findChild<QCheckBox*>();
    QVERIFY(!full->isChecked());
    full->setChecked(true);
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(isOver());
    QVERIFY(written().contains(m_bench->repository.stored.at(1).accessToken.reveal()));
}

void TestTokensFiles::aFileThatCannotBeWrittenIsTold()
{
    m_bench->around.prompt.path = m_folder.filePath(u"no/such/folder.csv"_s);
    m_bench->page->exportTokens();
    m_bench->clickVerb(m_bench->dialog<ui::ExportDialog>());
    const auto& banner = *m_bench->page->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(u"folder.csv"_s), qPrintable(banner.text()));
    QVERIFY(m_bench->around.jobs.empty());
}

void TestTokensFiles::importsWhatItReadBefore()
{
    write("access_token,client_id\none,app\ntwo,app\n");
    m_bench->page->importTokens();
    QCOMPARE(m_bench->around.unlocksAsked, 1);
    const auto dialog = m_bench->dialog<ui::ImportDialog>();
    QTRY_COMPARE(child<QLabel>(*dialog, u"importFound"_s).text(), u"2 tokens found"_s);
    QVERIFY(buttonNamed(*dialog, u"Add 2 tokens"_s));
    QVERIFY(m_bench->repository.imported.isEmpty());
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(isOver());
    QCOMPARE(m_bench->repository.imported.size(), 2);
    QCOMPARE(ending(), u"Added 2 tokens."_s);
}

void TestTokensFiles::aBadLineIsShownAndKeepsTheVerbAway()
{
    write("access_token,client_id\none,app\ntwo\n");
    m_bench->page->importTokens();
    const auto dialog = m_bench->dialog<ui::ImportDialog>();
    QTRY_VERIFY(saidIn(*dialog).contains(u"Line 3: it has 1 cells"_s));
    QAbstractButton& verb = child<QAbstractButton>(*dialog, u"verbButton"_s);
    QVERIFY(!verb.isEnabled());
    dialog->findChild<QCheckBox*>()->setChecked(true);
    QVERIFY(verb.isEnabled());
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(isOver());
    QCOMPARE(m_bench->repository.imported.size(), 1);
    QCOMPARE(ending(), u"Added 1 token. 1 line was left out."_s);
}

void TestTokensFiles::aFileOfAnotherKindIsRefused()
{
    m_bench->around.prompt.path = m_folder.filePath(u"tokens.xlsx"_s);
    m_bench->page->importTokens();
    QVERIFY(!m_bench->dialog<ui::ImportDialog>());
    QVERIFY(m_bench->page->findChild<ui::Banner*>()->text().contains(u".ndjson"_s));
}

void TestTokensFiles::aSmallTableNeedsNoIndex()
{
    m_bench->repository.missing = {{u"t"_s, u"client_id"_s, u"ix"_s, u"CREATE INDEX ix ON t (client_id)"_s, true}};
    m_bench->page->setSearch(u"client:app"_s);
    QTRY_COMPARE(m_bench->states().state(), TokensPageBench::State::Message);
    QVERIFY(m_bench->page->findChild<ui::Banner*>()->isHidden());
}

void TestTokensFiles::saysThatNoIndexAnswersAndMakesIt()
{
    m_bench->page->setTotal(10'000'000);
    m_bench->repository.missing = {{u"t"_s, u"client_id"_s, u"ix"_s, u"CREATE INDEX ix ON t (client_id)"_s, true}};
    m_bench->page->setSearch(u"state:active"_s);
    const auto& banner = *m_bench->page->findChild<ui::Banner*>();
    QTRY_VERIFY(!banner.isHidden());
    QVERIFY2(banner.text().startsWith(u"No index answers this."_s), qPrintable(banner.text()));
    press(banner, u"Suggest an index…"_s);
    const auto dialog = m_bench->dialog<ui::IndexDialog>();
    QCOMPARE(dialog->findChild<QPlainTextEdit*>()->toPlainText(), u"CREATE INDEX ix ON t (client_id);"_s);
    QVERIFY(saidIn(*dialog).contains(u"The server cannot write while it is made"_s));
    QVERIFY(m_bench->repository.made.isEmpty());
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(isOver());
    QCOMPARE(m_bench->around.unlocksAsked, 1);
    QCOMPARE(m_bench->repository.made.size(), 1);
    QCOMPARE(ending(), u"Made the index ix."_s);
    QTRY_VERIFY(banner.isHidden());
}

/** No index could answer a search by scope: it is said as long as it takes, and nothing is suggested. */
void TestTokensFiles::saysThatAllIsLookedThrough()
{
    m_bench->page->setTotal(10'000'000);
    m_bench->repository.looksThroughAll = true;
    m_bench->repository.held = true;
    m_bench->page->setSearch(u"state:active"_s);
    const auto& banner = *m_bench->page->findChild<ui::Banner*>();
    QTRY_VERIFY(!banner.isHidden());
    QVERIFY2(banner.text().contains(u"Looking through 10,000,000 tokens"_s), qPrintable(banner.text()));
    QStringList buttons;
    for (const auto* button : banner.findChildren<QAbstractButton*>()) {
        buttons << button->text();
    }
    QCOMPARE(buttons, QStringList{u"Stop"_s});
    m_bench->repository.release();
    QTRY_VERIFY(banner.isHidden());
}

QTEST_MAIN(TestTokensFiles)
#include "tst_tokensfiles.moc"
