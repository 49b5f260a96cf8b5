#pragma once

#include "core/result.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace owb::store {

/** How a column spells a value. Framework facts name these in their profiles. */
enum class Codec {
    Text, // as it is
    Integer, // whole number
    Epoch, // whole seconds since 1970 UTC; 0 = never or not set
    Moment, // the engine's own time, or ISO text in UTC; NULL = never or not set
    Boolean, // the engine's own truth value, or an integer 0 or 1
    One, // list of at most one entry
    Lines, // list, one entry a line
    Words, // list, parted by white space
    Commas, // list, parted by commas
    Pipes, // list, parted by |
    JsonList, // JSON array
    Json, // any JSON value
    Members, // JSON object: all client metadata
    TaggedMembers, // JSON object: the members with a language tag, such as client_name#fr
};

/** The codec of this name in a profile; nothing when there is none. */
[[nodiscard]] std::optional<Codec> codecFromName(const QString& name);
[[nodiscard]] QString codecName(Codec codec);
[[nodiscard]] QStringList codecNames();

/** A JSON value of any kind; Undefined when the text is none. */
[[nodiscard]] QJsonValue parsedJson(const QString& stored);
/** The entries of a list in one text. */
[[nodiscard]] QStringList splitEntries(Codec codec, const QString& stored);
/** A list in one text; nothing when an entry would be taken for several. `separator` of Words: empty = a space. */
[[nodiscard]] std::optional<QString> joinEntries(Codec codec, const QStringList& entries, const QString& separator);

} // namespace owb::store
