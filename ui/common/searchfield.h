#pragma once

#include "core/clock.h"
#include "oauth/filter.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace owb::ui {

class FlowLayout;

/**
 * The search line of a page: what is typed, below it what was understood as removable chips, or what was not. A search
 * takes effect 200 ms after the last key, or at Enter.
 */
class SearchField : public QWidget
{
    Q_OBJECT
public:
    SearchField(const QString& accessibleName, const QString& placeholder, const core::Clock& clock, QWidget* parent);

    [[nodiscard]] QString text() const;
    /** Sets the text and takes it at once. */
    void setText(const QString& text);
    void focusSearch();
    /** Whether the last text taken was understood; `filter` is then what it means. */
    [[nodiscard]] bool isUnderstood() const;
    [[nodiscard]] const oauth::Filter& filter() const { return m_filter; }
    /** A widget at the left of the chips, such as facets. */
    void addLeading(QWidget* widget);
    void addTrailing(QWidget* widget);
    /** Shows what every search key means. */
    void showHelp();

Q_SIGNALS:
    /** The text was understood and means something else than before. */
    void filterChanged(const owb::oauth::Filter& filter);

private:
    void take();
    void takeOut(qsizetype term);
    void showChips();
    void showProblem(const QString& sentence);

    const core::Clock& m_clock;
    QLineEdit* m_edit;
    QWidget* m_chipRow;
    QHBoxLayout* m_leading;
    FlowLayout* m_chips;
    QHBoxLayout* m_trailing;
    QLabel* m_problem;
    QTimer m_delay;
    oauth::Filter m_filter;
};

} // namespace owb::ui
