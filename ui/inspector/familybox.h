#pragma once

#include "store/repository.h"

#include <QAbstractButton>

namespace owb::ui {

/** One token of a refresh chain: when it was issued and how it stands. A click or Enter opens it. */
class FamilyBox : public QAbstractButton
{
    Q_OBJECT
public:
    /** `family` must outlive it. */
    FamilyBox(const store::Family& family, int member, qint64 now, QWidget* parent);
    [[nodiscard]] static QSize boxSize();
    [[nodiscard]] QSize sizeHint() const override { return boxSize(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const store::Family& m_family;
    int m_member;
    qint64 m_now;
};

} // namespace owb::ui
