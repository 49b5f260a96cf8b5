#include "clients/clientdetails.h"

#include "common/chip.h"
#include "common/elidedlabel.h"
#include "common/findingframe.h"
#include "common/flowlayout.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "oauth/validate.h"
#include "tables/clienttablemodel.h"
#include "tables/timetext.h"

#include <QGuiApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString storedAs(const oauth::Client& client)
{
    if (client.secretStorage.kind != oauth::SecretStorage::Kind::Hashed) {
        return ClientDetails::tr("Plain text, %1 characters").arg(client.secret->length());
    }
    const bool known = client.secretStorage.scheme != "unknown"_L1;
    return known ? ClientDetails::tr("Hash (%1)").arg(client.secretStorage.scheme) : ClientDetails::tr("Unknown form");
}

} // namespace

ClientDetails::ClientDetails(store::Repository& repository, PageServices& services, QWidget* parent)
    : DetailsPane(parent)
    , m_repository(repository)
    , m_services(services)
{
    setAccessibleName(tr("Client details"));
    show({}, {});
}

void ClientDetails::show(const std::optional<oauth::Client>& client, std::optional<qint64> liveTokens)
{
    clear();
    if (!client) {
        addWidget(makeMutedLabel(tr("Select a client to see its details."), body()));
        finish();
        return;
    }
    addHeading(*client);
    addFindings(*client);
    if (client->unreadableMetadata || !client->metadata.duplicateNames().isEmpty()) {
        addRaw(*client);
    }
    addProof(*client);
    addUris(*client);
    addRights(*client);
    addRowFacts(*client, liveTokens);
    finish();
}

void ClientDetails::addHeading(const oauth::Client& client)
{
    auto* top = new QHBoxLayout;
    auto* name = new ElidedLabel(tables::nameText(client), titleFont(), Qt::ElideRight, body());
    name->setObjectName(u"clientName"_s);
    top->addWidget(name, 1);
    if (!client.enabled) {
        top->addWidget(new ChipLabel({Tone::Revoked, tr("Disabled")}, body()));
    }
    if (!client.unreadableMetadata) {
        top->addWidget(new ChipLabel({Tone::Neutral, client.isPublic() ? tr("Public") : tr("Confidential")}, body()));
    }
    addLayout(top);
    auto* identifier = new QHBoxLayout;
    identifier->addWidget(
        new ElidedLabel(client.id.value_or(tr("No identifier")), monoFont(), Qt::ElideMiddle, body()));
    auto* copy = makeIconButton(u"copy"_s, tr("Copy client identifier"), body());
    connect(copy, &QToolButton::clicked, this,
        [id = client.id.value_or(QString())] { QGuiApplication::clipboard()->setText(id); });
    identifier->addWidget(copy);
    identifier->addStretch(1);
    addLayout(identifier);
    auto* buttons = new QHBoxLayout;
    auto* edit = makeButton(tr("Edit…"), ButtonKind::Plain, u"edit"_s, body());
    auto* rotate = makeButton(tr("Rotate secret…"), ButtonKind::Plain, u"rotate"_s, body());
    auto* remove = makeButton(tr("Remove…"), ButtonKind::DangerText, {}, body());
    remove->setAccessibleName(tr("Remove client…"));
    connect(edit, &QPushButton::clicked, this, &ClientDetails::editAsked);
    connect(rotate, &QPushButton::clicked, this, &ClientDetails::rotateAsked);
    connect(remove, &QPushButton::clicked, this, &ClientDetails::removeAsked);
    buttons->addWidget(edit);
    buttons->addWidget(rotate);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    addLayout(buttons);
    addWidget(makeLine(body()));
}

void ClientDetails::addFindings(const oauth::Client& client)
{
    const auto findings = oauth::validate(client);
    if (!findings.isEmpty()) {
        addSection(counted(findings.size(), tr("1 finding"), tr("%1 findings")));
    }
    for (const oauth::FieldProblem& finding : findings) {
        addWidget(new FindingFrame(finding, body()));
    }
    for (const oauth::CellProblem& problem : client.problems) {
        if (problem.kind != oauth::CellProblem::Kind::NotJson) { // said above
            addWidget(new FindingFrame(
                {oauth::FieldProblem::Severity::Warning, false, {}, {}, oauth::describe(problem), problem.what, {}, {}},
                body()));
        }
    }
}

void ClientDetails::addRaw(const oauth::Client& client)
{
    addSection(tr("Stored metadata, kept as it is"));
    auto* raw = new QPlainTextEdit(displayText(client.unreadableMetadata.value_or(client.metadata.text())), body());
    raw->setAccessibleName(tr("Stored metadata"));
    raw->setReadOnly(true);
    raw->setFont(monoFont());
    raw->setMaximumHeight(90);
    addWidget(raw);
    auto* edit = makeButton(tr("Edit raw text…"), ButtonKind::Plain, {}, body());
    connect(edit, &QPushButton::clicked, this, &ClientDetails::editAsked);
    auto* row = new QHBoxLayout;
    row->addWidget(edit);
    row->addStretch(1);
    addLayout(row);
}

void ClientDetails::addProof(const oauth::Client& client)
{
    addSection(tr("Proves itself by"));
    if (!client.unreadableMetadata) {
        addText(tr("Method"), client.authMethod(), true);
    }
    if (client.secret && !client.secret->isEmpty()) {
        const bool hashed = client.secretStorage.kind == oauth::SecretStorage::Kind::Hashed;
        const QString name = hashed ? tr("Stored hash") : tr("Client secret");
        auto* secret = new SecretField(SecretField::Kind::ClientSecret, name, m_services.clipboard, body());
        secret->setSecret(*client.secret);
        addRow(hashed ? name : tr("Secret"), secret);
        addText(tr("Stored as"), storedAs(client));
        addText(tr("Secret expires"), tables::absoluteTime(client.secretExpiresAt, tr("Never")));
        auto* check = makeLink(tr("Check a secret…"), body());
        connect(check, &QToolButton::clicked, this, &ClientDetails::checkAsked);
        addRow({}, check);
    } else {
        addText(tr("Secret"), tr("None"));
    }
}

void ClientDetails::addUris(const oauth::Client& client)
{
    const QStringList uris = client.redirectUris();
    if (uris.isEmpty()) {
        return;
    }
    addSection(tr("May send people to"));
    QStringList bad;
    for (const oauth::FieldProblem& finding : oauth::validate(client)) {
        if (finding.severity == oauth::FieldProblem::Severity::Error) {
            bad << finding.value;
        }
    }
    for (const QString& uri : uris) {
        auto* label = new ElidedLabel(uri, monoFont(), Qt::ElideMiddle, body());
        label->setInk(bad.contains(uri) ? Ink::Revoked : Ink::Text);
        addWidget(label);
    }
}

void ClientDetails::addChips(const QString& label, const QStringList& values)
{
    if (values.isEmpty()) {
        addText(label, tr("None"));
        return;
    }
    auto* box = new QWidget(body());
    auto* flow = new FlowLayout(box);
    for (const QString& value : values) {
        flow->addWidget(new ChipLabel({Tone::Value, displayText(value)}, box));
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    box->setSizePolicy(policy);
    addRow(label, box);
}

void ClientDetails::addRights(const oauth::Client& client)
{
    addSection(tr("May do"));
    if (m_repository.schema().canDisableClients) {
        auto* link = makeLink(client.enabled ? tr("Disable…") : tr("Enable…"), body());
        link->setAccessibleName(client.enabled ? tr("Disable client…") : tr("Enable client…"));
        connect(link, &QToolButton::clicked, this, &ClientDetails::switchAsked);
        addText(tr("State"), client.enabled ? tr("Enabled") : tr("Disabled"));
        addRow({}, link);
    }
    if (client.unreadableMetadata) {
        return;
    }
    addChips(tr("Grants"), client.grantTypes());
    addChips(tr("Scopes"), client.scopes());
}

void ClientDetails::addRowFacts(const oauth::Client& client, std::optional<qint64> liveTokens)
{
    addSection(tr("In the database"));
    if (liveTokens && client.id) {
        auto* link = makeLink(QLocale().toString(*liveTokens), body());
        link->setAccessibleName(tr("Show %1 live tokens").arg(*liveTokens));
        connect(link, &QToolButton::clicked, this, [this, id = *client.id] {
            m_services.show(u"tokens"_s, u"client:%1 state:active"_s.arg(oauth::quotedValue(id)));
        });
        addRow(tr("Live tokens"), link);
    }
    addText(tr("Registered"), tables::absoluteTime(client.issuedAt, tr("Not recorded")));
    addText(tr("Owner"), client.owner.value_or(tr("None")));
    addText(tr("Row"), tr("%1, key %2").arg(m_repository.schema().clients.table, client.key.text()), true);
}

} // namespace owb::ui
