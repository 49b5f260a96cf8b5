#include "common/sectionurl.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** The page of a text that is no RFC, by the name it goes by. */
QString pageOf(const QString& text)
{
    static const QHash<QString, QString> pages{
        {u"OIDC Core"_s, u"https://openid.net/specs/openid-connect-core-1_0.html"_s},
        {u"OpenID Connect Core"_s, u"https://openid.net/specs/openid-connect-core-1_0.html"_s},
        {u"Back-Channel Logout"_s, u"https://openid.net/specs/openid-connect-backchannel-1_0.html"_s},
        {u"JARM"_s, u"https://openid.net/specs/oauth-v2-jarm.html"_s},
    };
    return pages.value(text);
}

} // namespace

QUrl sectionUrl(const QString& reference)
{
    static const QRegularExpression pattern(u"^(RFC (\\d+)|[^§;,]+?)(?: §([\\dA-Z.]+))?(?:[,;–].*| \\(.*)?$"_s);
    const auto match = pattern.match(reference);
    if (!match.hasMatch()) {
        return {};
    }
    const QString section = match.captured(3);
    const QString anchor = section.isEmpty() ? QString() : u"#section-"_s + section;
    if (!match.captured(2).isEmpty()) {
        return QUrl(u"https://www.rfc-editor.org/rfc/rfc%1"_s.arg(match.captured(2)) + anchor);
    }
    const QString page = pageOf(match.captured(1));
    return page.isEmpty() ? QUrl() : QUrl(page); // their anchors are names, not numbers
}

} // namespace owb::ui
