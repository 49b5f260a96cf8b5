#include "savedconnection.h"

#include "await.h"
#include "core/errortext.h"
#include "output.h"
#include "settings/connectionstore.h"
#include "settings/desktopkeychain.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

constexpr int keychainLimitMs = 15000; // long enough to unlock it, short enough for a script

} // namespace

bool namesDatabase(const QString& text)
{
    return text.contains("://"_L1) || text.startsWith("sqlite:"_L1) || QFileInfo::exists(text);
}

std::optional<settings::Connection> savedConnection(const QString& database)
{
    if (database.isEmpty() || namesDatabase(database)) {
        return std::nullopt;
    }
    const auto list = settings::ConnectionStore().all();
    if (!list) {
        writeError(u"owb: "_s + printable(core::errorText(list.error()).sentence()) + u'\n');
        return std::nullopt;
    }
    const auto named = std::find_if(
        list->cbegin(), list->cend(), [&database](const auto& connection) { return connection.name == database; });
    return named == list->cend() ? std::nullopt : std::optional(*named);
}

core::Secret keptPassword(const settings::Connection& connection)
{
    if (connection.passwordPlace != settings::PasswordPlace::Keychain) {
        return {};
    }
    settings::DesktopKeychain keychain(keychainLimitMs);
    const auto found = await(keychain.read(connection.id));
    if (!found) {
        writeError(u"owb: "_s + printable(core::errorText(found.error()).what) + u'\n');
    }
    return found ? found->value_or(core::Secret()) : core::Secret();
}

std::optional<Outcome> needsWrite(const settings::Connection& connection)
{
    if (!connection.production && !connection.readOnly) {
        return std::nullopt;
    }
    return refused(u"%1 is marked %2; add --write to change it all the same."_s.arg(
        connection.name, connection.production ? u"production"_s : u"read-only"_s));
}

} // namespace owb::cli
