#include "profilecommands.h"

#include "await.h"
#include "core/errortext.h"
#include "input.h"
#include "output.h"
#include "password.h"
#include "store/boundschema.h"
#include "store/mapper.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

using store::Entity;
using store::MapProblem;

/** A profile, and what was found out about it. */
struct Checked
{
    store::SchemaProfile profile;
    std::optional<store::BoundSchema> found; // in the database that was named
    QList<MapProblem> problems;
};

/** What only the rows show. */
QList<MapProblem> rowProblems(
    store::Mapper& mapper, const store::SchemaProfile& profile, const QList<store::TableInfo>& tables)
{
    QList<MapProblem> problems;
    QEventLoop loop;
    QObject::connect(&mapper, &store::Mapper::previewed, &loop, [&](const store::MapPreview& preview) {
        problems = preview.problems;
        loop.quit();
    });
    mapper.preview(profile, tables);
    loop.exec();
    return problems;
}

core::Result<> checkTables(Checked& checked, const NamedDatabase& database)
{
    store::Mapper mapper(database.address, database.password);
    const auto tables = await(mapper.tables());
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    checked.problems = contradictions(checked.profile, *tables);
    const auto found = detectSchemas(*tables, {checked.profile}, database.address.text());
    if (found) {
        checked.found = found->constFirst();
        checked.problems += rowProblems(mapper, checked.profile, *tables);
    } else if (!hasContradiction(checked.problems)) {
        checked.problems.append({MapProblem::Severity::Contradiction, Entity::Client, {},
            u"No table of this database is the client table that the profile describes."_s});
    }
    return {};
}

core::Result<> check(Checked& checked, NamedDatabase database)
{
    auto done = checkTables(checked, database);
    if (!done && done.error().kind == core::Error::Kind::LoginRefused && database.password.isEmpty()) {
        if (const auto asked = askPassword(database.address)) {
            database.password = *asked;
            done = checkTables(checked, database);
        }
    }
    return done;
}

QStringList sentences(const QList<MapProblem>& problems, MapProblem::Severity severity)
{
    QStringList texts;
    for (const MapProblem& problem : problems) {
        if (problem.severity == severity) {
            texts << problem.sentence;
        }
    }
    return texts;
}

QString nameOf(Entity entity)
{
    switch (entity) {
    case Entity::Client:
        return u"clients"_s;
    case Entity::Token:
        return u"tokens"_s;
    case Entity::Refresh:
        return u"refresh_tokens"_s;
    case Entity::Code:
        return u"codes"_s;
    }
    return {};
}

QString checkJson(const Checked& checked)
{
    json::JsonMembers json;
    json.set(u"profile"_s, checked.profile.id);
    json.set(u"title"_s, checked.profile.title);
    json.set(u"version"_s, checked.profile.version);
    if (checked.found) {
        for (const Entity entity : store::allEntities()) {
            const QString table = checked.found->entity(entity).table.name;
            json.set(nameOf(entity), table.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(table));
        }
    }
    json.set(
        u"problems"_s, QJsonArray::fromStringList(sentences(checked.problems, MapProblem::Severity::Contradiction)));
    json.set(u"warnings"_s, QJsonArray::fromStringList(sentences(checked.problems, MapProblem::Severity::Warning)));
    return json.text();
}

void printChecked(const Checked& checked)
{
    writeLine(printable(u"%1 (%2)"_s.arg(checked.profile.title, checked.profile.id)));
    if (checked.found) {
        for (const Entity entity : store::allEntities()) {
            const QString table = checked.found->entity(entity).table.name;
            writeLine(u"%1 %2"_s.arg(nameOf(entity).replace(u'_', u' '), -15)
                          .arg(table.isEmpty() ? u"no table"_s : u"table "_s + printable(table)));
        }
    }
    for (const QString& problem : sentences(checked.problems, MapProblem::Severity::Contradiction)) {
        writeLine(u"wrong: "_s + printable(problem));
    }
    for (const QString& warning : sentences(checked.problems, MapProblem::Severity::Warning)) {
        writeLine(u"note: "_s + printable(warning));
    }
}

} // namespace

Outcome profileCheck(const Arguments& arguments, const core::Clock&)
{
    const auto text = readText(arguments.profile);
    if (!text) {
        return text.error();
    }
    const auto profile = store::SchemaProfile::fromJson(text->toUtf8(), QString::fromStdString(arguments.profile));
    if (!profile) {
        return no(core::errorText(profile.error()).sentence());
    }
    Checked checked{*profile, {}, contradictions(*profile, {})};
    if (isGiven(arguments.database) || !qEnvironmentVariableIsEmpty("OWB_DATABASE")) {
        const auto database = namedDatabase(arguments);
        if (!database) {
            return database.error();
        }
        if (const auto done = check(checked, *database); !done) {
            return notOpenedFor(arguments, done.error());
        }
    }
    if (arguments.json) {
        writeJson(checkJson(checked));
    } else {
        printChecked(checked);
    }
    const auto wrong = sentences(checked.problems, MapProblem::Severity::Contradiction).size();
    return wrong == 0 ? done()
                      : no(wrong == 1 ? u"The profile cannot be used: one thing is wrong with it."_s
                                      : u"The profile cannot be used: %1 things are wrong with it."_s.arg(wrong));
}

} // namespace owb::cli
