#pragma once

#include "store/catalog.h"
#include "store/codec.h"

#include <QMap>
#include <QStringList>

namespace owb::store {

/** A column that rows must have something in. */
struct RowFilter
{
    QString column;
    QStringList values; // any of them; none: anything but NULL
    bool isNull = false; // only NULL

    bool operator==(const RowFilter&) const = default;
};

/** Rows of another table that hold the entries of a list, one each, or one value. */
struct ChildRows
{
    QString table;
    QString parent; // its column with the key of the row they belong to
    QString value; // its column with the entry
    QList<RowFilter> rows; // which of its rows count
    QMap<QString, QString> newRow; // what the framework puts into the other columns of a new one
    bool one = false; // a value, not a list
    QString latest; // of several rows for one value: the one with the latest time here, or with none, counts
    QString order; // as the catalogue says: the column that numbers the rows; empty: none does
    QList<ColumnInfo> columns; // as the catalogue says: those of `newRow`

    [[nodiscard]] bool exists() const { return !table.isEmpty(); }
    bool operator==(const ChildRows&) const = default;
};

/** Where one canonical field lies and how it is written there. */
struct Field
{
    QString column; // empty: child rows or flags hold it
    Codec codec = Codec::Text;
    bool optional = false; // tables without the column fit as well
    bool refersToClient = false; // holds the key of a client's row; what is shown is that client's identifier
    bool refersToRefresh = false; // holds the key of a refresh token's row
    QString ofToken; // holds the key of a token's row; what is shown is this field of that row
    bool readOnly = false; // shown, never written

    bool zeroIsNever = true; // of a lifetime: 0 = never expires; otherwise 0 = expired at once
    bool inverted = false; // of a flag: set means no
    QString missing; // what a new row holds when the member is absent; empty = NULL
    QMap<QString, QString> words; // canonical word -> what the column holds for it
    QMap<QString, QStringList> implies; // of a list: entries that go without saying where another is there
    QString prefix; // of a list: only entries that begin so, which are shown without it
    QString separator; // of Words: what stands between entries that are written; empty = a space
    QString member; // of a JSON object: the member
    bool copy = false; // of a metadata member: the column for all members holds it as well, and that one counts
    ChildRows children;
    QMap<QString, QString> flags; // entry -> boolean column

    QString made; // of a client identifier: "uuid" or "number", how the framework makes it; empty = as people like

    bool freshScheme = false; // of a secret: a new one is kept in the first way, whatever is stored already
    QStringList schemes; // of a secret: the ways it may be stored, see owb::hash; empty = plain
    QStringList digests; // of a token: what of it is stored, see owb::hash; empty = the token itself

    [[nodiscard]] bool isList() const;
    bool operator==(const Field&) const = default;
};

/** A metadata member of this field as JSON; Undefined when NULL or, for lists, empty. */
[[nodiscard]] QJsonValue decodeMember(const Field& field, const QString& member, const QString& stored);
/** The column's text for a member; failure: ValueNotAllowed when it has another shape than the column can hold. */
[[nodiscard]] core::Result<QString> encodeMember(const Field& field, const QString& member, const QJsonValue& value);

/** A stored list in which the entries with the field's prefix are replaced by those of `part`; all others stay. */
[[nodiscard]] QString mergedList(const Field& field, const QString& stored, const QString& part);

} // namespace owb::store
