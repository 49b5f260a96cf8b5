#include "tour.h"

#include "clients/clienteditor.h"
#include "clients/clientspage.h"
#include "clients/jsonpane.h"
#include "jobs/bulkjob.h"
#include "mainwindow/jobspanel.h"
#include "tokens/bulkwords.h"
#include "tokens/importdialog.h"
#include "tokens/indexdialog.h"
#include "tokens/tokenspage.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace owb::ui;

void Tour::clientDialogs()
{
    m_window.showSection(u"clients"_s);
    auto* clients = m_window.findChild<ClientsPage*>();
    clients->findChild<QTableView*>()->selectRow(0);
    settle();
    clients->editClient();
    settle();
    shoot(u"11-unlock-editing"_s);
    closeDialogs();
    if (!unlock()) {
        m_failed << u"12-new-client"_s;
        return;
    }
    clients->newClient();
    settle();
    shoot(u"12-new-client"_s);
    closeDialogs();
    clients->editClient();
    settle();
    auto* editor = m_window.findChild<ClientEditor*>();
    editor->findChild<QListWidget*>()->setCurrentRow(1);
    settle();
    shoot(u"13-edit-client"_s);
    auto* json = editor->findChild<JsonPane*>();
    QTextCursor cursor(json->document());
    cursor.movePosition(QTextCursor::Down, QTextCursor::MoveAnchor, 3);
    cursor.insertText(u"\"oops\" "_s);
    settle();
    shoot(u"14-edit-client-json-error"_s);
    closeDialogs();
    clients->rotateSecret();
    settle();
    shoot(u"15-rotate-secret"_s);
    closeDialogs();
    clients->removeClient();
    settle();
    shoot(u"16-remove-client"_s);
    closeDialogs();
    clients->checkSecret();
    auto* check = m_window.findChild<QDialog*>(u"checkSecretDialog"_s);
    check->findChild<QLineEdit*>()->setText(u"not-this-one"_s);
    check->accept();
    settle();
    shoot(u"40-check-secret"_s);
    closeDialogs();
}

void Tour::tokenDialogs()
{
    m_window.showSection(u"tokens"_s);
    auto* tokens = m_window.findChild<TokensPage*>();
    tokens->findChild<QTableView*>()->selectRow(0);
    tokens->issueToken();
    settle();
    shoot(u"17-issue-token"_s);
    closeDialogs();
    tokens->revokeSelected();
    settle();
    shoot(u"18-revoke-token"_s);
    closeDialogs();
    tokens->endSelected();
    settle();
    shoot(u"41-end-token"_s);
    closeDialogs();
    tokens->purge();
    settle();
    shoot(u"44-remove-ended-tokens"_s);
    closeDialogs();
    tokens->exportTokens();
    settle();
    shoot(u"46-export-tokens"_s);
    closeDialogs();
    showImport(*tokens);
    const owb::store::IndexAdvice advice{u"oauth2_token"_s, u"client_id"_s, u"ix_oauth2_token_client_id"_s,
        u"CREATE INDEX \"ix_oauth2_token_client_id\" ON \"oauth2_token\" (\"client_id\")"_s, true};
    (new IndexDialog(advice, tokens))->open();
    settle();
    shoot(u"48-suggest-index"_s);
    closeDialogs();
    m_window.showSection(u"overview"_s);
    settle();
    shoot(u"49-overview"_s);
    m_window.showSection(u"tokens"_s);
    showJob();
}

/** A file with a line that cannot be taken. */
void Tour::showImport(TokensPage& tokens)
{
    const QString path = writeFile(
        u"tokens.csv"_s, "access_token,client_id,iat\nabc-1,web-shop,2026-01-01T12:00:00Z\nabc-2,web-shop,yesterday\n");
    auto* dialog = new ImportDialog(*m_window.repository(), path, owb::oauth::FileFormat::Csv, 0, &tokens);
    dialog->open();
    settle();
    settle(); // the file is read in the background
    shoot(u"47-import-tokens"_s);
    closeDialogs();
}

/** A job that waits: how it is listed while it is at work nobody sees for long enough. */
void Tour::showJob()
{
    auto* jobs = m_window.findChild<JobsPanel*>();
    owb::store::BulkChange nothing;
    nothing.action = owb::store::BulkAction::Purge;
    auto job = std::make_unique<owb::jobs::BulkJob>(*m_window.repository(), nothing, nullptr);
    owb::jobs::BulkJob* waiting = job.get();
    jobs->run(std::move(job), bulkWords(nothing.action));
    waiting->pause();
    settle();
    shoot(u"45-background-jobs"_s);
    waiting->stop();
}
