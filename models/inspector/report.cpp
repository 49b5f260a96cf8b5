#include "inspector/report.h"

#include "inspector/claimwords.h"
#include "inspector/redaction.h"
#include "inspector/texts.h"
#include "json/jsontext.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

QString shown(const json::JsonMembers::Member& member, bool showsValues)
{
    return showsValues || tellsNobody(member.name) ? member.text : u"\"…\""_s;
}

QString membersAsJson(const json::JsonMembers& members, bool showsValues)
{
    QStringList parts;
    const auto all = members.members();
    for (const auto& member : all) {
        parts << json::jsonText(member.name) + u':' + json::compactJson(shown(member, showsValues));
    }
    return u'{' + parts.join(u',') + u'}';
}

QString writingName(Writing writing)
{
    switch (writing) {
    case Writing::CompactJws:
        return u"jws"_s;
    case Writing::JsonJws:
        return u"jws-json"_s;
    case Writing::CompactJwe:
        return u"jwe"_s;
    case Writing::JsonJwe:
        return u"jwe-json"_s;
    case Writing::SdJwt:
        return u"sd-jwt"_s;
    case Writing::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString layerAsJson(const Layer& layer, bool showsValues)
{
    QStringList headers;
    for (const jose::JoseHeader& header : layer.headers) {
        QString text = u"{\"protected\":"_s + membersAsJson(header.protectedMembers(), showsValues);
        if (!header.unprotectedMembers().isEmpty()) {
            text += u",\"unprotected\":"_s + membersAsJson(header.unprotectedMembers(), showsValues);
        }
        headers << text + u'}';
    }
    return u"{\"form\":\"%1\",\"headers\":[%2]}"_s.arg(writingName(layer.writing), headers.join(u','));
}

QJsonObject asJson(const Step& step)
{
    QJsonObject object{{u"step"_s, name(step.kind)}, {u"outcome"_s, name(step.outcome)}, {u"what"_s, step.what}};
    for (const auto& [member, text] : {std::pair(u"remedy"_s, step.remedy), std::pair(u"reference"_s, step.reference),
             std::pair(u"rule"_s, step.rule)}) {
        if (!text.isEmpty()) {
            object.insert(member, text);
        }
    }
    return object;
}

QJsonObject asJson(const Finding& finding)
{
    return {{u"rule"_s, finding.rule}, {u"severity"_s, name(finding.severity)}, {u"member"_s, finding.member},
        {u"what"_s, finding.what}, {u"why"_s, finding.why}, {u"reference"_s, finding.reference}};
}

template <class T> QString listAsJson(const QList<T>& all)
{
    QJsonArray list;
    for (const T& one : all) {
        list.append(asJson(one));
    }
    return json::jsonText(list);
}

QString line(const QString& name, const QString& value, const QString& words)
{
    constexpr int column = 12;
    const QString text = u"  "_s + name.leftJustified(column) + u' ' + value;
    return words.isEmpty() ? text : text + u"  ("_s + words + u')';
}

/** A value as it reads best: texts without their quotes. */
QString plain(const json::JsonMembers& members, const json::JsonMembers::Member& member, bool showsValues)
{
    const QJsonValue value = members.value(member.name);
    return showsValues && value.isString() ? value.toString() : json::compactJson(shown(member, showsValues));
}

template <class Words>
void addMembers(QStringList& lines, const json::JsonMembers& members, bool showsValues, Words words)
{
    const auto all = members.members();
    for (const auto& member : all) {
        const bool isTold = showsValues || tellsNobody(member.name); // words may repeat the value
        lines << line(member.name, plain(members, member, showsValues),
            isTold ? words(member.name, members.value(member.name)) : QString());
    }
}

QString outcomeWord(Step::Outcome outcome)
{
    switch (outcome) {
    case Step::Outcome::Passed:
        return StepText::tr("passed");
    case Step::Outcome::Failed:
        return StepText::tr("FAILED");
    case Step::Outcome::NotChecked:
        return StepText::tr("not checked");
    }
    return {};
}

void addSteps(QStringList& lines, const Trace& steps)
{
    constexpr int titleColumn = 18;
    constexpr int outcomeColumn = 12;
    lines << StepText::tr("Verdict: %1").arg(outcomeWord(verdict(steps)));
    for (const Step& step : steps) {
        lines << u"  "_s + title(step.kind).leftJustified(titleColumn)
                + outcomeWord(step.outcome).leftJustified(outcomeColumn) + step.what
                + (step.reference.isEmpty() ? QString() : u"  ["_s + step.reference + u']');
        if (!step.remedy.isEmpty()) {
            lines << QString(titleColumn + outcomeColumn + 2, u' ') + step.remedy;
        }
    }
}

void addFindings(QStringList& lines, const QList<Finding>& findings)
{
    lines << (findings.isEmpty() ? StepText::tr("Nothing was found.")
                                 : StepText::tr("%n finding(s)", nullptr, static_cast<int>(findings.size())));
    constexpr int column = 9;
    for (const Finding& finding : findings) {
        lines << u"  "_s + name(finding.severity).leftJustified(column) + finding.rule + u"  "_s + finding.what
                + (finding.reference.isEmpty() ? QString() : u"  ["_s + finding.reference + u']');
        lines << QString(column + 2, u' ') + finding.why;
    }
}

QString finished(const QString& text, const Report& report)
{
    return report.showsValues || !report.inspection.claims ? text : redacted(text, *report.inspection.claims);
}

} // namespace

QString findingsAsJson(const QList<Finding>& findings)
{
    return listAsJson(findings);
}

QString reportAsJson(const Report& report)
{
    QStringList parts;
    if (report.classification) {
        parts << u"\"kind\":\"%1\""_s.arg(name(report.classification->kind))
              << u"\"kind_reason\":"_s + json::jsonText(report.classification->reason);
    }
    QStringList layers;
    for (const Layer& layer : report.inspection.layers) {
        layers << layerAsJson(layer, report.showsValues);
    }
    parts << u"\"layers\":["_s + layers.join(u',') + u']';
    if (report.inspection.claims) {
        parts << u"\"claims\":"_s + membersAsJson(*report.inspection.claims, report.showsValues);
    }
    if (report.steps) {
        const Step* const step = decisive(*report.steps);
        parts << u"\"verdict\":\"%1\""_s.arg(name(verdict(*report.steps)));
        parts << u"\"decided_by\":\"%1\""_s.arg(step == nullptr ? QString() : name(step->kind));
        parts << u"\"steps\":"_s + listAsJson(*report.steps);
    }
    if (report.findings) {
        parts << u"\"findings\":"_s + findingsAsJson(*report.findings);
    }
    return finished(u'{' + parts.join(u',') + u'}', report);
}

QString reportAsText(const Report& report)
{
    QStringList lines;
    if (report.classification) {
        lines << StepText::tr("%1, because %2").arg(title(report.classification->kind), report.classification->reason);
    }
    for (const Layer& layer : report.inspection.layers) {
        for (const jose::JoseHeader& header : layer.headers) {
            lines << StepText::tr("Header");
            addMembers(lines, header.protectedMembers(), report.showsValues, headerWords);
            if (!header.unprotectedMembers().isEmpty()) {
                lines << StepText::tr("Header, not protected");
                addMembers(lines, header.unprotectedMembers(), report.showsValues, headerWords);
            }
        }
    }
    if (report.inspection.claims) {
        lines << StepText::tr("Claims");
        addMembers(lines, *report.inspection.claims, report.showsValues,
            [&](const QString& claim, const QJsonValue& value) { return claimWords(claim, value, report.now); });
    } else if (!report.inspection.layers.isEmpty()) {
        lines << StepText::tr("Content: %n byte(s), no claims", nullptr,
            static_cast<int>(report.inspection.layers.last().content.size()));
    }
    if (report.steps) {
        addSteps(lines, *report.steps);
    }
    if (report.findings) {
        addFindings(lines, *report.findings);
    }
    return finished(lines.join(u'\n'), report);
}

} // namespace owb::inspector
