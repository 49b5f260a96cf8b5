#include "oauth/tokenfile.h"

#include "oauth/jsonline.h"
#include "oauth/tokenjson.h"

#include <QFileDevice>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

constexpr size_t pendingSize = 1 << 18; // bytes handed to the system at once

bool isSpecial(char c)
{
    return c == ',' || c == '"' || c == '\n' || c == '\r';
}

void appendBytes(std::string& out, QByteArrayView utf8)
{
    if (std::none_of(utf8.cbegin(), utf8.cend(), isSpecial)) {
        out.append(utf8.data(), static_cast<size_t>(utf8.size()));
        return;
    }
    out += '"';
    out += utf8.toByteArray().replace('"', "\"\"").toStdString();
    out += '"';
}

void appendCell(std::string& out, const QString& text)
{
    const auto mayBeSpecial = [](QChar c) { return isSpecial(static_cast<char>(c.unicode())); };
    if (std::none_of(text.cbegin(), text.cend(), mayBeSpecial)) {
        appendUtf8(out, text);
    } else {
        appendBytes(out, text.toUtf8());
    }
}

/** A number of so many digits, zeros in front. */
template <int Digits> char* putDigits(char* to, unsigned number)
{
    constexpr unsigned base = 10;
    for (int i = Digits - 1; i >= 0; --i, number /= base) {
        to[i] = static_cast<char>('0' + number % base);
    }
    return to + Digits;
}

/** A time as CSV has it; what four digits of a year cannot hold stays a number. */
void appendMoment(std::string& out, std::optional<qint64> epoch)
{
    using namespace std::chrono;
    constexpr qint64 first = -62'167'219'200; // 0000-01-01
    constexpr qint64 last = 253'402'300'799; // 9999-12-31T23:59:59
    if (!epoch) {
        return;
    }
    if (*epoch < first || *epoch > last) {
        out += std::to_string(*epoch);
        return;
    }
    const sys_seconds moment{seconds(*epoch)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const auto time = static_cast<unsigned>((moment - day).count());
    constexpr unsigned ofHour = 3600;
    constexpr unsigned ofMinute = 60;
    constexpr int length = 20; // 2026-11-28T22:10:00Z: by the million, so without a format that is read each time
    std::array<char, length> text{};
    char* at = putDigits<4>(text.data(), static_cast<unsigned>(static_cast<int>(date.year())));
    const auto put = [&at](char mark, unsigned number) {
        *at++ = mark;
        at = putDigits<2>(at, number);
    };
    put('-', static_cast<unsigned>(date.month()));
    put('-', static_cast<unsigned>(date.day()));
    put('T', time / ofHour);
    put(':', time % ofHour / ofMinute);
    put(':', time % ofMinute);
    *at = 'Z';
    out.append(text.data(), text.size());
}

} // namespace

std::optional<FileFormat> fileFormatOf(const QString& fileName)
{
    const QString suffix = fileName.section(u'.', -1).toLower();
    if (suffix == "csv"_L1) {
        return FileFormat::Csv;
    }
    const bool json = suffix == "ndjson"_L1 || suffix == "jsonl"_L1 || suffix == "json"_L1;
    return json ? std::optional(FileFormat::Ndjson) : std::nullopt;
}

const QStringList& tokenColumns()
{
    static const QStringList columns{u"client_id"_s, u"sub"_s, u"token_type"_s, u"scope"_s, u"iat"_s, u"exp"_s,
        u"state"_s, u"access_token"_s, u"access_token_revoked_at"_s, u"refresh_token"_s, u"refresh_state"_s,
        u"refresh_token_revoked_at"_s, u"key"_s};
    return columns;
}

TokenWriter::TokenWriter(QIODevice& to, FileFormat format, Origins origins, qint64 now, Reveal reveal)
    : m_to(to)
    , m_format(format)
    , m_origins(std::move(origins))
    , m_now(now)
    , m_reveal(reveal)
{
    m_pending.reserve(pendingSize + pendingSize / 4);
    if (format == FileFormat::Csv) {
        m_pending += tokenColumns().join(u',').toStdString() + "\r\n";
    }
}

TokenWriter::~TokenWriter()
{
    m_pending.resize(m_pending.capacity());
    explicit_bzero(m_pending.data(), m_pending.size()); // tokens in full, perhaps
}

core::Result<> TokenWriter::write(const Token& token)
{
    if (m_format == FileFormat::Csv) {
        appendCsv(token);
    } else {
        appendJson(
            m_pending, token, token.isRefreshAlone() ? m_origins.refreshTokens : m_origins.tokens, m_now, m_reveal);
        m_pending += '\n';
    }
    return m_pending.size() < pendingSize ? core::Result<>() : flush();
}

core::Result<> TokenWriter::flush()
{
    const auto size = static_cast<qint64>(m_pending.size());
    const bool written = m_to.write(m_pending.data(), size) == size;
    m_pending.clear(); // its room stays
    if (written) {
        return {};
    }
    const auto* file = qobject_cast<const QFileDevice*>(&m_to);
    return core::failure(
        core::Error::Kind::FileNotWritten, file ? file->fileName() : QString(), {}, m_to.errorString());
}

void TokenWriter::appendCsv(const Token& token)
{
    const bool hasTimes = token.revocationTimesKnown;
    const auto next = [this] { m_pending += ','; };
    const auto appendToken = [this](const core::Secret& value) {
        m_reveal == Reveal::Yes ? appendBytes(m_pending, value.reveal()) : appendCell(m_pending, value.maskedToken());
    };
    appendCell(m_pending, token.clientId.value_or(QString()));
    next();
    appendCell(m_pending, token.userId.value_or(QString()));
    next();
    appendCell(m_pending, token.tokenType);
    next();
    appendCell(m_pending, token.scope);
    next();
    appendMoment(m_pending, token.issuedAt);
    next();
    appendMoment(m_pending, token.expiresAt);
    next();
    appendCell(m_pending, stateId(token.stateAt(m_now)));
    next();
    appendToken(token.accessToken);
    next();
    appendMoment(m_pending, hasTimes ? token.accessRevokedAt : std::nullopt);
    next();
    if (token.refreshToken) {
        appendToken(*token.refreshToken);
    }
    next();
    appendCell(m_pending, stateId(token.refreshState()));
    next();
    appendMoment(m_pending, hasTimes ? token.refreshRevokedAt : std::nullopt);
    next();
    const QVariantList& key = token.key.parts;
    if (key.size() == 1 && !token.isRefreshAlone() && key.constFirst().typeId() == QMetaType::LongLong) {
        m_pending += std::to_string(key.constFirst().toLongLong()); // as nearly every key is
    } else {
        appendCell(m_pending, m_reveal == Reveal::Yes ? token.key.text() : token.shownKey());
    }
    m_pending += "\r\n";
}

} // namespace owb::oauth
