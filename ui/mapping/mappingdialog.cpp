#include "mapping/mappingdialog.h"

#include "common/theme.h"
#include "core/async.h"
#include "mapping/entitymap.h"
#include "mapping/mapproblems.h"
#include "mapping/maprows.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int settleMs = 150; // what is typed or turned quickly is read once
}

MappingDialog::MappingDialog(std::unique_ptr<store::Mapper> mapper, Prompt& prompt, QString folder, QWidget* parent)
    : DialogFrame(tr("Map tables by hand"), tr("Save map"), ButtonKind::Primary, parent)
    , m_mapper(std::move(mapper))
    , m_prompt(prompt)
    , m_folder(std::move(folder))
{
    setObjectName(u"mappingDialog"_s);
    build();
    resize(1000, 720);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] { m_mapper->preview(profile(), m_tables); });
    connect(m_mapper.get(), &store::Mapper::previewed, this, &MappingDialog::take);
    readTables();
}

void MappingDialog::build()
{
    contents()->setContentsMargins(metrics::dialogMargin, 12, metrics::dialogMargin, 8);
    contents()->setSpacing(8);
    contents()->addWidget(makeHead());
    contents()->addWidget(makeBody(), 1);
    QToolButton* elsewhere = makeLink(tr("Save elsewhere…"), this);
    elsewhere->setObjectName(u"saveElsewhere"_s);
    connect(elsewhere, &QToolButton::clicked, this, &MappingDialog::saveElsewhere);
    addToNote(elsewhere);
}

QWidget* MappingDialog::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto* label = makeLabel(tr("&Title"), bodyFont(), head);
    m_title = new QLineEdit(head);
    m_title->setObjectName(u"titleEdit"_s);
    m_title->setAccessibleName(tr("Title of the map"));
    m_title->setPlaceholderText(tr("What the server is called"));
    label->setBuddy(m_title);
    m_readOnly = new QCheckBox(tr("For &reading only"), head);
    m_readOnly->setObjectName(u"readOnlyChoice"_s);
    row->addWidget(label);
    row->addWidget(m_title, 1);
    row->addWidget(m_readOnly);
    connect(m_title, &QLineEdit::textChanged, this, &MappingDialog::hideProblem);
    return head;
}

QWidget* MappingDialog::makeBody()
{
    auto* body = new QSplitter(Qt::Vertical, this);
    body->setChildrenCollapsible(false);
    m_tabs = new QTabWidget(body);
    m_tabs->setObjectName(u"entityTabs"_s);
    m_tabs->setDocumentMode(true); // without a frame of its own
    m_rows = new QStackedWidget(body);
    m_list = new MapProblems(body);
    m_list->setMinimumHeight(48);
    for (const store::Entity entity : store::allEntities()) {
        auto* map = new EntityMap(entity, m_tabs);
        m_tabs->addTab(map, store::entityTitle(entity));
        connect(map, &EntityMap::changed, this, &MappingDialog::mapChanged);
        m_maps.insert(entity, map);
        auto* rows = new MapRows(entity, m_rows);
        rows->setMinimumHeight(72);
        m_rows->addWidget(rows);
        m_previews.insert(entity, rows);
    }
    connect(m_tabs, &QTabWidget::currentChanged, m_rows, &QStackedWidget::setCurrentIndex);
    connect(m_list, &MapProblems::chosen, this, &MappingDialog::focusProblem);
    body->setStretchFactor(0, 5);
    body->setStretchFactor(1, 3);
    body->setStretchFactor(2, 1);
    body->setSizes({360, 180, 90});
    return body;
}

void MappingDialog::readTables()
{
    setNote(tr("Reading the tables. Nothing is written to the database."));
    core::whenDone(m_mapper->tables(), this, [this](const core::Result<QList<store::TableInfo>>& tables) {
        if (!tables) {
            setNote({});
            showError(tables.error());
            return;
        }
        setNote(tr("The map is a file of yours. Nothing is written to the database."));
        m_tables = *tables;
        m_ready = true;
        begin(!m_file.isEmpty() ? m_start : store::suggest(m_tables, store::builtinProfiles()));
    });
}

void MappingDialog::edit(const store::SchemaProfile& profile, const QString& file)
{
    m_start = profile;
    m_file = file;
    if (m_ready) {
        begin(profile);
    }
}

void MappingDialog::begin(const store::SchemaProfile& profile)
{
    if (!m_file.isEmpty()) {
        const QSignalBlocker quiet(m_title);
        m_title->setText(profile.title);
    }
    {
        const QSignalBlocker quiet(m_readOnly);
        m_readOnly->setChecked(m_readOnly->isChecked() || !profile.readOnlyReason.isEmpty());
    }
    // Operations that follow from the map follow it when it changes; others somebody wrote on purpose.
    if (m_start.operations == store::derivedOperations(m_start)) {
        m_start.operations.clear();
    }
    for (const store::Entity entity : store::allEntities()) {
        const QSignalBlocker quiet(m_maps.value(entity));
        m_maps.value(entity)->setTables(m_tables);
        m_maps.value(entity)->setEntity(profile.entity(entity));
    }
    mapChanged();
}

store::SchemaProfile MappingDialog::profile() const
{
    store::SchemaProfile profile = m_start;
    for (const store::Entity entity : store::allEntities()) {
        profile.entity(entity) = m_maps.value(entity)->entity();
    }
    profile.title = m_title->text().trimmed();
    const bool reading = m_readOnly->isChecked();
    if (profile.readOnlyReason.isEmpty() || !reading) {
        profile.readOnlyReason = reading ? tr("this map was made for reading only") : QString();
    }
    return profile;
}

void MappingDialog::mapChanged()
{
    if (m_ready) {
        hideProblem();
        m_rowsAreRead = false;
        m_settle.start();
        showProblems();
    }
}

void MappingDialog::take(const store::MapPreview& preview)
{
    const store::SchemaProfile shown = profile();
    for (const store::Entity entity : store::allEntities()) {
        m_previews.value(entity)->present(preview, shown.entity(entity));
    }
    m_rowProblems = preview.problems;
    m_rowsAreRead = !m_settle.isActive();
    showProblems();
    if (m_rowsAreRead && m_whenRead) {
        setBusy(false);
        std::exchange(m_whenRead, {})();
    }
}

void MappingDialog::showProblems()
{
    m_problems = contradictions(profile(), m_tables);
    qsizetype first = 0; // what the rows show goes before mere notes
    while (first < m_problems.size() && m_problems.at(first).severity == store::MapProblem::Severity::Contradiction) {
        ++first;
    }
    for (const store::MapProblem& problem : std::as_const(m_rowProblems)) {
        m_problems.insert(first++, problem);
    }
    m_list->present(m_problems);
}

void MappingDialog::focusProblem(const store::MapProblem& problem)
{
    EntityMap* map = m_maps.value(problem.entity);
    m_tabs->setCurrentWidget(map);
    map->focusField(problem.field);
}

} // namespace owb::ui
