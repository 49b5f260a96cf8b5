#include "core/random.h"

#include <QRandomGenerator>

namespace owb::core {

QString randomText(int length)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    constexpr int letters = sizeof(alphabet) - 1;
    QString text;
    text.reserve(length);
    for (int i = 0; i < length; ++i) {
        text += QLatin1Char(alphabet[QRandomGenerator::system()->bounded(letters)]);
    }
    return text;
}

} // namespace owb::core
