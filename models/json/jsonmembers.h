#pragma once

#include "core/result.h"

#include <QHash>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace owb::json {

/**
 * A JSON object as an ordered list of members, each with its exact text.
 *
 * QJsonObject sorts members, rewrites numbers and drops duplicates. A server's own text must come back byte for byte
 * but for the member that was edited, so the object is kept as the text it came from and edited in place.
 */
class JsonMembers
{
public:
    struct Member
    {
        QString name;
        QString text; // the value's JSON text, as it stands
        bool operator==(const Member&) const = default;
    };

    JsonMembers() = default;
    /** Reads an RFC 8259 object. Failure: Kind::InvalidJson with line, column and reason; subject = `source`. */
    [[nodiscard]] static core::Result<JsonMembers> parse(const QString& text, const QString& source = {});

    /** The whole object. Untouched when nothing was edited; a new member is added at its end, spaced as the last. */
    [[nodiscard]] const QString& text() const { return m_text; }
    /** The object over several lines, two spaces a level, for people. Values keep their spelling. */
    [[nodiscard]] QString indented() const;
    [[nodiscard]] QList<Member> members() const;
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QStringList duplicateNames() const;
    [[nodiscard]] bool isEmpty() const { return m_spans.isEmpty(); }

    [[nodiscard]] bool contains(const QString& name) const;
    /** Parsed value; Undefined when absent. With duplicates the last counts, as in Python. */
    [[nodiscard]] QJsonValue value(const QString& name) const;
    /** The value's own text; empty when absent. */
    [[nodiscard]] QString valueText(const QString& name) const;
    /** A string member; empty when absent or not a string. */
    [[nodiscard]] QString string(const QString& name) const;
    /** A list of strings; a lone string counts as a list of one. */
    [[nodiscard]] QStringList strings(const QString& name) const;

    /** Replaces or appends one member; the rest of the text stays as it is. Equal values change nothing. */
    void set(const QString& name, const QJsonValue& value);
    /**
     * As set(), with the value's JSON text, which must be valid. Values are equal when JSON says so (1 and 1.0, members
     * in another order), but whole numbers beyond 64 bits only when they are written the same.
     */
    void setText(const QString& name, const QString& valueText);
    /** Takes the member out with its comma, every time it is there. */
    void remove(const QString& name);

    bool operator==(const JsonMembers& other) const { return m_text == other.m_text; }

private:
    struct Span
    {
        qsizetype nameStart = 0; // at the opening quote
        qsizetype nameEnd = 0; // behind the closing one
        qsizetype valueStart = 0;
        qsizetype valueEnd = 0;
        QString escapedName; // the name, where it is not spelt as it is
        void shift(qsizetype by);
    };
    [[nodiscard]] QStringView nameOf(const Span& span) const;
    /** Where in m_spans a name stands last, or -1. */
    [[nodiscard]] qsizetype lastOf(QStringView name) const;
    void append(const QString& name, const QString& valueText);
    void replaceValue(qsizetype index, const QString& valueText);
    void index();

    QString m_text = QStringLiteral("{}");
    QList<Span> m_spans;
    QHash<QString, qsizetype> m_last; // the same by name, once there are many; a row of a table has few
};

} // namespace owb::json
