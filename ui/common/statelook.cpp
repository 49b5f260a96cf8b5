#include "common/statelook.h"

#include "common/icons.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

class StateLook
{
    Q_DECLARE_TR_FUNCTIONS(StateLook)
};

} // namespace

QString stateText(const QString& state)
{
    return state == "active"_L1 ? StateLook::tr("Active")
        : state == "expired"_L1 ? StateLook::tr("Expired")
                                : StateLook::tr("Revoked");
}

QIcon stateIcon(const QString& state)
{
    return state == "active"_L1 ? icon(u"dot"_s, Ink::Active)
        : state == "expired"_L1 ? icon(u"clock"_s, Ink::Expired)
                                : icon(u"barred"_s, Ink::Revoked);
}

} // namespace owb::ui
