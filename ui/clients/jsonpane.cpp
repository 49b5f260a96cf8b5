#include "clients/jsonpane.h"

#include "common/theme.h"
#include "json/jsonmembers.h"
#include "json/jsontext.h"

#include <QMultiHash>
#include <QPainter>
#include <QRegularExpression>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** A member of the outermost object, as the editor indents it. */
const QRegularExpression& topMember()
{
    static const QRegularExpression pattern(u"^ {2}\"([^\"\\\\]*)\":"_s);
    return pattern;
}

} // namespace

/** The strip with the line numbers. */
class JsonMargin final : public QWidget
{
public:
    explicit JsonMargin(JsonPane* pane)
        : QWidget(pane)
        , m_pane(pane)
    { }

protected:
    void paintEvent(QPaintEvent* event) override { m_pane->paintMargin(event); }

private:
    JsonPane* m_pane;
};

void JsonHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression parts(u"(\"(?:[^\"\\\\]|\\\\.)*\")(\\s*:)?|(-?\\d[\\d.eE+-]*)|(true|false|null)"_s);
    auto match = parts.globalMatch(text);
    while (match.hasNext()) {
        const auto found = match.next();
        const Colours& c = colours();
        const QColor colour = found.capturedLength(2) > 0 ? c.info.text
            : found.capturedLength(1) > 0                 ? c.active.text
                                                          : c.warning.text;
        const int part = found.capturedLength(1) > 0 ? 1 : 0;
        setFormat(static_cast<int>(found.capturedStart(part)), static_cast<int>(found.capturedLength(part)), colour);
    }
}

JsonPane::JsonPane(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_margin(new JsonMargin(this))
{
    setFont(monoFont());
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setAccessibleName(tr("Client JSON"));
    setObjectName(u"jsonPane"_s);
    m_highlighter = new JsonHighlighter(document());
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonPane::placeMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0) {
            m_margin->scroll(0, dy);
        } else {
            m_margin->update(0, rect.y(), m_margin->width(), rect.height());
        }
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling) {
            Q_EMIT edited(json());
        }
    });
    placeMargin();
}

int JsonPane::marginWidth() const
{
    return fontMetrics().horizontalAdvance(u'9')
        * std::max<int>(2, static_cast<int>(QString::number(blockCount()).size()))
        + 18;
}

void JsonPane::placeMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
}

void JsonPane::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_highlighter) { // another theme
        m_filling = true;
        m_highlighter->rehighlight();
        m_filling = false;
        tintLines();
    }
}

void JsonPane::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeMargin();
}

QString JsonPane::json() const
{
    // As toPlainText(), which turns no-break spaces into spaces.
    return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

void JsonPane::setJson(const QString& text)
{
    if (text == json()) {
        return;
    }
    m_filling = true;
    const int line = textCursor().blockNumber();
    setPlainText(text);
    QTextCursor cursor(document()->findBlockByNumber(std::min(line, blockCount() - 1)));
    setTextCursor(cursor);
    m_filling = false;
}

void JsonPane::setMarks(const QStringList& changed, const QStringList& unknown)
{
    m_changed = changed;
    m_unknown = unknown;
    m_margin->update();
}

void JsonPane::setErrorLine(int line)
{
    const int wanted = std::min(line, blockCount());
    if (wanted != m_errorLine) {
        m_errorLine = wanted;
        tintLines();
    }
}

void JsonPane::setFindings(const QList<oauth::FieldProblem>& findings)
{
    m_findings = findings;
    tintLines();
}

void JsonPane::tintLines()
{
    QList<QTextEdit::ExtraSelection> selections;
    const auto tint = [&selections](const QTextBlock& block, const Tint& colour) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setBackground(colour.ground);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
    };
    if (m_errorLine > 0) { // findings are about what could be read before
        tint(document()->findBlockByNumber(m_errorLine - 1), colours().revoked);
        setExtraSelections(selections);
        return;
    }
    QMultiHash<QString, const oauth::FieldProblem*> byMember;
    for (const oauth::FieldProblem& finding : std::as_const(m_findings)) {
        byMember.insert(finding.field, &finding);
    }
    QString member;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && !byMember.isEmpty(); block = block.next()) {
        const auto match = topMember().match(block.text());
        member = match.hasMatch() ? match.captured(1) : member;
        for (auto found = byMember.constFind(member); found != byMember.cend() && found.key() == member; ++found) {
            const oauth::FieldProblem& finding = **found;
            const bool here =
                finding.value.isEmpty() ? match.hasMatch() : block.text().contains(json::jsonText(finding.value));
            if (here) {
                const bool error = finding.severity == oauth::FieldProblem::Severity::Error;
                tint(block, error ? colours().revoked : colours().warning);
                break;
            }
        }
    }
    setExtraSelections(selections);
}

QString JsonPane::memberOfLine(int line) const
{
    for (QTextBlock block = document()->findBlockByNumber(line); block.isValid(); block = block.previous()) {
        const auto match = topMember().match(block.text());
        if (match.hasMatch()) {
            return match.captured(1);
        }
        if (block.text() == "}"_L1) {
            return {};
        }
    }
    return {};
}

void JsonPane::paintMargin(QPaintEvent* event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), colours().alternate);
    painter.setFont(font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > event->rect().bottom()) {
            break;
        }
        const QString member = memberOfLine(block.blockNumber());
        const bool changed = m_changed.contains(member);
        if (!member.isEmpty() && (changed || m_unknown.contains(member))) {
            painter.fillRect(
                QRectF(0, place.top(), 3, place.height()), changed ? colours().accent : colours().fieldEdge);
        }
        painter.setPen(colours().text3);
        painter.drawText(QRectF(4, place.top(), m_margin->width() - 10, fontMetrics().height()),
            Qt::AlignRight | Qt::AlignTop, QString::number(block.blockNumber() + 1));
    }
}

} // namespace owb::ui
