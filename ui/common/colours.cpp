#include "common/colours.h"

#include <algorithm>
#include <cmath>

namespace owb::ui {

namespace {

Colours lightColours()
{
    Colours c;
    c.window = QRgb(0xffF3F4F6), c.side = QRgb(0xffE9EBEF), c.base = QRgb(0xffFFFFFF), c.alternate = QRgb(0xffF8F9FB), c.button = QRgb(0xffFFFFFF), c.buttonEdge = QRgb(0xffB4BBC5);
    c.text = QRgb(0xff1B1F24), c.text2 = QRgb(0xff4F5761), c.text3 = QRgb(0xff5F6771);
    c.line = QRgb(0xffD9DDE3), c.rowLine = QRgb(0xffECEEF2), c.fieldEdge = QRgb(0xff868E99);
    c.accent = QRgb(0xff1C5FC4), c.accentFill = QRgb(0xff1C5FC4), c.accentFillText = QRgb(0xffFFFFFF);
    c.selection = QRgb(0xffD6E5FB), c.selectionText = QRgb(0xff1B1F24), c.selectionInactive = QRgb(0xffE3E6EA);
    c.active = {QRgb(0xff17653A), QRgb(0xffDDF3E4)}, c.expired = {QRgb(0xff4F5761), QRgb(0xffE8EAEE)}, c.revoked = {QRgb(0xff9C241B), QRgb(0xffFBE3E0)};
    c.warning = {QRgb(0xff744700), QRgb(0xffFDEFC8)}, c.info = {QRgb(0xff174EA6), QRgb(0xffE1ECFB)};
    c.danger = QRgb(0xffB3261E), c.dangerFill = QRgb(0xffB3261E), c.dangerFillText = QRgb(0xffFFFFFF);
    c.production = QRgb(0xff9F1853), c.productionFill = QRgb(0xff9F1853), c.productionFillText = QRgb(0xffFFFFFF), c.productionGround = QRgb(0xffFBE6EF);
    return c;
}

Colours darkColours()
{
    Colours c;
    c.window = QRgb(0xff1F2227), c.side = QRgb(0xff1A1D21), c.base = QRgb(0xff15181C), c.alternate = QRgb(0xff1A1E23), c.button = QRgb(0xff2A2F36), c.buttonEdge = QRgb(0xff4A525D);
    c.text = QRgb(0xffE4E7EB), c.text2 = QRgb(0xffAAB2BC), c.text3 = QRgb(0xff949CA7);
    c.line = QRgb(0xff343A42), c.rowLine = QRgb(0xff23282E), c.fieldEdge = QRgb(0xff707986);
    c.accent = QRgb(0xff7DB0FF), c.accentFill = QRgb(0xff2B66C4), c.accentFillText = QRgb(0xffFFFFFF);
    c.selection = QRgb(0xff1F3A61), c.selectionText = QRgb(0xffE4E7EB), c.selectionInactive = QRgb(0xff2B3139);
    c.active = {QRgb(0xff7AD89C), QRgb(0xff173322)}, c.expired = {QRgb(0xffB4BBC5), QRgb(0xff2B3138)}, c.revoked = {QRgb(0xffFFA49B), QRgb(0xff47211E)};
    c.warning = {QRgb(0xffF0C465), QRgb(0xff3C2F10)}, c.info = {QRgb(0xff9CC3FF), QRgb(0xff1B2F4D)};
    c.danger = QRgb(0xffFF8F85), c.dangerFill = QRgb(0xffB3261E), c.dangerFillText = QRgb(0xffFFFFFF);
    c.production = QRgb(0xffFFA3CB), c.productionFill = QRgb(0xffB3246B), c.productionFillText = QRgb(0xffFFFFFF), c.productionGround = QRgb(0xff3B1729);
    return c;
}

Colours highContrastColours()
{
    Colours c;
    c.window = c.side = c.base = c.alternate = c.button = QRgb(0xff000000), c.buttonEdge = QRgb(0xffFFFFFF);
    c.text = c.text2 = QRgb(0xffFFFFFF), c.text3 = QRgb(0xffE6E6E6);
    c.line = QRgb(0xffFFFFFF), c.rowLine = QRgb(0xff5A5A5A), c.fieldEdge = QRgb(0xffFFFFFF);
    c.accent = c.accentFill = QRgb(0xffFFD400), c.accentFillText = QRgb(0xff000000);
    c.selection = QRgb(0xffFFD400), c.selectionText = QRgb(0xff000000), c.selectionInactive = QRgb(0xff5A5A5A);
    c.active = {QRgb(0xff6CFF9E), QRgb(0xff000000)}, c.expired = {QRgb(0xffE6E6E6), QRgb(0xff000000)}, c.revoked = {QRgb(0xffFF9A9A), QRgb(0xff000000)};
    c.warning = {QRgb(0xffFFD400), QRgb(0xff000000)}, c.info = {QRgb(0xff8FD0FF), QRgb(0xff000000)};
    c.danger = QRgb(0xffFF9A9A), c.dangerFill = QRgb(0xffFF9A9A), c.dangerFillText = QRgb(0xff000000);
    c.production = QRgb(0xffFF7AC6), c.productionFill = QRgb(0xffFF7AC6), c.productionFillText = QRgb(0xff000000), c.productionGround = QRgb(0xff000000);
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
    case Theme::Light: return lightColours();
    case Theme::Dark: return darkColours();
    case Theme::HighContrast: return highContrastColours();
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

double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace owb::ui
