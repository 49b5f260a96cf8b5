#include "clients/clienteditor.h"

#include "clients/clientform.h"
#include "clients/conflictview.h"
#include "clients/jsonpane.h"
#include "clients/sectiondelegate.h"
#include "common/chip.h"
#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "core/async.h"
#include "core/errortext.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString editorTitle(const oauth::Client& client, bool isNew)
{
    return isNew ? ClientEditor::tr("New client")
                 : ClientEditor::tr("Edit client: %1").arg(displayText(client.label()));
}

} // namespace

ClientEditor::ClientEditor(
    store::Repository& repository, PageServices& services, const oauth::Client& client, bool isNew, QWidget* parent)
    : DialogFrame(
        editorTitle(client, isNew), isNew ? tr("Create client") : tr("Save client"), ButtonKind::Primary, parent)
    , m_repository(repository)
    , m_services(services)
    , m_document(new ClientDocument(client, isNew, this))
{
    setObjectName(u"clientEditor"_s);
    resize(1160, 712);
    build();
    connect(m_document, &ClientDocument::changed, this, &ClientEditor::documentChanged);
    connect(m_json, &JsonPane::edited, this, &ClientEditor::jsonEdited);
    m_json->setJson(m_document->json());
    if (m_document->needsMending()) {
        jsonEdited(m_document->json());
        m_json->setFocus();
    } else {
        showJsonState({}, 0);
        documentChanged(false);
        m_form->showField(isNew ? u"client_id"_s : u"client_name"_s);
    }
}

void ClientEditor::documentChanged(bool fromJson)
{
    if (!fromJson) {
        m_json->setJson(m_document->json());
        showJsonState({}, 0);
    }
    m_json->setMarks(m_document->isNew() ? QStringList{} : m_document->changes(), m_form->otherMembers());
    m_json->setFindings(m_document->problems());
    showCounts();
}

void ClientEditor::jsonEdited(const QString& text)
{
    const auto taken = m_document->setJson(text);
    if (taken) {
        showJsonState({}, 0);
    } else {
        const bool syntax = taken.error().kind == core::Error::Kind::InvalidJson;
        showJsonState(core::errorText(taken.error()).what, syntax ? taken.error().items.value(0).toInt() : 0);
    }
}

void ClientEditor::showJsonState(const QString& problem, int line)
{
    m_jsonSound = problem.isEmpty();
    if (m_jsonSound && m_saysJson) {
        m_saysJson = false;
        hideProblem();
    }
    m_form->setEnabled(m_jsonSound); // or its next key would replace a text that is not finished
    m_json->setErrorLine(line);
    m_jsonState->setText(m_jsonSound ? tr("In step with the form") : problem);
    setInk(m_jsonState, m_jsonSound ? Ink::Secondary : Ink::Danger);
    m_jsonIcon->setPicture(m_jsonSound ? u"ok"_s : u"error"_s, m_jsonSound ? Ink::Active : Ink::Revoked);
}

void ClientEditor::showCounts()
{
    using Severity = oauth::FieldProblem::Severity;
    const auto problems = m_document->problems();
    const auto count = [&problems](bool errors, const QStringList& fields) {
        return static_cast<int>(
            std::count_if(problems.cbegin(), problems.cend(), [errors, &fields](const oauth::FieldProblem& problem) {
                return (problem.severity == Severity::Error) == errors
                    && (fields.isEmpty() || fields.contains(problem.field));
            }));
    };
    for (int i = 0; i < m_form->sections().size(); ++i) {
        const ClientForm::Section& section = m_form->sections().at(i);
        QListWidgetItem& item = *m_sections->item(i);
        const bool others = section.fields.isEmpty();
        const auto entries = m_form->otherMembers().size();
        const int bad = others ? 0 : count(true, section.fields);
        const int doubtful = others ? 0 : count(false, section.fields);
        item.setData(SectionDelegate::ErrorsRole, bad);
        item.setData(SectionDelegate::WarningsRole, doubtful);
        item.setData(Qt::AccessibleTextRole,
            bad + doubtful == 0
                ? section.title
                : tr("%1, %2").arg(section.title, counted(bad + doubtful, tr("1 finding"), tr("%1 findings"))));
        item.setData(SectionDelegate::CountRole, others && entries > 0 ? QString::number(entries) : QString());
    }
    const int errors = count(true, {});
    const int warnings = count(false, {});
    m_errors->setText(counted(errors, tr("1 error"), tr("%1 errors")));
    m_errors->setVisible(errors > 0);
    m_warnings->setText(counted(warnings, tr("1 warning"), tr("%1 warnings")));
    m_warnings->setVisible(warnings > 0);
    const auto changed = m_document->isNew() ? 0 : m_document->changes().size();
    QStringList note;
    if (errors + warnings > 0) {
        note << tr("Findings do not stop you from saving.");
    }
    if (changed > 0) {
        note << counted(changed, tr("1 field changed."), tr("%1 fields changed."));
    }
    setNote(note.join(u"   "_s));
}

void ClientEditor::accept()
{
    if (isBusy()) {
        return;
    }
    if (!m_jsonSound) {
        m_saysJson = true;
        showProblem(tr("The JSON cannot be read yet."), m_jsonState->text());
        m_json->setFocus();
        return;
    }
    const auto blockers = oauth::blocking(m_document->problems());
    const auto before = oauth::validate(m_document->loaded());
    for (const oauth::FieldProblem& problem : blockers) {
        if (m_document->isNew() || !before.contains(problem)) {
            showProblem(problem.what, problem.why);
            m_sections->setCurrentRow(m_form->showField(problem.field));
            return;
        }
    }
    if (!m_document->isNew() && !m_document->isChanged()) {
        QDialog::accept();
        return;
    }
    hideProblem();
    setBusy(true);
    const auto reply = m_document->isNew() ? m_repository.addClient(m_document->client())
                                           : m_repository.saveClient({m_document->loaded(), m_document->client()});
    core::whenDone(reply, this, [this](const core::Result<oauth::Client>& stored) { finish(stored); });
}

void ClientEditor::finish(const core::Result<oauth::Client>& reply)
{
    setBusy(false);
    if (reply) {
        Q_EMIT saved(*reply);
        QDialog::accept();
    } else if (reply.error().kind == core::Error::Kind::Conflict) {
        showConflict();
    } else {
        showError(reply.error());
        if (reply.error().kind == core::Error::Kind::ColumnsNeedValues) {
            m_sections->setCurrentRow(m_form->showField(reply.error().items.value(0)));
        }
    }
}

void ClientEditor::showConflict()
{
    core::whenDone(m_repository.clientByKey(m_document->loaded().key), this,
        [this](const core::Result<std::optional<oauth::Client>>& stored) {
            if (!stored || !*stored) {
                showProblem(tr("The client was removed by somebody else."), tr("Nothing was written."));
                return;
            }
            showProblem(tr("Somebody else changed this client since it was loaded."),
                tr("Nothing was overwritten. Below is what differs; take the database's version to go on from it."));
            banner().addAction(tr("Take the database's"), [this, client = **stored] { adopt(client); });
            delete findChild<ConflictView*>();
            contents()->addWidget(new ConflictView(m_document->client(), **stored, this));
        });
}

void ClientEditor::adopt(const oauth::Client& stored)
{
    QDialog::reject();
    Q_EMIT goOnWith(stored);
}

void ClientEditor::reject()
{
    if (isBusy()) {
        return;
    }
    const bool textUntouched = m_jsonSound || !m_json->document()->isModified();
    if (textUntouched && !m_document->isChanged()) {
        DialogFrame::reject();
        return;
    }
    const Question question{tr("Discard the changes?"), tr("What you changed in this client has not been saved."),
        tr("Discard changes"), true};
    m_services.prompt.ask(this, question, [this](bool discard) {
        if (discard) {
            QDialog::reject();
        }
    });
}

} // namespace owb::ui
