#include "tour.h"

#include "inspector/familydialog.h"
#include "inspector/inspectorpage.h"
#include "inspector/standingcolumn.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

using owb::store::FamilyLink;

/** One issue, `age` seconds ago, as a server stores it that keeps both tokens in one row. */
owb::store::FamilyMember issue(int key, qint64 age, int predecessor, FamilyLink link)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    owb::store::FamilyMember one;
    one.token = owb::oauth::newToken(now - age);
    one.token.key.parts = {key};
    one.token.clientId = u"shop-web"_s;
    one.token.userId = u"88213"_s;
    one.token.refreshToken = owb::oauth::newRefreshToken();
    one.token.expiresAt = now - age + 7200;
    one.predecessor = predecessor;
    one.link = link;
    return one;
}

void revoke(owb::oauth::Token& token)
{
    token.accessRevokedAt = token.refreshRevokedAt = token.issuedAt + 7100;
    token.accessRefused = token.refreshRefused = true;
}

/** The sample's framework keeps no links, so this is what one that does would give. */
owb::store::Family madeUpFamily()
{
    owb::store::Family family;
    family.members = {issue(40188, 28500, -1, FamilyLink::Missing), issue(40571, 21300, 0, FamilyLink::Refreshed),
        issue(40902, 14200, 1, FamilyLink::Refreshed), issue(40903, 14195, 1, FamilyLink::Refreshed),
        issue(41377, 4100, 2, FamilyLink::Refreshed)};
    for (const int used : {0, 1, 2}) {
        revoke(family.members[used].token);
    }
    family.members.last().isThisOne = true;
    return family;
}

} // namespace

/** Which tokens were refreshed from which, over the page of the last of them. */
void Tour::showFamily(InspectorPage& page)
{
    auto* column = page.findChild<StandingColumn*>(u"inDatabase"_s);
    column->showMore(InspectorPage::tr("Refresh chain (%1)…").arg(5));
    auto* dialog = new FamilyDialog(madeUpFamily(),
        u"Doorkeeper takes a link out as soon as the new access token is used, and revokes the old row then."_s,
        QDateTime::currentSecsSinceEpoch(), &page);
    dialog->open();
    settle();
    shoot(u"67-inspector-family"_s);
    column->showMore({});
    closeDialogs();
}
