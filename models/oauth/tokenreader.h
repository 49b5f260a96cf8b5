#pragma once

#include "oauth/textrecords.h"
#include "oauth/tokenfile.h"

#include <QHash>
#include <QJsonValue>

namespace owb::oauth {

/** Reads tokens from a file as TokenWriter and others write them; see tokenfile.h. One thread at a time. */
class TokenReader
{
public:
    /** `from` is open for reading and outlives it; `name` is what errors call it. `now`: of what has no time of issue.
     */
    TokenReader(QIODevice& from, const QString& name, FileFormat format, qint64 now);

    /**
     * The next token, nothing at the end. Failure: NotReadable with the line and what is wrong in it; the next call
     * goes on behind it, unless the whole file cannot be read.
     */
    [[nodiscard]] core::Result<std::optional<Token>> next();
    /** Where the last token began, from 1. */
    [[nodiscard]] qint64 line() const { return m_line; }
    /** Whether nothing more can be read after a failure: a CSV file without headings that are known. */
    [[nodiscard]] bool isHopeless() const { return m_isHopeless; }

private:
    using Members = QHash<QString, QJsonValue>;

    [[nodiscard]] core::Result<> readHeadings();
    [[nodiscard]] core::Result<Members> membersOf(const TextRecords::Record& record, Token& token) const;
    [[nodiscard]] core::Result<Members> membersOfLine(const QString& line, Token& token) const;
    [[nodiscard]] core::Result<Members> membersOfCells(const QList<QByteArray>& cells) const;
    [[nodiscard]] tl::unexpected<core::Error> failure(const QString& reason) const;

    QString m_name;
    TextRecords m_records;
    FileFormat m_format;
    qint64 m_now;
    QStringList m_columns; // of CSV
    qint64 m_line = 0;
    bool m_isHopeless = false;
};

} // namespace owb::oauth
