#pragma once

#include "store/mapping.h"

namespace owb::store {

/** Looks at one entity of a map and adds what is wrong with it to a list. */
class EntityCheck
{
public:
    EntityCheck(const SchemaProfile& profile, Entity which, QList<MapProblem>& problems)
        : m_profile(profile)
        , m_which(which)
        , m_entity(profile.entity(which))
        , m_problems(problems)
    { }

    /** What the map itself says. */
    void checkMap();
    /** Whether the database has what it speaks of. */
    void checkTable(const QList<TableInfo>& tables);

private:
    [[nodiscard]] bool has(const QString& field) const { return m_entity.fields.contains(field); }
    void refuse(const QString& field, const QString& sentence);
    void warn(const QString& field, const QString& sentence);
    template <class Work> void forEachField(Work work) const;

    void checkRequired();
    void checkTimes();
    void checkRevocation();
    void checkNames();
    void checkDoubles();
    void checkMetadata();
    void checkColumn(const TableInfo& table, const QString& name, const Field& field);

    const SchemaProfile& m_profile;
    Entity m_which;
    const EntityProfile& m_entity;
    QList<MapProblem>& m_problems;
};

} // namespace owb::store
