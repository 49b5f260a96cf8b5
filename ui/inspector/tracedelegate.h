#pragma once

#include <QStyledItemDelegate>

namespace owb::ui {

/**
 * Draws a step of tables::TraceModel: icon, title and outcome with its section at the right, below what was compared
 * and what would mend it.
 */
class TraceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /** Where the link to the section is, in the coordinates of `row`; empty where there is none. */
    [[nodiscard]] static QRect linkBox(const QRect& row, const QModelIndex& index);
};

} // namespace owb::ui
