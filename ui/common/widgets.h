#pragma once

#include "common/colours.h"

#include <QFont>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QToolButton>

#include <functional>

namespace owb::ui {

enum class ButtonKind { Plain, Primary, Danger, DangerText };

[[nodiscard]] QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, QWidget* parent);
/** A button with only an icon: the words are its tooltip and its accessible name. */
[[nodiscard]] QToolButton* makeIconButton(const QString& iconName, const QString& words, QWidget* parent);
/** A label for text of ours or from a database: always plain, never markup. */
[[nodiscard]] QLabel* makeLabel(const QString& text, const QFont& font, QWidget* parent);
/** The same in the secondary colour. */
[[nodiscard]] QLabel* makeMutedLabel(const QString& text, QWidget* parent);
/** A widget that looks and acts like a link; reached and pressed by keyboard too. */
[[nodiscard]] QToolButton* makeLink(const QString& text, QWidget* parent);
/** A thin line across. */
[[nodiscard]] QWidget* makeLine(QWidget* parent);
void setTextColour(QWidget* widget, const QColor& colour);

/** Text that is cut in the middle or at the end when there is no room; the tooltip then has it whole. */
class ElidedLabel : public QWidget
{
    Q_OBJECT
public:
    ElidedLabel(QString text, const QFont& font, Qt::TextElideMode mode, QWidget* parent = nullptr);
    void setText(const QString& text);
    void setColour(const QColor& colour) { m_colour = colour; }
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QColor m_colour;
    Qt::TextElideMode m_mode;
};

/** Lays widgets side by side and goes on in the next line when the width is used up. */
class FlowLayout : public QLayout
{
public:
    explicit FlowLayout(QWidget* parent = nullptr, int gap = 4);
    ~FlowLayout() override;
    Q_DISABLE_COPY_MOVE(FlowLayout)
    void addItem(QLayoutItem* item) override { m_items.append(item); }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override { return index < m_items.size() && index >= 0 ? m_items.takeAt(index) : nullptr; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int arrange(const QRect& rect, bool move) const;
    QList<QLayoutItem*> m_items;
    int m_gap;
};

/** "1 token" or "6 tokens": `many` holds %1 for the number. */
[[nodiscard]] QString counted(qint64 number, const QString& one, const QString& many);

/** Control, line and direction characters of a text from a database made visible, so that it cannot disguise itself. */
[[nodiscard]] QString displayText(const QString& text);

} // namespace owb::ui
