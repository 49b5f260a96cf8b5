#pragma once

#include "store/session.h"
#include "store/tables.h"

namespace owb::store {

/** The rows an operation is about. */
struct Rows
{
    Entity entity = Entity::Token;
    Condition condition;
    QString clientId; // of removing a client: what other tables name it by
};

/** The statement of a step on the rows of `condition`; without text when the table has nothing to be set. */
[[nodiscard]] Statement stepStatement(
    const Tables& tables, const Dialect& dialect, const Step& step, const Condition& condition, qint64 now);

/** Takes the members that `rows` of the step's entity have out of the documents where the step says they are. */
[[nodiscard]] core::Result<> takeOut(Session& session, const Tables& tables, const Step& step, const Condition& rows);

/**
 * Runs the statements of an operation in their order, in the caller's transaction. Steps on tables that this database
 * has not are left out. What other tables refer to is read before the first step, which may take the references away.
 */
[[nodiscard]] core::Result<> runSteps(
    Session& session, const Tables& tables, const QList<Step>& steps, const Rows& rows, qint64 now);

} // namespace owb::store
