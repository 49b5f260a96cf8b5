#pragma once

#include <QByteArray>
#include <QVariantList>

#include <vector>

namespace owb::store {

/** A statement's text with each ? outside of quotes and comments as $1, $2 and so on, and how many there are. */
struct NumberedSql
{
    QByteArray utf8;
    qsizetype count = 0;
};

[[nodiscard]] NumberedSql numbered(const QString& sql);

/**
 * Values as libpq takes them: texts with their types, beside the statement and never in it.
 *
 * A text has no type of its own, so that the server takes it for what it is compared with or assigned to: a time, a
 * uuid, a JSON document. What was bound is overwritten at the end.
 */
class PostgresParameters
{
public:
    PostgresParameters() = default;
    ~PostgresParameters();
    Q_DISABLE_COPY_MOVE(PostgresParameters)

    /** False when a text holds a NUL, which PostgreSQL cannot store. Call it once. */
    [[nodiscard]] bool bind(const QVariantList& values);

    [[nodiscard]] int count() const { return static_cast<int>(m_bytes.size()); }
    [[nodiscard]] const unsigned* types() const { return m_types.data(); }
    [[nodiscard]] const char* const* values() const { return m_values.data(); }
    [[nodiscard]] const int* lengths() const { return m_lengths.data(); }
    [[nodiscard]] const int* formats() const { return m_formats.data(); }

private:
    [[nodiscard]] bool bindOne(const QVariant& value);
    void add(unsigned type, QByteArray bytes, bool binary = false);

    QList<QByteArray> m_bytes;
    std::vector<unsigned> m_types;
    std::vector<const char*> m_values;
    std::vector<int> m_lengths;
    std::vector<int> m_formats;
};

} // namespace owb::store
