#pragma once

#include <QStyledItemDelegate>

namespace owb::ui {

/** What an item of the left pane holds beside its text. */
enum PaneRole {
    LineRole = Qt::UserRole + 1, // of a connection: engine and schema
    CountRole, // of a section
    IconRole, // of a section
    SectionRole, // its id; empty for a connection
    ConnectionRole, // its id; empty for a section and for what is not saved
    ProductionRole,
    ColourRole, // the name of the user's mark
    OpenRole
};

/** A connection is two lines high, a section one with its count at the right. */
class PaneDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace owb::ui
