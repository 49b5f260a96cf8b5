#include "inspector/redactedreport.h"

#include "inspector/examination.h"
#include "inspector/report.h"
#include "tables/tracemodel.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** Says for what a token is, and not for whom. */
bool tellsOfNobody(const QString& claim)
{
    static const QStringList harmless{u"iss"_s, u"scope"_s, u"scp"_s, u"token_type"_s, u"amr"_s, u"acr"_s};
    return harmless.contains(claim);
}

void collectTexts(const QJsonValue& value, QStringList& texts)
{
    if (value.isString()) {
        texts << value.toString();
    }
    const QJsonArray list = value.toArray();
    for (const auto& entry : list) {
        collectTexts(entry, texts);
    }
    const QJsonObject object = value.toObject();
    for (const auto& member : object) {
        collectTexts(member, texts);
    }
}

/** The texts that the claims hold, the longest first: one may be a part of another. */
QStringList textsToHide(const json::JsonMembers& claims)
{
    QStringList texts;
    const QStringList names = claims.names();
    for (const QString& name : names) {
        if (!tellsOfNobody(name)) {
            collectTexts(claims.value(name), texts);
        }
    }
    texts.removeDuplicates();
    texts.removeAll(QString());
    std::sort(texts.begin(), texts.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    return texts;
}

/** A value where it stands by itself, and not as a part of a longer word. */
QString without(QString report, const QStringList& texts)
{
    for (const QString& text : texts) {
        const QRegularExpression pattern(u"(?<![\\w@.-])%1(?![\\w@-])"_s.arg(QRegularExpression::escape(text)),
            QRegularExpression::UseUnicodePropertiesOption);
        report.replace(pattern, u"…"_s);
    }
    return report;
}

} // namespace

QString redactedReport(const Examination& examination)
{
    const inspector::Report report{examination.inspection, examination.classification, examination.inspection.trace,
        examination.findings, examination.now, false};
    const QString text = inspector::reportAsText(report);
    const auto& claims = examination.inspection.claims;
    return claims ? without(text, textsToHide(*claims)) : text;
}

} // namespace owb::ui
