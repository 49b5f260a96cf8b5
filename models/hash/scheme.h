#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QString>

namespace owb::hash {

/** How sure a stored text is of its scheme. */
enum class Mark {
    Name, // it carries the scheme's name: nobody's plain secret looks so
    Shape, // a plain secret could look so
    None, // any text
};

/** One way to keep a secret. `stored` is always a text that `reads` takes, which need not be sound. */
class Scheme
{
public:
    Scheme(QString name, Mark mark)
        : m_name(std::move(name))
        , m_mark(mark)
    { }
    virtual ~Scheme() = default;
    Q_DISABLE_COPY_MOVE(Scheme)

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] Mark mark() const { return m_mark; }

    /** Whether a stored text is of this scheme, as far as its beginning or its shape tells. */
    [[nodiscard]] virtual bool reads(const QByteArray& stored) const = 0;
    /** Whether the candidate is the secret. */
    [[nodiscard]] virtual core::Result<bool> verify(const QByteArray& stored, const QByteArray& candidate) const = 0;
    /** A new stored text, with the parameters of `like` where that is sound; refused by schemes that are only read. */
    [[nodiscard]] virtual core::Result<core::Secret> create(const QByteArray& secret, const QByteArray* like) const;

private:
    QString m_name;
    Mark m_mark;
};

} // namespace owb::hash
