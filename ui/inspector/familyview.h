#pragma once

#include "store/repository.h"

#include <QWidget>

namespace owb::ui {

class FamilyBox;

/**
 * A refresh chain as a drawing: the oldest token on top, below each what was refreshed from it, joined by arrows.
 * Tokens that came from the same one stand side by side. The arrow keys go from one to the next.
 */
class FamilyView : public QWidget
{
    Q_OBJECT
public:
    FamilyView(const store::Family& family, qint64 now, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override { return m_size; }
    [[nodiscard]] QSize minimumSizeHint() const override { return m_size; }
    /** That of the token that was asked about. */
    [[nodiscard]] QWidget* thisBox() const;

Q_SIGNALS:
    void chosen(int member);
    /** It got the keyboard, and may have to be scrolled to. */
    void reached(QWidget* box);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();
    void paintLink(QPainter& painter, int member) const;

    const store::Family m_family;
    QList<FamilyBox*> m_boxes;
    QSize m_size;
};

} // namespace owb::ui
