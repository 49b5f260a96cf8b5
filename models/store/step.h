#pragma once

#include <QMap>
#include <QStringList>

namespace owb::store {

/** Tokens are the rows with access tokens, refresh those of layouts that keep refresh tokens in rows of their own. */
enum class Entity { Client, Token, Refresh, Code };

/** A JSON object in another table, of which each row of an entity has a member. */
struct JsonDocument
{
    QString column; // that holds it
    QMap<QString, QString> rows; // its columns that find it, to the columns of the entity with what they hold
    QString member; // the entity's column with the name of the member
    QString key; // what the member's own value calls the key of the entity's row

    bool operator==(const JsonDocument&) const = default;
};

/** One statement of an operation, as the framework itself would make it. */
struct Step
{
    enum class Action { Update, Delete, TakeOut };
    Action action = Action::Update;
    Entity entity = Entity::Token;
    QString table; // of a table that no entity describes; `entity` then counts for nothing
    QStringList setNow; // fields that become the present time, where they are not set yet
    QStringList setTrue; // flags
    QStringList setNull; // columns
    QMap<QString, QString> setText; // fields that take a word of the framework's
    QStringList setRandom; // columns that take a fresh random UUID
    /** How its rows hang on those of the operation: `column` of this table equals `of` of theirs. Empty: the same. */
    QString column;
    QString of; // a column of the operation's rows; "" = their key
    JsonDocument document; // of TakeOut: the members of the rows of `entity` leave documents of `table`

    bool operator==(const Step&) const = default;
};

} // namespace owb::store
