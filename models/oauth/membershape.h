#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>

namespace owb::oauth {

/** What kind of value a metadata member has. */
enum class MemberShape { Any, Text, List, Object };

/** The kind of value RFC 7591 section 2 gives a member; Any for members nobody here knows. */
[[nodiscard]] MemberShape memberShape(const QString& member);

/**
 * Why a metadata member cannot have this value, as the end of a sentence: RFC 7591 section 2 gives each of its members
 * a type. Nothing for values of the right type and for members nobody here knows.
 */
[[nodiscard]] std::optional<QString> shapeProblem(const QString& member, const QJsonValue& value);

/** The member of RFC 7591 or OpenID Connect Registration that is one letter away from an unknown name; or empty. */
[[nodiscard]] QString likelyMember(const QString& name);

/** Letters to add, drop or change to make one text of the other. */
[[nodiscard]] int editDistance(const QString& a, const QString& b);

} // namespace owb::oauth
