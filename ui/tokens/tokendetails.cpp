#include "tokens/tokendetails.h"

#include "common/chip.h"
#include "common/findingframe.h"
#include "common/flowlayout.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "core/clock.h"
#include "tables/timetext.h"
#include "tables/tokentablemodel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** What the server does with the access and the refresh token, in a sentence each. */
QString verdictText(const oauth::Token& token, qint64 now)
{
    QStringList sentences;
    switch (token.stateAt(now)) {
    case oauth::TokenState::Active:
        sentences << TokenDetails::tr("The server accepts the access token.");
        break;
    case oauth::TokenState::Expired:
        sentences << TokenDetails::tr("The server refuses the access token: it has expired.");
        break;
    case oauth::TokenState::Revoked:
        sentences << (token.accessRevokedAt ? TokenDetails::tr("The server refuses the access token: it was revoked.")
                                            : TokenDetails::tr("The server refuses the access token: its refresh token "
                                                               "was revoked, and this framework refuses both then."));
        break;
    }
    switch (token.refreshState()) {
    case oauth::RefreshState::None:
        break;
    case oauth::RefreshState::Live:
        sentences << TokenDetails::tr("The refresh token still gets a new one.");
        break;
    case oauth::RefreshState::Revoked:
        sentences << TokenDetails::tr("The refresh token is refused.");
        break;
    }
    return sentences.join(u' ');
}

} // namespace

TokenDetails::TokenDetails(
    store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : DetailsPane(parent)
    , m_repository(repository)
    , m_clock(clock)
    , m_services(services)
{
    setAccessibleName(tr("Token details"));
    show({});
}

void TokenDetails::show(const std::optional<oauth::Token>& token)
{
    clear();
    if (!token) {
        addWidget(makeMutedLabel(tr("Select a token to see its details."), body()));
        finish();
        return;
    }
    addHeading(*token);
    addVerdict(*token);
    addValues(*token);
    addTimes(*token);
    addOwner(*token);
    finish();
}

void TokenDetails::addHeading(const oauth::Token& token)
{
    const oauth::TokenState state = token.stateAt(m_clock.now());
    const Tone tone = state == oauth::TokenState::Active ? Tone::Active
        : state == oauth::TokenState::Expired            ? Tone::Expired
                                                         : Tone::Revoked;
    auto* top = new QHBoxLayout;
    top->addWidget(makeLabel(token.tokenType.isEmpty() ? tr("Token") : tr("%1 token").arg(displayText(token.tokenType)),
        titleFont(), body()));
    top->addStretch(1);
    top->addWidget(new ChipLabel({tone, tables::stateText(state)}, body()));
    addLayout(top);
    auto* buttons = new QHBoxLayout;
    auto* revoke = makeButton(tr("Revoke…"), ButtonKind::DangerText, {}, body());
    revoke->setAccessibleName(tr("Revoke token…"));
    connect(revoke, &QPushButton::clicked, this, [this, token] { Q_EMIT revokeAsked({token}); });
    buttons->addWidget(revoke);
    if (token.valuesStored) {
        auto* inspect = makeButton(tr("Inspect"), ButtonKind::Plain, u"inspector"_s, body());
        inspect->setAccessibleName(tr("Inspect token"));
        connect(inspect, &QPushButton::clicked, this, [this, token] {
            m_services.inspect(token.isRefreshAlone() && token.refreshToken ? *token.refreshToken : token.accessToken);
        });
        buttons->addWidget(inspect);
    }
    buttons->addStretch(1);
    addLayout(buttons);
    addWidget(makeLine(body()));
}

void TokenDetails::addVerdict(const oauth::Token& token)
{
    auto* verdict = makeLabel(verdictText(token, m_clock.now()), bodyFont(), body());
    verdict->setObjectName(u"verdict"_s);
    verdict->setWordWrap(true);
    addWidget(verdict);
    for (const oauth::CellProblem& problem : token.problems) {
        const QString what = problem.raw.isEmpty() ? QString() : tr("Stored: %1").arg(displayText(problem.raw));
        addWidget(new FindingFrame(
            {oauth::FieldProblem::Severity::Warning, false, {}, {}, oauth::describe(problem), what, {}, {}}, body()));
    }
}

void TokenDetails::addValues(const oauth::Token& token)
{
    addSection(token.valuesStored ? tr("Values") : tr("Kept of the values"));
    if (!token.valuesStored) {
        auto* note = makeMutedLabel(
            tr("The database keeps digests or identifiers. The tokens themselves cannot be read here."), body());
        note->setWordWrap(true);
        addWidget(note);
    }
    auto* access = new SecretField(SecretField::Kind::Token, tr("Access token"), m_services.clipboard, body());
    access->setSecret(token.accessToken);
    addRow(tr("Access token"), access);
    if (token.refreshToken) {
        auto* refresh = new SecretField(SecretField::Kind::Token, tr("Refresh token"), m_services.clipboard, body());
        refresh->setSecret(*token.refreshToken);
        addRow(tr("Refresh token"), refresh);
    } else {
        addText(tr("Refresh token"), tr("None"));
    }
    auto* box = new QWidget(body());
    auto* flow = new FlowLayout(box);
    for (const QString& scope : token.scopes()) {
        flow->addWidget(new ChipLabel({Tone::Value, displayText(scope)}, box));
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    box->setSizePolicy(policy);
    if (token.scopes().isEmpty()) {
        addText(tr("Scopes"), tr("None"));
    } else {
        addRow(tr("Scopes"), box);
    }
}

void TokenDetails::addTimes(const oauth::Token& token)
{
    addSection(tr("Times, %1").arg(tables::zoneText()));
    addText(tr("Issued"), tables::absoluteTime(token.issuedAt, tr("Not recorded")));
    const qint64 now = m_clock.now();
    addText(tr("Expires"),
        token.expiresAt
            ? u"%1, %2"_s.arg(tables::absoluteTime(*token.expiresAt), tables::relativeTime(*token.expiresAt, now))
            : tr("Never"));
    const auto revoked = [&token](qint64 at) {
        return token.revocationTimesKnown ? tables::absoluteTime(at) : tr("Yes; the time is not recorded");
    };
    if (token.accessRevokedAt) {
        addText(tr("Access revoked"), revoked(*token.accessRevokedAt));
    }
    if (token.refreshRevokedAt) {
        addText(tr("Refresh revoked"), revoked(*token.refreshRevokedAt));
    }
}

void TokenDetails::addOwner(const oauth::Token& token)
{
    addSection(tr("In the database"));
    if (token.clientId) {
        auto* link = makeLink(displayText(*token.clientId), body());
        link->setText(link->text().replace(u'&', u"&&"_s)); // no mnemonic is meant
        connect(link, &QToolButton::clicked, this,
            [this, id = *token.clientId] { m_services.show(u"clients"_s, u"client:"_s + oauth::quotedValue(id)); });
        addRow(tr("Client"), link);
    } else {
        addText(tr("Client"), tr("None"));
    }
    addText(tr("User"), token.userId.value_or(tr("No user")));
    const store::SchemaInfo& schema = m_repository.schema();
    const QString& table = token.isRefreshAlone() ? schema.refreshTokens.table : schema.tokens.table;
    addText(tr("Row"), tr("%1, key %2").arg(table, token.shownKey()), true);
}

} // namespace owb::ui
