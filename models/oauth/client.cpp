#include "oauth/client.h"

#include "core/random.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {
constexpr int identifierLength = 24;
constexpr int secretLength = 48;
} // namespace

QString SecretStorage::text() const
{
    switch (kind) {
    case Kind::None:
        return u"none"_s;
    case Kind::Plain:
        return u"plain"_s;
    case Kind::Hashed:
        return u"hashed:"_s + scheme;
    }
    return {};
}

QStringList Client::scopes() const
{
    static const QRegularExpression spaces(u"\\s+"_s);
    return metadata.string(u"scope"_s).split(spaces, Qt::SkipEmptyParts);
}

QString Client::authMethod() const
{
    const QString method = metadata.string(u"token_endpoint_auth_method"_s);
    return method.isEmpty() ? u"client_secret_basic"_s : method;
}

bool Client::isPublic() const
{
    return authMethod() == "none"_L1;
}

QString Client::label() const
{
    if (const QString shown = name(); !shown.isEmpty()) {
        return shown;
    }
    if (id && !id->isEmpty()) {
        return *id;
    }
    return QCoreApplication::translate("Client", "row %1").arg(key.text());
}

core::Secret newClientSecret()
{
    return core::Secret(core::randomText(secretLength));
}

Client newClient(qint64 now)
{
    Client client;
    client.id = core::randomText(identifierLength);
    client.secret = newClientSecret();
    client.secretStorage = {SecretStorage::Kind::Plain, {}};
    client.issuedAt = now;
    return client;
}

} // namespace owb::oauth
