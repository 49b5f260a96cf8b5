#include "inspector/tokenedit.h"

#include "common/theme.h"
#include "common/widgets.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace owb::ui {

void TokenHighlighter::highlightBlock(const QString& text)
{
    if (!text.startsWith("eyJ"_L1)) {
        return; // JSON, a mask, or no token
    }
    const QList<QColor> parts{colours().jwtHeader, colours().jwtClaims, colours().jwtSignature};
    const bool isEncrypted = text.count(u'.') == 4; // header, key, vector, content, tag: only the header is readable
    qsizetype start = 0;
    for (qsizetype part = 0; start <= text.size(); ++part) {
        const qsizetype dot = text.indexOf(u'.', start);
        const qsizetype end = dot < 0 ? text.size() : dot;
        const qsizetype colour = part == 0 ? 0 : isEncrypted ? (part == 3 ? 1 : 2) : std::min<qsizetype>(part, 2);
        setFormat(static_cast<int>(start), static_cast<int>(end - start), parts.at(colour));
        start = end + 1;
    }
}

TokenEdit::TokenEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new TokenHighlighter(document()))
{
    setObjectName(u"tokenEdit"_s);
    setAccessibleName(tr("Token"));
    setProperty("kind", u"token"_s);
    setFont(monoFont());
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setAcceptDrops(false); // the page takes them
    setPlaceholderText(
        tr("Paste a token, an Authorization header, a token response, a callback address, or keys to hold it against"));
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling) {
            Q_EMIT edited();
        }
    });
}

void TokenEdit::show(const QString& text, bool isReadOnly)
{
    if (isReadOnly != this->isReadOnly()) {
        setReadOnly(isReadOnly);
        setTextInteractionFlags(
            isReadOnly ? Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse : Qt::TextEditorInteraction);
    }
    if (text != this->text()) {
        m_filling = true;
        setPlainText(text); // forgets what could be undone
        m_filling = false;
    }
}

QString TokenEdit::text() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

void TokenEdit::insertFromMimeData(const QMimeData* source)
{
    const QTextCursor cursor = textCursor();
    const bool replacesAll = document()->isEmpty() || cursor.selectedText().size() == document()->toRawText().size();
    if (replacesAll) {
        Q_EMIT pasted(core::Secret(source->text()));
    } else {
        QPlainTextEdit::insertFromMimeData(source);
    }
}

QMimeData* TokenEdit::createMimeDataFromSelection() const
{
    return new QMimeData;
}

void TokenEdit::pasteClipboard()
{
    if (isReadOnly()) {
        Q_EMIT pasted(core::Secret(QApplication::clipboard()->text()));
    } else {
        paste();
    }
}

void TokenEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut)) {
        Q_EMIT copyAsked(); // by way of the clipboard that clears itself
    } else if (event->matches(QKeySequence::Paste)) {
        pasteClipboard();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void TokenEdit::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Paste"), this, &TokenEdit::pasteClipboard);
    menu->addAction(tr("&Copy token"), this, &TokenEdit::copyAsked);
    menu->addAction(tr("&Select all"), this, &QPlainTextEdit::selectAll);
    menu->popup(event->globalPos());
}

void TokenEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange) { // another theme
        m_filling = true;
        m_highlighter->rehighlight();
        m_filling = false;
    }
}

} // namespace owb::ui
