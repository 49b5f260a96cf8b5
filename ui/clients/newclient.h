#pragma once

#include "oauth/client.h"
#include "store/schemainfo.h"

namespace owb::ui {

/** What the editor of a new client begins with: a web application, as far as the layout can keep it. */
[[nodiscard]] oauth::Client proposedClient(const store::SchemaInfo& schema, qint64 now);

} // namespace owb::ui
