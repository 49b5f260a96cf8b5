#pragma once

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace owb::ui {

/** A frame with a title, a word beside it, and what stands below. */
class Card : public QFrame
{
    Q_OBJECT
public:
    /** Rows of a table reach from edge to edge; what else there is stands below the title. */
    enum class Content { Indented, ToTheEdges };
    Card(const QString& title, QWidget* content, Content how, QWidget* parent);
    /** Beside the title, in the secondary colour. */
    void setNote(const QString& note);
    /** Shows a sentence in place of the contents; an empty one the contents. */
    void setMessage(const QString& sentence);

private:
    QWidget* m_content;
    QLabel* m_note;
    QLabel* m_message;
};

} // namespace owb::ui
