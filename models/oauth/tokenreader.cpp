#include "oauth/tokenreader.h"

#include "json/jsontext.h"
#include "oauth/columntext.h"
#include "json/jsonmembers.h"
#include "oauth/texts.h"

#include <QDateTime>
#include <QStringDecoder>

#include <functional>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using Members = QHash<QString, QJsonValue>;

tl::unexpected<core::Error> notAllowed(const QString& member, const QString& reason)
{
    return core::failure(core::Error::Kind::ValueNotAllowed, member, {reason});
}

std::optional<QString> utf8(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

/** Epoch seconds, as a number or as a time of ISO 8601 with its zone. */
core::Result<std::optional<qint64>> moment(const Members& members, const QString& name)
{
    const QJsonValue value = members.value(name);
    const QString text = value.toString();
    if (value.isUndefined() || value.isNull() || (value.isString() && text.isEmpty())) {
        return std::optional<qint64>();
    }
    bool isNumber = value.isDouble() && static_cast<double>(value.toInteger()) == value.toDouble();
    const qint64 number = value.isString() ? text.toLongLong(&isNumber) : value.toInteger();
    if (isNumber) {
        return std::optional(number);
    }
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) {
        return notAllowed(name,
            ReasonText::tr("it must be seconds since 1970, or a time with its zone such as 2026-11-28T22:10:00Z"));
    }
    return std::optional(time.toSecsSinceEpoch());
}

core::Result<std::optional<QString>> text(const Members& members, const QString& name)
{
    const QJsonValue value = members.value(name);
    if (value.isUndefined() || value.isNull()) {
        return std::optional<QString>();
    }
    if (value.isDouble()) {
        return std::optional(json::jsonText(value)); // keys of users are often numbers
    }
    return columnText(name, value).map([](const QString& text) { return std::optional(text); });
}

core::Result<std::optional<core::Secret>> secret(const Members& members, const QString& name)
{
    const QJsonValue value = members.value(name);
    if (value.isUndefined() || value.isNull() || value.toString() == QString()) {
        return value.isString() || value.isUndefined() || value.isNull()
            ? core::Result<std::optional<core::Secret>>()
            : notAllowed(name, ReasonText::tr("it must be a text"));
    }
    return secretText(name, value).map([](const core::Secret& secret) { return std::optional(secret); });
}

core::Result<> takeTexts(Token& token, const Members& members)
{
    for (const auto& [name, set] : std::initializer_list<std::pair<QString, std::function<void(const QString&)>>>{
             {u"client_id"_s, [&token](const QString& value) { token.clientId = value; }},
             {u"sub"_s, [&token](const QString& value) { token.userId = value; }},
             {u"token_type"_s, [&token](const QString& value) { token.tokenType = value; }},
             {u"scope"_s, [&token](const QString& value) { token.scope = value; }}}) {
        const auto value = text(members, name);
        if (!value) {
            return tl::unexpected(value.error());
        }
        if (*value) {
            set(**value);
        }
    }
    return {};
}

core::Result<> takeTokens(Token& token, const Members& members)
{
    const auto access = secret(members, u"access_token"_s);
    const auto refresh = secret(members, u"refresh_token"_s);
    if (!access || !refresh) {
        return tl::unexpected(access ? refresh.error() : access.error());
    }
    if (!*access) {
        return notAllowed(u"access_token"_s,
            *refresh ? ReasonText::tr("it is missing, and a refresh token alone cannot be added")
                     : ReasonText::tr("it is missing"));
    }
    token.accessToken = **access;
    token.refreshToken = *refresh;
    return {};
}

core::Result<> takeTimes(Token& token, const Members& members, qint64 now)
{
    QList<std::optional<qint64>> times;
    for (const QString& name :
        {u"iat"_s, u"exp"_s, u"expires_in"_s, u"access_token_revoked_at"_s, u"refresh_token_revoked_at"_s}) {
        const auto time = moment(members, name);
        if (!time) {
            return tl::unexpected(time.error());
        }
        times << *time;
    }
    token.issuedAt = times.at(0).value_or(now);
    const auto lifetime = times.at(2);
    qint64 end = 0;
    if (lifetime && __builtin_add_overflow(token.issuedAt, *lifetime, &end)) {
        return notAllowed(u"expires_in"_s, ReasonText::tr("it is too great"));
    }
    token.expiresAt = times.at(1) ? times.at(1) : lifetime ? std::optional(end) : std::nullopt;
    token.accessRevokedAt = times.at(3);
    token.refreshRevokedAt = times.at(4);
    // Where rows have a mark and no times it is the state that says so.
    if (!times.at(3) && !times.at(4)) {
        const bool access = members.value(u"state"_s).toString() == stateId(TokenState::Revoked);
        const bool refresh = members.value(u"refresh_state"_s).toString() == stateId(RefreshState::Revoked);
        token.accessRevokedAt = access ? std::optional(now) : std::nullopt;
        token.refreshRevokedAt = refresh ? std::optional(now) : std::nullopt;
    }
    return {};
}

core::Result<> checkNames(const QStringList& names, const QStringList& others)
{
    for (const QString& name : names) {
        if (!tokenColumns().contains(name) && !others.contains(name)) {
            return notAllowed(
                name, ReasonText::tr("a token has no such member; it has %1").arg(tokenColumns().join(u", "_s)));
        }
        if (names.count(name) > 1) {
            return notAllowed(name, ReasonText::tr("it is there twice"));
        }
    }
    return {};
}

} // namespace

TokenReader::TokenReader(QIODevice& from, const QString& name, FileFormat format, qint64 now)
    : m_name(name)
    , m_records(from, format == FileFormat::Csv ? TextRecords::Shape::Csv : TextRecords::Shape::Lines)
    , m_format(format)
    , m_now(now)
{ }

tl::unexpected<core::Error> TokenReader::failure(const QString& reason) const
{
    return core::failure(core::Error::Kind::NotReadable, m_name, {QString::number(m_line), reason});
}

core::Result<std::optional<Token>> TokenReader::next()
{
    if (m_format == FileFormat::Csv && m_columns.isEmpty()) {
        if (const auto read = readHeadings(); !read) {
            m_isHopeless = true;
            return tl::unexpected(read.error());
        }
    }
    const auto record = m_records.next();
    if (!record) {
        return std::optional<Token>();
    }
    m_line = record->line;
    Token token;
    token.tokenType = newToken(m_now).tokenType;
    const auto members = membersOf(*record, token);
    if (!members) {
        return tl::unexpected(members.error());
    }
    for (const auto& taken :
        {takeTexts(token, *members), takeTokens(token, *members), takeTimes(token, *members, m_now)}) {
        if (!taken) {
            return failure(u"%1: %2"_s.arg(taken.error().subject, taken.error().items.value(0)));
        }
    }
    return std::optional(token);
}

core::Result<> TokenReader::readHeadings()
{
    const auto record = m_records.next();
    m_line = record ? record->line : 1;
    QStringList columns;
    for (const QByteArray& cell : record ? record->cells : QList<QByteArray>()) {
        columns << QString::fromUtf8(cell).trimmed();
    }
    const auto known = checkNames(columns, {u"expires_in"_s});
    if (!record || !known || !columns.contains(u"access_token"_s)) {
        return failure(ReasonText::tr("the first line must name the columns, access_token among them; known are %1")
                           .arg(tokenColumns().join(u", "_s)));
    }
    m_columns = columns;
    return {};
}

core::Result<TokenReader::Members> TokenReader::membersOf(const TextRecords::Record& record, Token& token) const
{
    if (record.problem) {
        return failure(ReasonText::tr(record.problem));
    }
    if (m_format == FileFormat::Csv) {
        return membersOfCells(record.cells);
    }
    const auto line = utf8(record.cells.constFirst());
    return line ? membersOfLine(*line, token) : failure(ReasonText::tr("it is not UTF-8"));
}

core::Result<TokenReader::Members> TokenReader::membersOfLine(const QString& line, Token& token) const
{
    const auto json = json::JsonMembers::parse(line);
    if (!json) {
        return failure(ReasonText::tr("it is no JSON object: at character %1, %2")
                           .arg(json.error().items.value(1), json.error().items.value(2)));
    }
    const auto known = checkNames(json->names(), {u"active"_s, u"expires_in"_s, u"_workbench"_s});
    const auto columns = extraColumnsOf(*json);
    if (!known || !columns) {
        const core::Error& error = known ? columns.error() : known.error();
        return failure(u"%1: %2"_s.arg(error.subject, error.items.value(0)));
    }
    token.extraColumns = *columns;
    Members members;
    for (const QString& name : json->names()) {
        if (name != "_workbench"_L1) {
            members.insert(name, json->value(name));
        }
    }
    return members;
}

core::Result<TokenReader::Members> TokenReader::membersOfCells(const QList<QByteArray>& cells) const
{
    if (cells.size() != m_columns.size()) {
        return failure(ReasonText::tr("it has %1 cells, and the first line names %2 columns")
                           .arg(cells.size())
                           .arg(m_columns.size()));
    }
    Members members;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto text = utf8(cells.at(i));
        if (!text) {
            return failure(ReasonText::tr("it is not UTF-8"));
        }
        if (!text->isEmpty()) {
            members.insert(m_columns.at(i), *text);
        }
    }
    return members;
}

} // namespace owb::oauth
