#pragma once

#include <QColor>
#include <QString>

#include <array>

namespace owb::ui {

enum class Theme { Light, Dark, HighContrast };

/** A text and the ground it stands on. */
struct Tint
{
    QColor text;
    QColor ground;
};

/** Every colour of the program by meaning. Widgets never hold a colour value of their own. */
struct Colours
{
    QColor window, side, base, alternate, button, buttonEdge; // grounds and the edge of buttons
    QColor text, text2, text3; // body; labels and help; placeholder and disabled
    QColor line, rowLine, fieldEdge;
    QColor accent, accentFill, accentFillText;
    QColor selection, selectionText, selectionInactive;
    Tint active, expired, revoked, warning, info;
    QColor danger, dangerFill, dangerFillText;
    QColor production, productionFill, productionFillText, productionGround;
    QColor jwtHeader, jwtClaims, jwtSignature; // the parts of a token
    std::array<QColor, 6> marks; // that a user may give a connection, in the order of settings::connectionColours()
    bool outlined = false; // chips and banners get an edge in their text colour instead of a ground
};

/** What a text or a picture says with its colour. */
enum class Ink {
    Text,
    Secondary,
    Disabled,
    Accent,
    OnAccent,
    Danger,
    OnDanger,
    Active,
    Expired,
    Revoked,
    Warning,
    Production,
    OnProduction,
    Info,
    JwtHeader,
    JwtClaims,
    JwtSignature
};

[[nodiscard]] Colours coloursFor(Theme theme);
/** The colour of a user's mark by its name; not valid when there is none. */
[[nodiscard]] QColor markColour(const QString& name);
/** Those of the theme that is in use. */
[[nodiscard]] const Colours& colours();
void useColours(Theme theme);
/** In the theme that is in use. */
[[nodiscard]] QColor inkColour(Ink ink);

/** WCAG 2.1 contrast ratio, 1 to 21. */
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace owb::ui
