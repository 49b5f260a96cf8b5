#pragma once

#include "store/steps.h"

#include <QStringList>

/** Every statement that this program makes for one schema in one dialect, as text that a person can review. */
class StatementList
{
public:
    StatementList(const owb::store::BoundSchema& schema, const owb::store::Dialect& dialect);

    [[nodiscard]] QString text() const { return m_lines.join(QLatin1Char('\n')) + QLatin1Char('\n'); }

private:
    void addClients();
    void addClientEdits();
    void addTokens(const owb::store::TokenTable& table, const QString& prefix);
    void addFamilies(const owb::store::TokenTable& table, const QString& prefix);
    void addCodes();
    void addOperations();
    void add(const QString& name, const owb::store::Statement& statement);
    void add(const QString& name, const owb::core::Result<owb::store::Statement>& statement);
    void addRefusal(const QString& name, const owb::core::Error& error);

    [[nodiscard]] owb::oauth::Client newClient() const;
    [[nodiscard]] owb::oauth::RowKey anyKey(const owb::store::EntitySql& sql) const;

    owb::store::Tables m_tables;
    const owb::store::Dialect& m_dialect;
    QStringList m_lines;
};
