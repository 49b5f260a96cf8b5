#pragma once

#include <QUrl>

namespace owb::ui {

/** Where a section such as "RFC 7515 §5.2" or "OIDC Core §2" is read; not valid where that is not known. */
[[nodiscard]] QUrl sectionUrl(const QString& reference);

} // namespace owb::ui
