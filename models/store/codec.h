#pragma once

#include "core/result.h"
#include "store/dialect.h"
#include "store/row.h"

#include <QJsonValue>

#include <optional>

namespace owb::store {

/** How a column spells a value. Framework facts name these in their profiles. */
enum class Codec {
    Text, // as it is
    Integer, // whole number
    Epoch, // whole seconds since 1970 UTC; 0 = never or not set
    Boolean, // integer 0 or 1
    Lines, // list, one entry a line
    Words, // list, parted by white space
    JsonList, // JSON array in text
    Json, // any JSON value in text
    Members, // JSON object in text: all client metadata
    TaggedMembers, // JSON object in text: the members with a language tag, such as client_name#fr
};

/** The codec of this name in a profile; nothing when there is none. */
[[nodiscard]] std::optional<Codec> codecFromName(const QString& name);

/** A metadata member of a column of its own, as JSON; Undefined when NULL or, for lists, empty. */
[[nodiscard]] QJsonValue decodeMember(Codec codec, const QString& stored);
/** The column's text for a member; failure: ValueNotAllowed when it has another shape than the column can hold. */
[[nodiscard]] core::Result<QString> encodeMember(Codec codec, const QString& member, const QJsonValue& value);

/** SQL that is true when the member in `column` has the entry bound to ?. */
[[nodiscard]] QString hasEntrySql(const Dialect& dialect, Codec codec, const QString& column, const QString& member);
/** SQL that is true when the member, or an entry of it, contains the text bound to ?. */
[[nodiscard]] QString containsSql(const Dialect& dialect, Codec codec, const QString& column, const QString& member);
/** SQL for the member's text. */
[[nodiscard]] QString memberSql(const Dialect& dialect, Codec codec, const QString& column, const QString& member);

} // namespace owb::store
