#pragma once

#include "jose/key.h"

#include <QList>

namespace owb::ui {

/** What a new key is to be. */
struct KeyWish
{
    QString algorithm; // alg or enc
    int rsaBits = 0; // where it is RSA
    jose::Curve curve = jose::Curve::None; // where the algorithm leaves it open
    QString keyId; // empty: the key's thumbprint
};

/** An algorithm that has keys of its own. */
struct KeyKind
{
    QString algorithm;
    QString words; // for people: "signs, on P-256"
};

/** Those that sign, those that encrypt keys, and those that encrypt contents. */
[[nodiscard]] QList<QList<KeyKind>> keyKinds();

/** A length or a curve to choose from; one of the two. */
struct KeySize
{
    QString words;
    int rsaBits = 0;
    jose::Curve curve = jose::Curve::None;
};

/** Empty where the algorithm leaves no choice. */
[[nodiscard]] QList<KeySize> sizesFor(const QString& algorithm);

/** A long RSA key takes seconds. */
[[nodiscard]] jose::Checked<jose::Key> makeKey(const KeyWish& wish);

} // namespace owb::ui
