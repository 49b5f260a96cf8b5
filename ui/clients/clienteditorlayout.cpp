// How the editor is laid out: sections, form, JSON.

#include "clients/clienteditor.h"
#include "clients/clientform.h"
#include "clients/jsonpane.h"
#include "clients/sectiondelegate.h"
#include "common/chip.h"
#include "common/iconlabel.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>

using namespace Qt::StringLiterals;

namespace owb::ui {

void ClientEditor::build()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_sections = new QListWidget(this);
    m_sections->setAccessibleName(tr("Sections"));
    m_sections->setFixedWidth(204);
    m_sections->setFrameShape(QFrame::NoFrame);
    m_sections->setProperty("kind", u"sections"_s);
    m_sections->setItemDelegate(new SectionDelegate(m_sections));
    m_form = new ClientForm(*m_document, m_repository.schema(), m_services.clipboard, this);
    m_form->setMinimumWidth(420);
    for (const ClientForm::Section& section : m_form->sections()) {
        m_sections->addItem(section.title);
    }
    connect(m_sections, &QListWidget::currentRowChanged, this, [this](int section) {
        m_form->setCurrentIndex(section);
        placeJson();
    });
    m_sections->setCurrentRow(0);
    row->addWidget(m_sections);
    row->addWidget(m_form, 11);
    m_line = makeLine(this);
    m_line->setFixedSize(1, QWIDGETSIZE_MAX);
    m_line->setMinimumHeight(0);
    m_jsonColumn = jsonColumn();
    row->addWidget(m_line);
    row->addWidget(m_jsonColumn, 9);
    m_sections->addItem(tr("JSON")); // where there is no room beside the form
    m_errors = new ChipLabel({Tone::Error, {}}, this);
    m_warnings = new ChipLabel({Tone::Warning, {}}, this);
    addToNote(m_errors);
    addToNote(m_warnings);
    contents()->addLayout(row, 1);
}

void ClientEditor::resizeEvent(QResizeEvent* event)
{
    DialogFrame::resizeEvent(event);
    placeJson();
}

/** Beside the form, or below this width one section among the others. */
void ClientEditor::placeJson()
{
    constexpr int besideFrom = 1000;
    if (!m_jsonColumn) {
        return; // not built yet
    }
    const bool beside = width() >= besideFrom;
    const int own = m_sections->count() - 1;
    m_sections->item(own)->setHidden(beside);
    if (beside && m_sections->currentRow() == own) {
        m_sections->setCurrentRow(0);
    }
    const bool alone = !beside && m_sections->currentRow() == own;
    m_jsonColumn->setVisible(beside || alone);
    m_line->setVisible(beside);
    m_form->setVisible(!alone);
}

QWidget* ClientEditor::jsonColumn()
{
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(8);
    auto* title = makeLabel(tr("JSON (RFC 7591)"), smallBoldFont(), box);
    setInk(title, Ink::Secondary);
    head->addWidget(title);
    head->addStretch(1);
    m_jsonState = makeMutedLabel({}, box);
    m_jsonState->setObjectName(u"jsonState"_s);
    m_jsonState->setWordWrap(true);
    m_jsonIcon = new IconLabel({}, 16, Ink::Active, box);
    head->addWidget(m_jsonState, 4);
    m_jsonState->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(m_jsonIcon);
    m_json = new JsonPane(box);
    m_json->setProperty("kind", u"code"_s);
    auto* foot = makeMutedLabel(
        tr("The grey bar marks members that OAuth Workbench does not know. They are kept as they are."), box);
    foot->setWordWrap(true);
    foot->setContentsMargins(12, 8, 12, 8);
    column->addLayout(head);
    column->addWidget(makeLine(box));
    column->addWidget(m_json, 1);
    column->addWidget(makeLine(box));
    column->addWidget(foot);
    return box;
}

} // namespace owb::ui
