#pragma once

#include <QStyledItemDelegate>

namespace owb::ui {

/** A section of the editor, with how many findings it has, or how many entries. */
class SectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { ErrorsRole = Qt::UserRole, WarningsRole, CountRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace owb::ui
