#pragma once

#include <QListView>

namespace owb::ui {

/** The steps as a list. Enter tells the section of a step; a click on its link asks for it to be opened. */
class TraceView : public QListView
{
    Q_OBJECT
public:
    explicit TraceView(QWidget* parent);
    /** What Enter tells of a step. */
    [[nodiscard]] static QString sectionText(const QModelIndex& index);
    /** The height that all steps need. */
    [[nodiscard]] int heightOfSteps() const;

Q_SIGNALS:
    void sectionAsked(const QUrl& url);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QModelIndex linkAt(const QPoint& place) const;
};

} // namespace owb::ui
