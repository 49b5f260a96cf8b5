#include "detectcommand.h"

#include "await.h"
#include "input.h"
#include "output.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

QJsonValue entityJson(const store::EntityInfo& entity, const std::optional<qint64>& count, bool estimated = false)
{
    if (!entity.exists()) {
        return QJsonValue::Null;
    }
    QJsonObject json{{u"table"_s, entity.table}, {u"count"_s, count.value_or(0)}};
    if (estimated) {
        json[u"estimated"] = true;
    }
    return json;
}

QJsonValue tableJson(const store::EntityInfo& entity)
{
    return entity.exists() ? QJsonValue(entity.table) : QJsonValue(QJsonValue::Null);
}

QString detectJson(const store::OpenedDatabase& opened, const store::Totals& totals, int chosen)
{
    const store::SchemaInfo& schema = opened.repository->schema();
    json::JsonMembers json;
    json.set(u"profile"_s, schema.profile);
    json.set(u"title"_s, schema.title);
    json.set(u"version"_s, schema.version);
    json.set(u"confidence"_s, schema.confidence);
    json.set(u"evidence"_s, QJsonArray::fromStringList(schema.evidence));
    json.set(u"clients"_s, entityJson(schema.clients, totals.clients));
    json.set(u"tokens"_s, entityJson(schema.tokens, totals.tokens, totals.tokensEstimated));
    json.set(u"codes"_s, entityJson(schema.codes, totals.codes));
    json.set(u"writable"_s, schema.writable() && opened.repository->connection().writable);
    if (!schema.hint.isEmpty()) {
        json.set(u"hint"_s, schema.hint);
    }
    QJsonArray others;
    for (const store::Candidate& candidate : opened.candidates) {
        if (candidate.index != chosen) {
            others << QJsonObject{{u"schema"_s, candidate.index}, {u"profile"_s, candidate.info.profile},
                {u"clients"_s, candidate.info.clients.table}, {u"tokens"_s, tableJson(candidate.info.tokens)}};
        }
    }
    json.set(u"others"_s, others);
    return json.text();
}

void printEntity(const QString& what, const store::EntityInfo& entity, const std::optional<qint64>& count)
{
    writeLine(entity.exists() ? u"%1 %2 in table %3"_s.arg(what, -8).arg(count.value_or(0)).arg(printable(entity.table))
                              : u"%1 no table"_s.arg(what, -8));
}

void printDetection(const store::OpenedDatabase& opened, const store::Totals& totals, int chosen)
{
    const store::SchemaInfo& schema = opened.repository->schema();
    writeLine(u"%1 (%2), confidence %3 %"_s.arg(schema.title, schema.profile).arg(qRound(schema.confidence * 100)));
    printEntity(u"clients"_s, schema.clients, totals.clients);
    printEntity(totals.tokensEstimated ? u"tokens, about"_s : u"tokens"_s, schema.tokens, totals.tokens);
    printEntity(u"codes"_s, schema.codes, totals.codes);
    for (const QString& evidence : schema.evidence) {
        writeLine(u"  "_s + printable(evidence));
    }
    if (!schema.hint.isEmpty()) {
        writeLine(u"Note: "_s + printable(schema.hint));
    }
    for (const store::Candidate& candidate : opened.candidates) {
        if (candidate.index != chosen) {
            QStringList names{printable(candidate.info.clients.table)};
            if (candidate.info.tokens.exists()) {
                names << printable(candidate.info.tokens.table);
            }
            writeLine(u"Also: %1 in %2 (--schema %3)"_s.arg(
                candidate.info.title, names.join(u" and "_s), QString::number(candidate.index)));
        }
    }
}

} // namespace

Outcome detect(const Arguments& arguments, const core::Clock& clock)
{
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const auto totals = await(opened->repository->totals());
    if (!totals) {
        return failed(totals.error());
    }
    if (arguments.json) {
        writeJson(detectJson(*opened, *totals, arguments.schema));
    } else {
        printDetection(*opened, *totals, arguments.schema);
    }
    return done();
}

} // namespace owb::cli
