#pragma once

#include <QObject>
#include <QString>

namespace owb::oauth {

/** One term of the search language, understood. */
struct FilterTerm
{
    Q_GADGET
public:
    enum class Key { Word, Client, User, Scope, State, Type, Issued, Expires, Grant, Redirect };
    Q_ENUM(Key)
    enum class Compare { Equal, Before, After };
    Q_ENUM(Compare)

    Key key = Key::Word;
    Compare compare = Compare::Equal; // of Issued and Expires, for its wording only
    bool negated = false;
    QString value; // as written, without quotes
    /** Of Issued and Expires: from <= moment < to, in epoch seconds; an open end is the type's smallest or largest value. */
    qint64 from = 0;
    qint64 to = 0;
    QString source; // the term as written, to take it out of the text again

    bool operator==(const FilterTerm&) const = default;
};

} // namespace owb::oauth
