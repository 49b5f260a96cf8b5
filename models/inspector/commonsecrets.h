#pragma once

#include <QByteArray>
#include <QList>

namespace owb::inspector {

/**
 * Secrets that everybody knows, because they stand in examples, in documentation and in the settings that programs come
 * with. Those that look like base64 or hexadecimal are there as the bytes they stand for, too.
 */
[[nodiscard]] QList<QByteArray> commonSecrets();

} // namespace owb::inspector
