#include "common/colours.h"

#include "settings/connection.h"

#include <algorithm>
#include <cmath>

namespace owb::ui {

namespace {

Colours lightColours()
{
    Colours c;
    c.window = 0xffF3F4F6, c.side = 0xffE9EBEF, c.base = 0xffFFFFFF, c.alternate = 0xffF8F9FB, c.button = 0xffFFFFFF,
    c.buttonEdge = 0xffB4BBC5;
    c.text = 0xff1B1F24, c.text2 = 0xff4F5761, c.text3 = 0xff5F6771;
    c.line = 0xffD9DDE3, c.rowLine = 0xffECEEF2, c.fieldEdge = 0xff868E99;
    c.accent = 0xff1C5FC4, c.accentFill = 0xff1C5FC4, c.accentFillText = 0xffFFFFFF;
    c.selection = 0xffD6E5FB, c.selectionText = 0xff1B1F24, c.selectionInactive = 0xffE3E6EA;
    c.active = {0xff17653A, 0xffDDF3E4}, c.expired = {0xff4F5761, 0xffE8EAEE}, c.revoked = {0xff9C241B, 0xffFBE3E0};
    c.warning = {0xff744700, 0xffFDEFC8}, c.info = {0xff174EA6, 0xffE1ECFB};
    c.danger = 0xffB3261E, c.dangerFill = 0xffB3261E, c.dangerFillText = 0xffFFFFFF;
    c.production = 0xff9F1853, c.productionFill = 0xff9F1853, c.productionFillText = 0xffFFFFFF,
    c.productionGround = 0xffFBE6EF;
    c.jwtHeader = 0xff1D5FA8, c.jwtClaims = 0xff7A3E9D, c.jwtSignature = 0xff00696A;
    c.marks = {0xff1C5FC4, 0xff00696A, 0xff2A7F4F, 0xff8A5A00, 0xff7A3E9D, 0xff5F6771};
    return c;
}

Colours darkColours()
{
    Colours c;
    c.window = 0xff1F2227, c.side = 0xff1A1D21, c.base = 0xff15181C, c.alternate = 0xff1A1E23, c.button = 0xff2A2F36,
    c.buttonEdge = 0xff4A525D;
    c.text = 0xffE4E7EB, c.text2 = 0xffAAB2BC, c.text3 = 0xff949CA7;
    c.line = 0xff343A42, c.rowLine = 0xff23282E, c.fieldEdge = 0xff707986;
    c.accent = 0xff7DB0FF, c.accentFill = 0xff2B66C4, c.accentFillText = 0xffFFFFFF;
    c.selection = 0xff1F3A61, c.selectionText = 0xffE4E7EB, c.selectionInactive = 0xff2B3139;
    c.active = {0xff7AD89C, 0xff173322}, c.expired = {0xffB4BBC5, 0xff2B3138}, c.revoked = {0xffFFA49B, 0xff47211E};
    c.warning = {0xffF0C465, 0xff3C2F10}, c.info = {0xff9CC3FF, 0xff1B2F4D};
    c.danger = 0xffFF8F85, c.dangerFill = 0xffB3261E, c.dangerFillText = 0xffFFFFFF;
    c.production = 0xffFFA3CB, c.productionFill = 0xffB3246B, c.productionFillText = 0xffFFFFFF,
    c.productionGround = 0xff3B1729;
    c.jwtHeader = 0xff7DB0FF, c.jwtClaims = 0xffD3A3F0, c.jwtSignature = 0xff63CFC6;
    c.marks = {0xff7DB0FF, 0xff63CFC6, 0xff7AD89C, 0xffF0C465, 0xffD3A3F0, 0xff949CA7};
    return c;
}

Colours highContrastColours()
{
    Colours c;
    c.window = c.side = c.base = c.alternate = c.button = 0xff000000, c.buttonEdge = 0xffFFFFFF;
    c.text = c.text2 = 0xffFFFFFF, c.text3 = 0xffE6E6E6;
    c.line = 0xffFFFFFF, c.rowLine = 0xff5A5A5A, c.fieldEdge = 0xffFFFFFF;
    c.accent = c.accentFill = 0xffFFD400, c.accentFillText = 0xff000000;
    c.selection = 0xffFFD400, c.selectionText = 0xff000000, c.selectionInactive = 0xff5A5A5A;
    c.active = {0xff6CFF9E, 0xff000000}, c.expired = {0xffE6E6E6, 0xff000000}, c.revoked = {0xffFF9A9A, 0xff000000};
    c.warning = {0xffFFD400, 0xff000000}, c.info = {0xff8FD0FF, 0xff000000};
    c.danger = 0xffFF9A9A, c.dangerFill = 0xffFF9A9A, c.dangerFillText = 0xff000000;
    c.production = 0xffFF7AC6, c.productionFill = 0xffFF7AC6, c.productionFillText = 0xff000000,
    c.productionGround = 0xff000000;
    c.jwtHeader = 0xff8FD0FF, c.jwtClaims = 0xffE9B5FF, c.jwtSignature = 0xff6CFFE0;
    c.marks = {0xff8FD0FF, 0xff6CFFE0, 0xff6CFF9E, 0xffFFD400, 0xffE9B5FF, 0xffE6E6E6};
    c.outlined = true;
    return c;
}

Colours& inUse()
{
    static Colours current = lightColours();
    return current;
}

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

} // namespace

Colours coloursFor(Theme theme)
{
    switch (theme) {
    case Theme::Light:
        return lightColours();
    case Theme::Dark:
        return darkColours();
    case Theme::HighContrast:
        return highContrastColours();
    }
    return lightColours();
}

const Colours& colours()
{
    return inUse();
}

void useColours(Theme theme)
{
    inUse() = coloursFor(theme);
}

QColor inkColour(Ink ink)
{
    const Colours& c = colours();
    switch (ink) {
    case Ink::Text:
        return c.text;
    case Ink::Secondary:
        return c.text2;
    case Ink::Disabled:
        return c.text3;
    case Ink::Accent:
        return c.accent;
    case Ink::OnAccent:
        return c.accentFillText;
    case Ink::Danger:
        return c.danger;
    case Ink::OnDanger:
        return c.dangerFillText;
    case Ink::Active:
        return c.active.text;
    case Ink::Expired:
        return c.expired.text;
    case Ink::Revoked:
        return c.revoked.text;
    case Ink::Warning:
        return c.warning.text;
    case Ink::Production:
        return c.production;
    case Ink::OnProduction:
        return c.productionFillText;
    case Ink::Info:
        return c.info.text;
    case Ink::JwtHeader:
        return c.jwtHeader;
    case Ink::JwtClaims:
        return c.jwtClaims;
    case Ink::JwtSignature:
        return c.jwtSignature;
    }
    return c.text;
}

QColor markColour(const QString& name)
{
    const auto place = settings::connectionColours().indexOf(name);
    return place < 0 ? QColor() : colours().marks.at(static_cast<size_t>(place));
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace owb::ui
