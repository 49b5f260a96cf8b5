#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace owb::json {

/** Well-formed JSON without the white space between its parts. Texts and numbers keep their spelling. */
[[nodiscard]] QString compactJson(const QString& json);

/** A name that stands twice in one object of well-formed JSON, at any depth; nothing where all are unique. */
[[nodiscard]] std::optional<QString> repeatedName(const QString& json);

/** Why a text is not one JSON value that can be a member, as the end of a sentence; nothing when it is one. */
[[nodiscard]] std::optional<QString> jsonValueProblem(const QString& text);

/** The elements' own texts of a list in well-formed JSON. */
[[nodiscard]] QStringList jsonElements(const QString& list);

/** Well-formed JSON without white space and with the members of each object by name, as Python's sort_keys has them. */
[[nodiscard]] QString sortedJson(const QString& json);

/** A JSON value as compact text, non-ASCII characters as they are: what Python's json writes for Authlib. */
[[nodiscard]] QString jsonText(const QJsonValue& value);

} // namespace owb::json
