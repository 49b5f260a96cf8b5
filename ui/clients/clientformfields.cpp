#include "clients/clientform.h"

#include "clients/textlistedit.h"
#include "common/findingframe.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QFormLayout* formOf(const QStackedWidget& form)
{
    const auto* scroll = qobject_cast<QScrollArea*>(form.widget(form.count() - 1));
    return scroll->widget()->findChild<QFormLayout*>();
}

} // namespace

void ClientForm::buildIdentity()
{
    QFormLayout* form = formOf(*this);
    auto* identifier = new QLineEdit(form->parentWidget());
    identifier->setFont(monoFont());
    identifier->setMaxLength(std::numeric_limits<int>::max());
    identifier->setReadOnly(!m_document.isNew());
    const QString help = m_schema.makesClientIds ? tr("Left empty, it is made as this framework makes it.")
                                                 : tr("Generated; change it if you like.");
    addField(form, u"client_id"_s, tr("&Identifier"), identifier,
        m_document.isNew() ? help : tr("Tokens and codes refer to it, so it stays."));
    // textChanged, not textEdited: a text set through the accessibility bus is typed as well.
    connect(identifier, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text != m_document.client().id.value_or(QString())) {
            m_document.setId(text);
        }
    });
    m_followers << [this, identifier] {
        if (identifier->text() != m_document.client().id.value_or(QString())) {
            identifier->setText(m_document.client().id.value_or(QString()));
        }
    };
    auto* owner = new QLineEdit(form->parentWidget());
    owner->setMaxLength(std::numeric_limits<int>::max());
    addField(form, u"owner"_s, tr("&Owner"), owner,
        m_schema.clientsNeedOwners ? tr("The user's key in the database. This table needs one.")
                                   : tr("Optional. The user's key in the database."));
    connect(owner, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text != m_document.client().owner.value_or(QString())) {
            m_document.setOwner(text);
        }
    });
    m_followers << [this, owner] { owner->setText(m_document.client().owner.value_or(QString())); };
}

void ClientForm::buildSecret(SecretClipboard& clipboard)
{
    QFormLayout* form = formOf(*this);
    auto* box = new QWidget(form->parentWidget());
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto* field = new SecretField(SecretField::Kind::ClientSecret, tr("Client secret"), clipboard, box);
    row->addWidget(field, 1);
    if (m_document.isNew()) {
        auto* again = makeButton(tr("Generate another"), ButtonKind::Plain, u"rotate"_s, box);
        connect(again, &QPushButton::clicked, this, [this, field] {
            m_document.setSecret(oauth::newClientSecret());
            field->setSecret(*m_document.client().secret);
        });
        row->addWidget(again);
    }
    field->setSecret(m_document.client().secret.value_or(core::Secret()));
    const QString copy = m_schema.secretsMayBeHashed
        ? tr("Generated. Copy it before you save: the database may keep only a hash of it.")
        : tr("Generated. Copy it before you save; it can be read here later as well.");
    addField(
        form, u"client_secret"_s, tr("Secret"), box, m_document.isNew() ? copy : tr("Change it with Rotate secret."));
    connect(&m_document, &ClientDocument::changed, this, [this, field] {
        // A public client has no secret to show: the empty text, which servers can compare.
        const bool isPublic = m_document.client().isPublic();
        if (m_document.isNew() && isPublic != m_document.client().secret->isEmpty()) {
            m_document.setSecret(isPublic ? core::Secret(u""_s) : oauth::newClientSecret());
            field->setSecret(*m_document.client().secret);
        }
    });
}

void ClientForm::buildExtraColumns()
{
    QFormLayout* form = addSection(
        tr("Also needed"), tr("Columns of this table that the framework does not know and that must have a value."));
    for (const store::NeededColumn& column : m_schema.clients.needed) {
        auto* edit = new QLineEdit(form->parentWidget());
        addField(form, column.name, column.name, edit, column.type);
        connect(edit, &QLineEdit::textChanged, this,
            [this, name = column.name](const QString& text) { m_document.setExtraColumn(name, text); });
    }
}

void ClientForm::buildOthers()
{
    QFormLayout* form = addSection(tr("Other members"),
        tr("They have no field here. Edit them in the JSON; what nobody touches is kept as it is."));
    auto* names = makeLabel({}, monoFont(), form->parentWidget());
    names->setObjectName(u"otherMembers"_s);
    names->setWordWrap(true);
    form->addRow(names);
    m_followers << [this, names] {
        const QStringList others = otherMembers();
        names->setText(others.isEmpty() ? tr("None") : displayText(others.join(u"  "_s)));
    };
}

void ClientForm::follow()
{
    for (const auto& follower : std::as_const(m_followers)) {
        follower();
    }
}

void ClientForm::showFindings()
{
    for (QWidget* box : std::as_const(m_noteBoxes)) {
        qDeleteAll(box->findChildren<FindingFrame*>());
    }
    for (QWidget* field : std::as_const(m_fields)) {
        if (auto* list = qobject_cast<TextListEdit*>(field)) {
            list->clearNotes();
        }
    }
    for (const oauth::FieldProblem& problem : m_document.problems()) {
        QWidget* box = m_noteBoxes.value(problem.field);
        auto* list = qobject_cast<TextListEdit*>(m_fields.value(problem.field));
        if (list && !problem.value.isEmpty()) {
            list->setNote(problem.value, new FindingFrame(problem, list));
        } else if (box) {
            box->layout()->addWidget(new FindingFrame(problem, box));
        }
    }
}

int ClientForm::showField(const QString& field)
{
    for (int i = 0; i < m_sections.size(); ++i) {
        if (m_sections.at(i).fields.contains(field)) {
            setCurrentIndex(i);
            m_fields.value(field)->setFocus();
            return i;
        }
    }
    return currentIndex();
}

} // namespace owb::ui
