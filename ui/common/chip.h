#pragma once

#include <QFont>
#include <QWidget>

namespace owb::ui {

/** What a chip says. A shape says the same as the colour. */
enum class Tone { Active, Expired, Revoked, Error, Warning, Note, Neutral, Value, Production };

struct Chip
{
    Tone tone = Tone::Neutral;
    QString text; // plain
};

[[nodiscard]] QSize chipSize(const Chip& chip);
/** Paints into the left of `rect`, centred vertically, cut at its right edge. */
void paintChip(QPainter& painter, const QRect& rect, const Chip& chip, bool selected = false);

/** A chip as a widget. It never acts. */
class ChipLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ChipLabel(Chip chip, QWidget* parent = nullptr);
    void setText(const QString& text) { setChip({m_chip.tone, text}); }
    void setChip(const Chip& chip);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Chip m_chip;
};

} // namespace owb::ui
