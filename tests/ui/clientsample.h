#pragma once

#include "oauth/client.h"

namespace owb::test {

/** A sound client as stored, with a member nobody here knows, spaced and spelt as no writer of ours would. */
inline oauth::Client storedClient(qint64 key = 17)
{
    oauth::Client client;
    client.key = {{key}};
    client.id = QStringLiteral("shop-%1").arg(key);
    client.secret = core::Secret(QStringLiteral("q7RkT2mVx9LpW4sHd8JfYc3NbG6zQa1EuKo5IvPt0MwXrSlB"));
    client.secretStorage.kind = oauth::SecretStorage::Kind::Plain;
    client.metadata = *owb::json::JsonMembers::parse(
        QStringLiteral("{\"client_name\":\"Shop\",  \"x_rate\":1.50, \"redirect_uris\":[\"https://shop.example/cb\"],"
                       "\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"],\"scope\":\"openid\","
                       "\"token_endpoint_auth_method\":\"client_secret_basic\"}"));
    return client;
}

} // namespace owb::test
