#include "inspector/rawtext.h"

#include "common/widgets.h"
#include "inspector/inspectortext.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString contentText(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (decoder.hasError()) {
        return hexText(bytes);
    }
    const auto members = json::JsonMembers::parse(text);
    return shownLines(members ? members->indented() : text);
}

} // namespace

QString shownLines(const QString& text)
{
    QStringList lines = text.split(u'\n');
    for (QString& line : lines) {
        line = displayText(line);
    }
    return lines.join(u'\n');
}

QString hexText(const QByteArray& bytes)
{
    constexpr qsizetype perLine = 16;
    constexpr qsizetype mostLines = 256;
    QStringList lines;
    for (qsizetype at = 0; at < bytes.size() && lines.size() < mostLines; at += perLine) {
        const QByteArray line = bytes.mid(at, perLine);
        QString text;
        for (const char c : line) {
            text += c >= 0x20 && c < 0x7f ? QChar::fromLatin1(c) : u'.';
        }
        lines << u"%1  %2  %3"_s.arg(at, 6, 16, QChar(u'0'))
                     .arg(QString::fromLatin1(line.toHex(' ')).leftJustified(3 * perLine - 1), text);
    }
    if (bytes.size() > perLine * mostLines) {
        lines << InspectorText::tr("… %1 bytes in all").arg(bytes.size());
    }
    return lines.join(u'\n');
}

QString rawText(const inspector::Inspection& inspection)
{
    QStringList parts;
    for (const inspector::Layer& layer : inspection.layers) {
        for (const jose::JoseHeader& header : layer.headers) {
            parts << InspectorText::tr("Header") + u'\n' + shownLines(header.protectedMembers().indented());
            if (!header.unprotectedMembers().isEmpty()) {
                parts << InspectorText::tr("Header, not protected") + u'\n'
                        + shownLines(header.unprotectedMembers().indented());
            }
        }
        const bool isLast = &layer == &inspection.layers.constLast();
        const bool isToken = !isLast && !layer.content.isEmpty(); // the next layer shows it
        if (!isToken && !layer.content.isEmpty()) {
            parts << InspectorText::tr("Content, %1 bytes").arg(layer.content.size()) + u'\n'
                    + contentText(layer.content);
        }
    }
    return parts.join(u"\n\n"_s);
}

} // namespace owb::ui
