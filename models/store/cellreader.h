#pragma once

#include "core/secret.h"
#include "oauth/cellproblem.h"
#include "store/boundschema.h"
#include "store/row.h"
#include "store/selectedfield.h"

#include <QList>

#include <optional>

namespace owb::store {

/** Reads the cells of one row and notes what does not hold what it should. Fields that are not there are absent. */
class CellReader
{
public:
    CellReader(const Row& row, const BoundEntity& entity, QList<oauth::CellProblem>& problems)
        : m_row(row)
        , m_entity(entity)
        , m_problems(problems)
    { }

    [[nodiscard]] bool isNull(const SelectedField& field) const { return !field.exists() || m_row.isNull(field.place); }
    /** Absent when NULL. Blobs and broken UTF-8 are given as well as they can be, and noted. */
    [[nodiscard]] std::optional<QString> text(const SelectedField& field);
    /** As text(), and never copied into a note. */
    [[nodiscard]] std::optional<core::Secret> secret(const SelectedField& field);
    /** 0 when NULL. Texts that are whole numbers count; others are noted and read as 0. */
    [[nodiscard]] qint64 integer(const SelectedField& field);
    /** Epoch seconds of a time; absent when NULL, or 0 where the field counts seconds and 0 means never. */
    [[nodiscard]] std::optional<qint64> moment(const SelectedField& field);
    /** A time at which something was revoked: absent when 0, NULL or ''. What is no time still means revoked: 1. */
    [[nodiscard]] std::optional<qint64> momentSet(const SelectedField& field);
    /** Whether a flag, a status or a member of a JSON object says revoked. */
    [[nodiscard]] bool isRevoked(const SelectedField& field);
    /** Whether the flag is set, as the server would read it: anything but 0, NULL and ''. */
    [[nodiscard]] bool flag(const SelectedField& field);

    void note(oauth::CellProblem::Kind kind, const QString& column, const QString& raw = {}, const QString& what = {});

private:
    [[nodiscard]] std::optional<qint64> numberSet(const SelectedField& field);
    [[nodiscard]] static qint64 secondsOf(const SelectedField& field, qint64 number);
    [[nodiscard]] bool isBinary(const QString& column) const;
    qint64 wholeOf(const SelectedField& field);

    const Row& m_row;
    const BoundEntity& m_entity;
    QList<oauth::CellProblem>& m_problems;
};

} // namespace owb::store
