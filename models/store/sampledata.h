#pragma once

#include "oauth/client.h"
#include "oauth/token.h"

#include <QList>

namespace owb::store {

/** The invented company of the sample database: people, applications and what they hold at `now` (epoch seconds). */
struct SampleData
{
    QStringList users; // user key = place + 1
    QList<oauth::Client> clients;
    QList<oauth::Token> tokens;
    struct Code
    {
        QString code;
        QString clientId;
        QString redirectUri;
        QString scope;
        qint64 authTime = 0;
        int user = 1;
    };
    QList<Code> codes;
};

/** Always the same for the same `now`: no random values, so that pictures of it can be compared. */
[[nodiscard]] SampleData sampleData(qint64 now);

} // namespace owb::store
