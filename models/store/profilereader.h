#pragma once

#include "store/schemaprofile.h"

#include <QJsonObject>

namespace owb::store {

/** Reads the parts of a profile and keeps the first thing that is wrong with it. */
class ProfileReader
{
public:
    [[nodiscard]] const QString& problem() const { return m_problem; }
    void complain(const QString& text);

    [[nodiscard]] static QStringList strings(const QJsonValue& value);
    [[nodiscard]] EntityProfile entity(const QString& name, const QJsonObject& object);
    [[nodiscard]] Step step(const QString& operation, const QJsonObject& object);
    /** Complains of members that are not in `known`: a misspelt one would silently do nothing. */
    void expect(const QString& where, const QJsonObject& object, const QStringList& known);

private:
    [[nodiscard]] static QMap<QString, QString> texts(const QJsonValue& value);
    [[nodiscard]] static QList<RowFilter> rowFilters(const QJsonObject& object);
    [[nodiscard]] ChildRows children(const QString& name, const QJsonObject& object);
    [[nodiscard]] static QMap<QString, QStringList> lists(const QJsonValue& value);
    [[nodiscard]] Field field(const QString& name, const QJsonObject& object);

    QString m_problem;
};

} // namespace owb::store
