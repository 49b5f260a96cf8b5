#pragma once

#include <QCoreApplication>

namespace owb::protocol {

/** What went wrong between here and a server, and what would mend it, as whole sentences. */
struct ServerText
{
    Q_DECLARE_TR_FUNCTIONS(ServerText)
};

} // namespace owb::protocol
