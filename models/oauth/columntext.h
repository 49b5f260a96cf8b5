#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QJsonValue>

namespace owb::oauth {

/** The text for a column of `member`. Half a character is refused: UTF-8 cannot write it, and it would become another.
 */
[[nodiscard]] core::Result<QString> columnText(const QString& member, const QJsonValue& value);
/** The same for a secret or a token, and the mask that stands for one in our output is refused too. */
[[nodiscard]] core::Result<core::Secret> secretText(const QString& member, const QJsonValue& value);
/** Refuses the mask as the value of a secret member. */
[[nodiscard]] core::Result<> noMask(const QString& member, const QJsonValue& value);

} // namespace owb::oauth
