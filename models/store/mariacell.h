#pragma once

#include "store/row.h"

struct st_mysql_bind;
struct st_mysql_field;

namespace owb::store {

/** Where the connector puts one column of the row at hand. Must stay where it is while it is bound. */
class MariaCell
{
public:
    explicit MariaCell(const st_mysql_field& field);

    /** For the connector to fill. */
    [[nodiscard]] st_mysql_bind bind();
    [[nodiscard]] Row::Type type() const;
    [[nodiscard]] qint64 integer() const;
    [[nodiscard]] double real() const;
    /** As Row has them; of a longer text the beginning only. */
    [[nodiscard]] QByteArray bytes() const;
    /** Bytes of the whole text. */
    [[nodiscard]] unsigned long length() const { return m_length; }
    [[nodiscard]] bool isCut() const;
    /** Overwrites what was read. */
    void wipe();

private:
    enum class Form { Whole, Unsigned, Bits, Real, Text, Blob };

    Form m_form = Form::Text;
    qint64 m_whole = 0;
    double m_real = 0;
    QByteArray m_buffer;
    unsigned long m_length = 0;
    char m_isNull = 0;
    char m_isCut = 0;
};

} // namespace owb::store
