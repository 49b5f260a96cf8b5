#include "inspector/inspectorpage.h"

#include "common/banner.h"
#include "common/prompt.h"
#include "common/widgets.h"
#include "inspector/comparedialog.h"
#include "inspector/filetext.h"
#include "inspector/keypanel.h"
#include "inspector/report.h"
#include "inspector/rowlookup.h"
#include "inspector/serverdesk.h"
#include "inspector/standingtext.h"
#include "inspector/tokenpane.h"
#include "inspector/verifytokens.h"
#include "inspector/workshopdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QHideEvent>

using namespace Qt::StringLiterals;

namespace owb::ui {

void InspectorPage::paste()
{
    take(core::Secret(QApplication::clipboard()->text()));
}

void InspectorPage::forget()
{
    m_notice->hide();
    m_pasted = {};
    m_isFromRow = false;
    m_examination = {};
    m_tokenPane->showChoice({}, 0);
    m_tokenPane->show({}, false);
    prove();
    lookUp({});
}

void InspectorPage::askFile()
{
    const FileQuestion question{
        tr("Open a token or keys"), {tr("All files (*)"), tr("Tokens and keys (*.jwt *.json *.txt *.pem *.jwks)")}};
    m_services.prompt.chooseFile(this, question, [this](const QString& path) { openFile(path); });
}

void InspectorPage::openFile(const QString& path)
{
    const auto text = readText(path);
    if (text) {
        take(*text, displayText(QFileInfo(path).fileName()));
    } else {
        notice(text.error().what, text.error().remedy);
    }
}

void InspectorPage::compare()
{
    if (m_examination.inspection.claims) {
        (new CompareDialog(m_examination.inspection, this))->open();
    }
}

void InspectorPage::verifyAll(const store::TokenQuery& query)
{
    if (store::Repository* repository = m_lookup->repository()) {
        const HeldAgainst against{m_keys->keys(), m_keys->keyText(), m_keys->expectations().algorithms};
        verifyTokens(*repository, query, against, m_services, this);
    }
}

void InspectorPage::copyReport()
{
    const Examination& done = m_examination;
    QApplication::clipboard()->setText(inspector::reportAsText(
        {done.inspection, done.classification, done.inspection.trace, done.findings, done.now, false}));
    m_services.say(tr("Copied the report. The token is not in it."));
}

void InspectorPage::setConnection(const settings::Connection& connection)
{
    inspector::Expectations expected = m_keys->expectations();
    if (expected.issuer == m_server->issuer() && expected.issuer != connection.server.issuer) {
        expected.issuer = connection.server.issuer; // what the last one said; what a person typed stays
        m_keys->setExpectations(expected);
    }
    m_server->setConnection(connection);
}

void InspectorPage::openWorkshop()
{
    auto* dialog = new WorkshopDialog(m_clock, m_services, this);
    connect(dialog, &WorkshopDialog::made, this, [this](const core::Secret& token, const jose::KeySet& keys) {
        if (!keys.keys.isEmpty()) {
            m_keys->setKeys(keys, tr("the workshop"));
        }
        take(token);
    });
    dialog->open();
}

void InspectorPage::follow()
{
    const auto& row = m_examination.answer.row;
    if (!row) {
        if (m_examination.answer.state == RowAnswer::State::Failed) {
            m_lookup->again();
        } else {
            Q_EMIT openAsked();
        }
        return;
    }
    m_services.show(u"tokens"_s, ownerSearch(*row));
}

void InspectorPage::notice(const QString& what, const QString& remedy)
{
    m_notice->say(Banner::Kind::Warning, what, remedy);
}

void InspectorPage::reload()
{
    if (!m_examination.isEmpty()) {
        m_lookup->again();
    }
}

void InspectorPage::focusSearch()
{
    m_tokenPane->focusToken();
}

void InspectorPage::hideEvent(QHideEvent* event)
{
    SectionPage::hideEvent(event);
    if (m_isFromRow && !event->spontaneous()) {
        m_tokenPane->setMasked(true); // what was revealed ends when it is left
    }
}

} // namespace owb::ui
