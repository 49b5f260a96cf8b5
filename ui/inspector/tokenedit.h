#pragma once

#include "core/secret.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace owb::ui {

/** Colours the parts of a compact token: header, claims, signature; the dots stay as text is. */
class TokenHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override;
};

/**
 * The text of a token. What is pasted is handed on whole and not put in, unless it goes into the middle of a text.
 * What is selected never reaches the selection clipboard of the desktop by itself.
 */
class TokenEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TokenEdit(QWidget* parent);
    /** Without the `edited` signal. Read-only: what is shown stands for something else. */
    void show(const QString& text, bool isReadOnly);
    /** As it stands; no-break spaces stay what they are. */
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void edited();
    void pasted(const owb::core::Secret& text);
    void copyAsked();

protected:
    void insertFromMimeData(const QMimeData* source) override;
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void pasteClipboard();

    TokenHighlighter* m_highlighter;
    bool m_filling = false;
};

} // namespace owb::ui
