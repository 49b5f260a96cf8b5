#pragma once

#include "oauth/validate.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace owb::ui {

/** Colours member names, texts and numbers. */
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override;
};

/** A JSON text with line numbers; bars mark the lines of changed and of unknown members, a tint errors and findings. */
class JsonPane : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit JsonPane(QWidget* parent);
    /** The text as it stands, character for character. */
    [[nodiscard]] QString json() const;
    /** Replaces the text without the `edited` signal, keeping the cursor where it can. */
    void setJson(const QString& text);
    /** Members by name: their lines get a bar. */
    void setMarks(const QStringList& changed, const QStringList& unknown);
    /** 1-based; 0 = no error. */
    void setErrorLine(int line);
    /** Tints the lines that findings are about. */
    void setFindings(const QList<oauth::FieldProblem>& findings);

Q_SIGNALS:
    void edited(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    friend class JsonMargin;
    void paintMargin(QPaintEvent* event);
    [[nodiscard]] int marginWidth() const;
    void placeMargin();
    void tintLines();
    /** The member on whose lines a line lies, 0-based. */
    [[nodiscard]] QString memberOfLine(int line) const;

    QWidget* m_margin;
    JsonHighlighter* m_highlighter = nullptr;
    QStringList m_changed;
    QStringList m_unknown;
    QList<oauth::FieldProblem> m_findings;
    int m_errorLine = 0;
    bool m_filling = false;
};

} // namespace owb::ui
