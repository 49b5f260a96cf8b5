#include "inspector/servertext.h"

#include "common/widgets.h"
#include "inspector/claimwords.h"
#include "inspector/inspectortext.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using inspector::Step;
using oauth::TokenState;
using Row = tables::TraceModel::Row;

QString clockWords(qint64 seconds)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds).time(), u"HH:mm:ss"_s);
}

/** "active: true, ends at 14:00:00" */
QString memberWords(const json::JsonMembers& members)
{
    const bool isActive = members.value(u"active"_s).toBool();
    QStringList parts{isActive ? u"active: true"_s : u"active: false"_s};
    if (const auto ends = inspector::timeIn(members.value(u"exp"_s))) {
        parts << InspectorText::tr("ends at %1").arg(inspector::dateWords(static_cast<qint64>(*ends)));
    }
    return parts.join(u", "_s);
}

Standing answered(const ServerReply& reply)
{
    const QString again = InspectorText::tr("Ask again");
    const QString at = InspectorText::tr("Introspection answered at %1").arg(clockWords(reply.at));
    if (!reply.answer->isProven()) {
        return {{Tone::Warning, InspectorText::tr("Not proven")},
            InspectorText::tr("Its signed answer cannot be trusted."), displayText(reply.answer->doubt()), again};
    }
    const Chip chip = *reply.isActive() ? Chip{Tone::Active, InspectorText::tr("Active")}
                                        : Chip{Tone::Revoked, InspectorText::tr("Not active")};
    const QString by = reply.answer->proof ? InspectorText::tr("%1, signed").arg(at) : at;
    return {chip, by, memberWords(reply.answer->introspection.members), again};
}

/** What server and database say, held against each other. */
Row agreement(const Examination& examination)
{
    Row row{InspectorText::tr("Server agrees with the row"), Step::Outcome::NotChecked, {}, {}, u"RFC 7662 §2.2"_s,
        u"T-AT-15"_s};
    const auto state = examination.rowState();
    const auto isActive = examination.reply.isActive();
    if (!state || !isActive) {
        row.title = InspectorText::tr("At the server");
    }
    if (!isActive) {
        const Standing standing = standingAtServer(examination);
        row.what = standing.line;
        row.remedy = standing.detail;
        row.outcome =
            examination.reply.state == ServerReply::State::Answered ? Step::Outcome::Failed : Step::Outcome::NotChecked;
        return row;
    }
    row.what = *isActive ? InspectorText::tr("Introspection says active.")
                         : InspectorText::tr("Introspection says not active.");
    const bool agrees = state ? (*state == TokenState::Active) == *isActive : *isActive;
    row.outcome = agrees ? Step::Outcome::Passed : Step::Outcome::Failed;
    if (!agrees && *isActive) {
        row.remedy = InspectorText::tr("The server may keep its answers for a while. Revoke the token at the server.");
    } else if (!*isActive) {
        row.remedy = InspectorText::tr("Get a new token.");
    }
    return row;
}

/** A key that is missing today may be one of yesterday. */
QList<Row> keySteps(const Examination& examination)
{
    const auto& known = examination.knownKey;
    if (!known) {
        return {};
    }
    Row row{InspectorText::tr("Keys of the server, by time"), Step::Outcome::NotChecked, {}, {}, u"RFC 7517 §5"_s, {}};
    const QString seen = InspectorText::tr("%1 was among the server's keys from %2 to %3")
                             .arg(displayText(known->key.facts().id), inspector::dateWords(known->firstSeen),
                                 inspector::dateWords(known->lastSeen));
    row.what = known->isCurrent ? InspectorText::tr("%1, when they were fetched last.").arg(seen)
                                : InspectorText::tr("%1, and is gone since.").arg(seen);
    row.remedy = known->isCurrent ? InspectorText::tr("Hold the token against the server's keys.")
                                  : InspectorText::tr("Readers that fetch the keys anew refuse this token.");
    return {row};
}

} // namespace

Standing standingAtServer(const Examination& examination)
{
    const ServerReply& reply = examination.reply;
    switch (reply.state) {
    case ServerReply::State::NoServer:
        return {{Tone::Neutral, InspectorText::tr("No server")},
            InspectorText::tr("It is not known which server to ask."),
            InspectorText::tr("Its issuer is an https address."), InspectorText::tr("Set the server…")};
    case ServerReply::State::NotAsked:
        return {{Tone::Neutral, InspectorText::tr("Not asked")},
            InspectorText::tr("%1 was not asked.").arg(reply.server),
            InspectorText::tr("Asking sends the token there."), InspectorText::tr("Ask")};
    case ServerReply::State::Asking:
        return {
            {Tone::Neutral, InspectorText::tr("Asking…")}, InspectorText::tr("%1 is asked.").arg(reply.server), {}, {}};
    case ServerReply::State::Failed:
        return {{Tone::Warning, InspectorText::tr("No answer")}, displayText(reply.fault->what),
            displayText(reply.fault->remedy), InspectorText::tr("Ask again")};
    case ServerReply::State::Answered:
        break;
    }
    return answered(reply);
}

QList<Row> serverSteps(const Examination& examination)
{
    return QList<Row>{agreement(examination)} + keySteps(examination);
}

} // namespace owb::ui
