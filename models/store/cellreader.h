#pragma once

#include "core/secret.h"
#include "oauth/cellproblem.h"
#include "store/boundschema.h"
#include "store/row.h"

#include <QList>

#include <optional>

namespace owb::store {

/** Reads the cells of one row and notes what does not hold what it should. Columns below 0 read as absent. */
class CellReader
{
public:
    CellReader(const Row& row, const BoundEntity& entity, QList<oauth::CellProblem>& problems)
        : m_row(row)
        , m_entity(entity)
        , m_problems(problems)
    { }

    [[nodiscard]] bool isNull(int column) const { return column < 0 || m_row.isNull(column); }

    /** Absent when NULL or not selected. Blobs and broken UTF-8 are given as well as they can be, and noted. */
    [[nodiscard]] std::optional<QString> text(int column, const QString& name);
    /** As text(), and never copied into a note. */
    [[nodiscard]] std::optional<core::Secret> secret(int column, const QString& name);
    /** 0 when NULL. Texts that are whole numbers count; others are noted and read as 0. */
    [[nodiscard]] qint64 integer(int column, const QString& name);
    /** Epoch seconds of a time; absent when NULL, or 0 where the field counts seconds and 0 means never. */
    [[nodiscard]] std::optional<qint64> moment(const Field& field, int column);
    /** A time at which something was revoked: absent when 0, NULL or ''. What is no time still means revoked: 1. */
    [[nodiscard]] std::optional<qint64> momentSet(const Field& field, int column);
    /** Whether a flag, a status or a member of a JSON object says revoked. */
    [[nodiscard]] bool isRevoked(const Field& field, int column);
    /** Whether the flag is set, as the server would read it: anything but 0, NULL and ''. */
    [[nodiscard]] bool flag(int column, const QString& name);

    void note(oauth::CellProblem::Kind kind, const QString& name, const QString& raw = {}, const QString& what = {});

private:
    [[nodiscard]] std::optional<qint64> numberSet(int column, const QString& name);
    [[nodiscard]] bool isBinary(const QString& name) const;
    qint64 wholeOf(int column, const QString& name);

    const Row& m_row;
    const BoundEntity& m_entity;
    QList<oauth::CellProblem>& m_problems;
};

} // namespace owb::store
