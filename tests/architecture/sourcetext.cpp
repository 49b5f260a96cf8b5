#include "sourcetext.h"

#include <QRegularExpression>
#include <QStringView>

using namespace Qt::StringLiterals;

namespace {

/** Comments, raw texts, texts, and characters that are not the ' of 1'000: whichever begins first. */
const QRegularExpression& tokens()
{
    static const QRegularExpression pattern(u"(?<comment>//[^\\n]*|/\\*.*?\\*/)"
                                            "|(?<text>R\"(?<mark>[^(\\s]*)\\(.*?\\)\\k<mark>\""
                                            "|\"(?:[^\"\\\\\\n]|\\\\.)*\"|(?<![0-9a-fA-F])'(?:[^'\\\\\\n]|\\\\.)+')"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

void blank(QString& text, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i) {
        if (text.at(i) != u'\n') {
            text[i] = u' ';
        }
    }
}

QString blanked(const QString& source, bool texts)
{
    QString result = source;
    for (auto found = tokens().globalMatch(source); found.hasNext();) {
        const auto token = found.next();
        if (texts || token.hasCaptured(u"comment"_s)) {
            blank(result, token.capturedStart(), token.capturedEnd());
        }
    }
    return result;
}

} // namespace

QString withoutComments(const QString& source)
{
    return blanked(source, false);
}

QString withoutCommentsAndTexts(const QString& source)
{
    return blanked(source, true);
}

int lineAt(const QString& text, qsizetype position)
{
    return static_cast<int>(QStringView(text).first(position).count(u'\n')) + 1;
}
