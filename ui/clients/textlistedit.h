#pragma once

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace owb::ui {

/** A list of texts: one field for each entry with a way to take it out, and a button for one more. */
class TextListEdit : public QWidget
{
    Q_OBJECT
public:
    TextListEdit(const QString& accessibleName, const QString& addText, QWidget* parent);
    void setTexts(const QStringList& texts);
    [[nodiscard]] QStringList texts() const;
    /** Puts a widget under the entry with this text, such as a finding. */
    void setNote(const QString& text, QWidget* note);
    void clearNotes();

Q_SIGNALS:
    void edited();

private:
    QLineEdit* addEntry(const QString& text);
    void removeEntry(QWidget* row);

    QString m_name;
    QVBoxLayout* m_entries;
    QPushButton* m_add = nullptr;
    QList<QLineEdit*> m_edits;
    QList<QWidget*> m_notes;
};

} // namespace owb::ui
