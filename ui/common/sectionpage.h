#pragma once

#include <QList>
#include <QWidget>

#include <optional>

class QAction;

namespace owb::ui {

/** A section of an open database, as the window deals with all of them. */
class SectionPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /** Reads anew what it shows. */
    virtual void reload() = 0;
    virtual void focusSearch() { }
    virtual void setSearch(const QString&) { }
    /** How many rows its table has, when that is known. */
    virtual void setTotal(std::optional<qint64>) { }
    /** For the window's menus. */
    [[nodiscard]] virtual QList<QAction*> menuActions() const { return {}; }
    virtual void setDetailsVisible(bool) { }
    [[nodiscard]] virtual bool areDetailsVisible() const { return false; }
    /** Whether the details stand beside the table from the start, where there is room. */
    [[nodiscard]] virtual bool detailsByDefault() const { return false; }
};

} // namespace owb::ui
