#include "output.h"

#include "core/invisible.h"
#include "json/jsontext.h"

#include <QDateTime>

#include <cerrno>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

bool failedOutput = false;

QString field(const QString& name, const QString& value)
{
    return (name + u':').leftJustified(21) + u' ' + value + u'\n';
}

QString problemLines(const QList<oauth::CellProblem>& problems)
{
    QString lines;
    for (const oauth::CellProblem& problem : problems) {
        lines += field(u"problem"_s, printable(oauth::describe(problem)));
    }
    return lines;
}

} // namespace

bool writeLine(const QString& line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    const auto size = static_cast<size_t>(bytes.size());
    const bool written = std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    if (!written && errno != EPIPE) {
        failedOutput = true;
    }
    return written;
}

bool writeJson(const QString& json)
{
    QString line;
    for (const char32_t c : json::compactJson(json).toUcs4()) {
        const auto units = QChar::fromUcs4(c); // a QString of it would drop U+FEFF, as a byte order mark
        if (!core::isInvisible(c)) {
            line += units;
            continue;
        }
        for (const QChar unit : units) { // only ever inside a text, where an escape means the same
            line += u"\\u%1"_s.arg(unit.unicode(), 4, 16, QChar(u'0'));
        }
    }
    return writeLine(line);
}

bool outputFailed()
{
    return failedOutput;
}

Outcome afterChange(bool written, const QString& lost)
{
    if (written || (lost.isEmpty() && !outputFailed())) {
        return {};
    }
    const QString made = u"The change was made, but the output could not be written; the disk may be full."_s;
    return {Status::Unreachable, lost.isEmpty() ? made : lost, {}};
}

void writeError(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
}

QString printable(const QString& text)
{
    QString shown;
    for (const char32_t c : text.toUcs4()) {
        if (core::isInvisible(c)) {
            shown += u"\\u{%1}"_s.arg(static_cast<uint>(c), 0, 16);
        } else {
            shown += QString::fromUcs4(&c, 1);
        }
    }
    return shown;
}

QString moment(qint64 epoch, const QString& zero)
{
    constexpr qint64 lastYear = 253402300799; // the end of 9999: later numbers are no times
    if (epoch == 0) {
        return zero;
    }
    return epoch < 0 || epoch > lastYear ? QString::number(epoch)
                                         : QDateTime::fromSecsSinceEpoch(epoch).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

oauth::Origin clientOrigin(const store::SchemaInfo& schema)
{
    return {schema.profile, schema.clients.table};
}

oauth::Origin tokenOrigin(const store::SchemaInfo& schema, const oauth::Token& token)
{
    return {schema.profile, token.isRefreshAlone() ? schema.refreshTokens.table : schema.tokens.table};
}

oauth::Origin codeOrigin(const store::SchemaInfo& schema)
{
    return {schema.profile, schema.codes.table};
}

QString describeClient(const oauth::Client& client, const oauth::Origin& origin, oauth::Reveal reveal)
{
    QString text = field(u"client_id"_s, client.id ? printable(*client.id) : u"(none)"_s);
    const bool secret = client.secret && !client.secret->isEmpty();
    const QString shown =
        reveal == oauth::Reveal::Yes && secret ? printable(client.secret->revealText()) : core::Secret::maskedSecret();
    text += field(u"client_secret"_s, secret ? shown : u"(none)"_s);
    text += field(u"issued"_s, moment(client.issuedAt, u"(not recorded)"_s));
    text += field(u"secret expires"_s, moment(client.secretExpiresAt, u"never"_s));
    for (const auto& member : client.metadata.members()) {
        const QJsonValue value = client.metadata.value(member.name);
        if (oauth::isSecretMember(member.name) && reveal == oauth::Reveal::No) {
            text += field(member.name, core::Secret::maskedSecret());
            continue;
        }
        text += field(printable(member.name), printable(value.isString() ? value.toString() : member.text));
    }
    if (client.unreadableMetadata) {
        text += field(u"stored metadata"_s,
            reveal == oauth::Reveal::Yes ? printable(*client.unreadableMetadata) : u"(--reveal shows it)"_s);
    }
    text += field(u"owner"_s, client.owner ? printable(*client.owner) : u"(none)"_s);
    text += field(u"row"_s, u"%1, key %2"_s.arg(printable(origin.table), printable(client.key.text())));
    return (text + problemLines(client.problems)).chopped(1);
}

QString describeToken(const oauth::Token& token, const oauth::Origin& origin, qint64 now, oauth::Reveal reveal)
{
    const auto shown = [reveal](const core::Secret& value) {
        return printable(reveal == oauth::Reveal::Yes ? value.revealText() : value.maskedToken());
    };
    QString text = field(u"state"_s, oauth::stateId(token.stateAt(now)));
    text += field(u"client_id"_s, token.clientId ? printable(*token.clientId) : u"(none)"_s);
    text += field(u"sub"_s, token.userId ? printable(*token.userId) : u"(no user)"_s);
    text += field(u"token_type"_s, printable(token.tokenType));
    text += field(u"scope"_s, printable(token.scope));
    text += field(u"issued"_s, moment(token.issuedAt, u"(not recorded)"_s));
    text += field(u"expires"_s, token.expiresAt ? moment(*token.expiresAt, u"1970-01-01"_s) : u"never"_s);
    text += field(u"access_token"_s, shown(token.accessToken));
    text += field(u"refresh_token"_s, token.refreshToken ? shown(*token.refreshToken) : u"(none)"_s);
    text += field(u"refresh state"_s, oauth::stateId(token.refreshState()));
    if (token.revocationTimesKnown && token.accessRevokedAt) {
        text += field(u"access revoked"_s, moment(*token.accessRevokedAt, {}));
    }
    if (token.revocationTimesKnown && token.refreshRevokedAt) {
        text += field(u"refresh revoked"_s, moment(*token.refreshRevokedAt, {}));
    }
    text += field(u"row"_s,
        u"%1, key %2"_s.arg(
            printable(origin.table), printable(reveal == oauth::Reveal::Yes ? token.key.text() : token.shownKey())));
    return (text + problemLines(token.problems)).chopped(1);
}

} // namespace owb::cli
