#pragma once

#include <QStyledItemDelegate>

namespace owb::ui {

/** Draws a row of tables::ClaimTableModel: headings as a table's header, members in the colour of their part. */
class ClaimDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /** The whole of a cell that is cut, as plain text. */
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;
};

} // namespace owb::ui
