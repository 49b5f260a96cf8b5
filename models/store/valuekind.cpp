#include "store/valuekind.h"

#include <QRegularExpression>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace owb::store {

ValueKind valueKindOf(const QString& declaredType)
{
    struct Words
    {
        ValueKind kind;
        QRegularExpression pattern;
    };
    const auto words = [](const QString& text) {
        return QRegularExpression(u"^\\s*(?:%1)"_s.arg(text), QRegularExpression::CaseInsensitiveOption);
    };
    // The first that fits counts: a tinyint(1) is how MariaDB says boolean.
    static const std::array<Words, 8> all{{
        {ValueKind::Boolean, words(u"bool|tinyint\\(1\\)|bit$|bit\\(1\\)"_s)},
        {ValueKind::Integer, words(u"(?:unsigned )?(?:big |big|small|medium|tiny)?(?:int(?:eger)?(?![a-z])|serial)"_s)},
        {ValueKind::Moment, words(u"timestamp|datetime|date"_s)},
        {ValueKind::Json, words(u"json"_s)},
        {ValueKind::Uuid, words(u"uuid|uniqueidentifier|guid"_s)},
        {ValueKind::Bytes, words(u"(?:tiny|medium|long)?blob|bytea|(?:var)?binary|image"_s)},
        {ValueKind::Text, words(u"n?(?:var)?char|(?:tiny|medium|long|n|ci)?text|clob|string|enum|name"_s)},
        {ValueKind::Real, words(u"real|double|float|numeric|decimal|number|money"_s)},
    }};
    if (declaredType.endsWith("[]"_L1)) { // PostgreSQL's arrays are compared with nothing else
        return ValueKind::Other;
    }
    for (const Words& one : all) {
        if (one.pattern.match(declaredType).hasMatch()) {
            return one.kind;
        }
    }
    return ValueKind::Other;
}

} // namespace owb::store
