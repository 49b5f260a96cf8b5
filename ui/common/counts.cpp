#include "common/counts.h"

#include <QCoreApplication>
#include <QLocale>

namespace owb::ui {

QString estimateText(qint64 number)
{
    constexpr qint64 million = 1'000'000;
    constexpr qint64 billion = 1'000 * million;
    const QLocale locale;
    const auto approximately = [](const QString& text) {
        return QCoreApplication::translate("owb::ui::estimateText", "≈ %1").arg(text);
    };
    if (number < million) {
        qint64 step = 1;
        while (number / step >= 1000) {
            step *= 10;
        }
        return approximately(locale.toString((number + step / 2) / step * step));
    }
    const bool huge = number >= billion;
    const double shown = static_cast<double>(number) / static_cast<double>(huge ? billion : million);
    const int decimals = shown < 10 ? 2 : shown < 100 ? 1 : 0;
    const QString text = locale.toString(shown, 'f', decimals);
    return approximately((huge ? QCoreApplication::translate("owb::ui::estimateText", "%1 bn")
                               : QCoreApplication::translate("owb::ui::estimateText", "%1 M"))
                             .arg(text));
}

} // namespace owb::ui
