#pragma once

#include "common/chip.h"

#include <QStyledItemDelegate>
#include <QTableView>

#include <functional>
#include <optional>

namespace owb::ui {

/** Draws cells of text: row line, the bar of the current row, tones, elision. */
class TextCellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum class Face { Body, Mono };
    TextCellDelegate(Face face, Qt::TextElideMode elide, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /** Ground, row line and current-row bar; gives the place left for the cell's contents. */
    static QRect paintGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index);

private:
    Face m_face;
    Qt::TextElideMode m_elide;
};

/** Draws a cell as a chip. */
class ChipCellDelegate : public TextCellDelegate
{
    Q_OBJECT
public:
    using Make = std::function<std::optional<Chip>(const QModelIndex&)>;
    ChipCellDelegate(Make make, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Make m_make;
};

/** Gives a table its look and its keyboard: whole rows, no grid, thin header, smooth scrolling. */
void polishTable(QTableView& table, const QString& accessibleName);

} // namespace owb::ui
