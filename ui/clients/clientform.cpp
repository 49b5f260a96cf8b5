#include "clients/clientform.h"

#include "clients/textlistedit.h"
#include "common/findingframe.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "oauth/clientjson.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QJsonValue textOrNothing(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

} // namespace

QStringList ClientForm::otherMembers() const
{
    QStringList others;
    for (const QString& name : m_document.client().metadata.names()) {
        if (!m_fields.contains(name) && !oauth::isColumnMember(name)) {
            others << name;
        }
    }
    return others;
}

/** Layouts with a column for each member hold no others. */
bool ClientForm::isStorable(const QString& member) const
{
    const store::EntityInfo& table = m_schema.clients;
    const bool beside = oauth::isColumnMember(member) || member == "owner"_L1
        || std::any_of(table.needed.cbegin(), table.needed.cend(),
            [&member](const store::NeededColumn& column) { return column.name == member; });
    return beside || table.keeps(member);
}

ClientForm::ClientForm(
    ClientDocument& document, const store::SchemaInfo& schema, SecretClipboard& clipboard, QWidget* parent)
    : QStackedWidget(parent)
    , m_document(document)
    , m_schema(schema)
{
    buildSections(clipboard);
    follow();
    showFindings();
    connect(&m_document, &ClientDocument::changed, this, [this](bool fromJson) {
        if (fromJson) {
            follow();
        }
        showFindings();
    });
}

void ClientForm::buildSections(SecretClipboard& clipboard)
{
    auto* application = addSection(tr("Application"), tr("What people see and who runs it."));
    buildIdentity();
    addText(application, u"client_name"_s, tr("&Name"));
    addText(application, u"client_uri"_s, tr("Home &page"), tr("Optional."));
    addText(application, u"logo_uri"_s, tr("&Logo"), tr("Optional."));
    addList(application, u"contacts"_s, tr("&Contacts"), tr("Add contact"), tr("Optional. Usually mail addresses."));
    addText(application, u"tos_uri"_s, tr("&Terms"), tr("Optional."));
    addText(application, u"policy_uri"_s, tr("Pri&vacy"), tr("Optional."));
    addText(application, u"software_id"_s, tr("So&ftware"), tr("Optional. The same for every copy of the program."));
    addText(application, u"software_version"_s, tr("Vers&ion"), tr("Optional."));
    auto* redirects =
        addSection(tr("Redirects and logout"), tr("Where the server may send people after they sign in or out."));
    addList(redirects, u"redirect_uris"_s, tr("&Redirect URIs"), tr("Add URI"),
        tr("Compared character by character. One address each; no wildcards."));
    addList(redirects, u"post_logout_redirect_uris"_s, tr("After sign-o&ut"), tr("Add URI"), tr("Optional."));
    addText(redirects, u"backchannel_logout_uri"_s, tr("&Back-channel logout"),
        tr("Optional. The server calls it when the session ends."));
    addText(redirects, u"frontchannel_logout_uri"_s, tr("Front-channel &logout"),
        tr("Optional. Scheme, host and port must equal those of a redirect URI."));
    auto* rights = addSection(tr("Grants and scopes"), tr("How the client may get tokens, and for what."));
    addChoices(rights, u"grant_types"_s, tr("Grants"),
        {u"authorization_code"_s, u"refresh_token"_s, u"client_credentials"_s, u"password"_s, u"implicit"_s,
            u"urn:ietf:params:oauth:grant-type:device_code"_s});
    addChoices(rights, u"response_types"_s, tr("Response types"), {u"code"_s, u"token"_s, u"id_token"_s});
    addText(rights, u"scope"_s, tr("&Scopes"), tr("Separated by spaces."));
    auto* proof = addSection(tr("Authentication"), tr("How the client proves itself at the token endpoint."));
    addMethod(proof);
    buildSecret(clipboard);
    auto* keys = addSection(tr("Keys"), tr("Public keys of the client, for signed requests and encrypted answers."));
    addText(keys, u"jwks_uri"_s, tr("Key set &address"), tr("Optional."));
    addJson(keys, u"jwks"_s, tr("&Key set"), tr("Optional. A JSON Web Key Set; edit it in the JSON at the right."));
    if (m_document.isNew() && !m_schema.clients.needed.isEmpty()) {
        buildExtraColumns();
    }
    buildOthers();
}

QFormLayout* ClientForm::addSection(const QString& title, const QString& help)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::dialogMargin, 16, metrics::dialogMargin, metrics::dialogMargin);
    column->setSpacing(2);
    column->addWidget(makeLabel(title, titleFont(), page));
    column->addWidget(makeMutedLabel(help, page));
    column->addSpacing(12);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    column->addLayout(form);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    addWidget(scroll);
    m_sections.append({title, help, {}});
    return form;
}

void ClientForm::addField(
    QFormLayout* form, const QString& member, const QString& label, QWidget* field, const QString& help)
{
    auto* box = new QWidget(form->parentWidget());
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(field);
    if (!help.isEmpty()) {
        auto* note = makeMutedLabel(help, box);
        note->setWordWrap(true);
        column->addWidget(note);
    }
    auto* findings = new QWidget(box);
    new QVBoxLayout(findings);
    findings->layout()->setContentsMargins(0, 0, 0, 0);
    column->addWidget(findings);
    auto* name = new QLabel(label, form->parentWidget());
    name->setMinimumWidth(metrics::labelColumn - 12);
    name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    name->setMargin(4);
    name->setBuddy(field);
    field->setObjectName(member + u"Edit"_s);
    if (field->accessibleName().isEmpty()) {
        field->setAccessibleName(QString(label).remove(u'&'));
    }
    field->setEnabled(isStorable(member));
    if (!isStorable(member)) {
        field->setToolTip(tr("This database has no column for %1.").arg(member));
    }
    form->addRow(name, box);
    m_fields.insert(member, field);
    m_noteBoxes.insert(member, findings);
    m_sections.last().fields << member;
}

void ClientForm::addText(QFormLayout* form, const QString& member, const QString& label, const QString& help)
{
    auto* edit = new QLineEdit(form->parentWidget());
    edit->setMaxLength(std::numeric_limits<int>::max()); // or a longer text would be cut, and that be an edit
    addField(form, member, label, edit, help);
    connect(edit, &QLineEdit::textChanged, this, [this, member](const QString& text) {
        if (text != m_document.client().metadata.string(member)) {
            m_document.setMember(member, textOrNothing(text));
        }
    });
    m_followers << [this, member, edit] {
        const QString text = m_document.client().metadata.string(member);
        if (edit->text() != text) {
            edit->setText(text);
        }
    };
}

void ClientForm::addList(
    QFormLayout* form, const QString& member, const QString& label, const QString& add, const QString& help)
{
    auto* list = new TextListEdit(QString(label).remove(u'&'), add, form->parentWidget());
    addField(form, member, label, list, help);
    connect(list, &TextListEdit::edited, this, [this, member, list] {
        const bool absent = list->texts().isEmpty() && !m_document.loaded().metadata.contains(member);
        m_document.setMember(
            member, absent ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonArray::fromStringList(list->texts())));
    });
    m_followers << [this, member, list] { list->setTexts(m_document.client().metadata.strings(member)); };
}

void ClientForm::addChoices(QFormLayout* form, const QString& member, const QString& label, const QStringList& values)
{
    auto* box = new QWidget(form->parentWidget());
    box->setAccessibleName(label);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    for (const QString& value : values) {
        auto* check = new QCheckBox(value, box);
        check->setFont(monoFont());
        column->addWidget(check);
        connect(check, &QCheckBox::clicked, this, [this, member, value](bool on) {
            QStringList chosen = m_document.client().metadata.strings(member);
            chosen.removeAll(value);
            if (on) {
                chosen << value;
            }
            m_document.setMember(member, QJsonArray::fromStringList(chosen)); // unlisted values stay
        });
        m_followers << [this, member, value, check] {
            check->setChecked(m_document.client().metadata.strings(member).contains(value));
        };
    }
    addField(form, member, label, box, {});
}

void ClientForm::addMethod(QFormLayout* form)
{
    const QString member = u"token_endpoint_auth_method"_s;
    auto* combo = new QComboBox(form->parentWidget());
    combo->setEditable(true);
    combo->addItems({u"client_secret_basic"_s, u"client_secret_post"_s, u"client_secret_jwt"_s, u"private_key_jwt"_s,
        u"tls_client_auth"_s, u"none"_s});
    addField(form, member, tr("&Method"), combo,
        tr("\"none\" makes it a public client, such as an app or a browser program."));
    connect(combo, &QComboBox::editTextChanged, this, [this, member](const QString& text) {
        if (text != m_document.client().authMethod()) {
            m_document.setMember(member, textOrNothing(text));
        }
    });
    m_followers << [this, combo] { combo->setEditText(m_document.client().authMethod()); };
}

void ClientForm::addJson(QFormLayout* form, const QString& member, const QString& label, const QString& help)
{
    auto* edit = new QLineEdit(form->parentWidget());
    edit->setReadOnly(true);
    edit->setFont(monoFont());
    addField(form, member, label, edit, help);
    m_followers << [this, member, edit] { edit->setText(m_document.client().metadata.valueText(member)); };
}

} // namespace owb::ui
