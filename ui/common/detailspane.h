#pragma once

#include <QScrollArea>

class QFormLayout;
class QVBoxLayout;

namespace owb::ui {

/** The pane at the right: sections of labelled values, read from top to bottom. */
class DetailsPane : public QScrollArea
{
    Q_OBJECT
public:
    explicit DetailsPane(QWidget* parent);

protected:
    /** Takes everything away; the next add starts at the top. */
    void clear();
    void addWidget(QWidget* widget);
    void addLayout(QLayout* layout);
    void addSection(const QString& title);
    void addRow(const QString& label, QWidget* value);
    void addText(const QString& label, const QString& value, bool mono = false);
    void finish();
    [[nodiscard]] QWidget* body() const { return m_body; }

private:
    QWidget* m_body = nullptr;
    QVBoxLayout* m_column = nullptr;
    QFormLayout* m_form = nullptr;
};

} // namespace owb::ui
