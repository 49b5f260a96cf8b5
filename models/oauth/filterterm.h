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
    bool literal = false; // of Client and User: a * in the value stands for itself
    QString value; // as written, without quotes and without < or >; of State, public and confidential in small letters
    /**
     * Of Issued and Expires: the term means from <= moment < to, in epoch seconds, whatever `compare` says; an open end
     * is std::numeric_limits<qint64>::min() or max(). A moment that is "never" is in no span. Other keys: both 0.
     */
    qint64 from = 0;
    qint64 to = 0;
    QString source; // the term as written, to take it out of the text again

    bool operator==(const FilterTerm&) const = default;
};

} // namespace owb::oauth
