#pragma once

#include "core/result.h"
#include "oauth/clientjson.h"
#include "oauth/token.h"

#include <QIODevice>

#include <optional>
#include <string>

/**
 * Tokens in files, of any number with the same little memory.
 *
 * NDJSON: an object a line, as `owb token list --json` prints them. CSV: RFC 4180 in UTF-8, the first record names the
 * columns as NDJSON names its members; times are UTC as in 2026-11-28T22:10:00Z.
 */
namespace owb::oauth {

enum class FileFormat { Ndjson, Csv };

/** By the end of a file's name: .csv, .ndjson, .jsonl or .json. */
[[nodiscard]] std::optional<FileFormat> fileFormatOf(const QString& fileName);
/** The names of the columns of a CSV file, in their order; NDJSON has the same members and `_workbench`. */
[[nodiscard]] const QStringList& tokenColumns();

/** Where rows come from, for the writer. */
struct Origins
{
    Origin tokens;
    Origin refreshTokens; // of rows with refresh tokens alone
};

/** Writes tokens into a file. One thread at a time. */
class TokenWriter
{
public:
    /** `to` is open for writing and outlives it. Not revealed, tokens are masked, and the file cannot be imported. */
    TokenWriter(QIODevice& to, FileFormat format, Origins origins, qint64 now, Reveal reveal);
    ~TokenWriter();
    Q_DISABLE_COPY_MOVE(TokenWriter)

    /** Failure: FileNotWritten with the system's words; of what was written before as well. */
    [[nodiscard]] core::Result<> write(const Token& token);
    /** Hands on what is not in the file yet. */
    [[nodiscard]] core::Result<> flush();

private:
    void appendCsv(const Token& token);

    QIODevice& m_to;
    FileFormat m_format;
    Origins m_origins;
    qint64 m_now;
    Reveal m_reveal;
    std::string m_pending; // UTF-8
};

} // namespace owb::oauth
