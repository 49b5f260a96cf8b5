// A first draft of a map, from the names that columns have in the profiles.

#include "store/mapping.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

constexpr int exactly = 100; // a column has a name that some profile knows
constexpr int likely = 49; // half of the words are the same

/** The words of a name, in small letters and without a plural's s: client_id and clientIds have "client" and "id". */
QStringList wordsOf(const QString& name)
{
    static const QRegularExpression border(u"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"_s);
    QStringList words;
    for (const QString& word : name.split(border, Qt::SkipEmptyParts)) {
        const bool plural =
            word.size() > 3 && word.endsWith(u's', Qt::CaseInsensitive) && !word.endsWith("ss"_L1, Qt::CaseInsensitive);
        words << (plural ? word.chopped(1) : word).toLower();
    }
    return words;
}

/** Whether the words alone say nothing: every table has an id. */
bool isWeak(const QSet<QString>& words)
{
    static const QSet<QString> weak{u"id"_s, u"at"_s, u"in"_s, u"is"_s, u"uri"_s, u"url"_s, u"type"_s};
    return weak.contains(words);
}

/** How alike two names are: 100 the same words, 0 none in common. */
int likeness(const QStringList& a, const QStringList& b)
{
    if (a.join(QString()) == b.join(QString())) {
        return exactly;
    }
    const QSet<QString> left(a.cbegin(), a.cend());
    const QSet<QString> right(b.cbegin(), b.cend());
    const QSet<QString> common = QSet<QString>(left).intersect(right);
    const auto all = QSet<QString>(left).unite(right).size();
    return isWeak(common) ? 0 : static_cast<int>((exactly - 1) * common.size() / all);
}

/** What a profile knows of one field. */
struct Known
{
    const CanonicalField* field;
    QStringList words; // of the column there
    Field mapped;
};

void learn(QList<Known>& known, Entity which, const QString& name, const Field& mapped, bool isMember)
{
    const CanonicalField* field = canonicalField(which, name);
    const bool elsewhere = mapped.column.isEmpty() || !mapped.member.isEmpty();
    if (!field || field->isMember != isMember || elsewhere) {
        return;
    }
    const QStringList words = wordsOf(mapped.column);
    if (isWeak(QSet<QString>(words.cbegin(), words.cend()))) {
        return;
    }
    const bool again = std::any_of(
        known.cbegin(), known.cend(), [&](const Known& one) { return one.field == field && one.words == words; });
    if (!again) {
        known.append({field, words, mapped});
    }
}

QList<Known> knowledge(Entity which, const QList<SchemaProfile>& profiles)
{
    QList<Known> known;
    for (const CanonicalField& field : canonicalFields(which)) {
        known.append({&field, wordsOf(field.name), {}});
    }
    for (const SchemaProfile& profile : profiles) {
        const EntityProfile& entity = profile.entity(which);
        for (auto it = entity.fields.cbegin(); it != entity.fields.cend(); ++it) {
            learn(known, which, it.key(), *it, false);
        }
        for (auto it = entity.members.cbegin(); it != entity.members.cend(); ++it) {
            learn(known, which, it.key(), *it, true);
        }
    }
    return known;
}

/** The field on this column, in a codec that the column can hold; nothing where none can be. */
std::optional<Field> fieldOn(const ColumnInfo& column, const Known& known)
{
    QList<Codec> codecs = known.field->codecs;
    if (!known.mapped.column.isEmpty()) {
        codecs.prepend(known.mapped.codec);
    }
    for (const Codec codec : std::as_const(codecs)) {
        if (!canHold(column, known.field->name, codec)) {
            continue;
        }
        Field field;
        field.column = column.name;
        field.codec = codec;
        if (codec == known.mapped.codec) {
            field.zeroIsNever = known.mapped.zeroIsNever;
            field.inverted = known.mapped.inverted;
            field.words = known.mapped.words;
        }
        return field;
    }
    return std::nullopt;
}

/** One way to map one column. */
struct Guess
{
    int score;
    qsizetype order; // of the field, for a sure outcome
    const CanonicalField* field;
    Field mapped;
};

/** How well a table makes an entity, and the fields it then has. */
struct Draft
{
    int score = 0;
    EntityProfile entity;
};

QList<Guess> guesses(const TableInfo& table, const QList<Known>& known)
{
    QList<Guess> all;
    for (const ColumnInfo& column : table.columns) {
        const QStringList words = wordsOf(column.name);
        for (qsizetype i = 0; i < known.size(); ++i) {
            const int score = likeness(words, known.at(i).words);
            if (score < likely) {
                continue;
            }
            if (const auto field = fieldOn(column, known.at(i))) {
                all.append({score, i, known.at(i).field, *field});
            }
        }
    }
    std::stable_sort(all.begin(), all.end(),
        [](const Guess& a, const Guess& b) { return std::tuple(-a.score, a.order) < std::tuple(-b.score, b.order); });
    return all;
}

/** What would contradict the rest goes: of two ways to say the same, the one that says it for sure stays. */
void settle(EntityProfile& entity)
{
    if (entity.fields.contains(u"expires_at"_s)) {
        entity.fields.remove(u"expires_in"_s);
    }
    if (entity.fields.contains(u"metadata"_s)) {
        entity.members.clear();
    }
    const bool times =
        entity.fields.contains(u"access_revoked_at"_s) || entity.fields.contains(u"refresh_revoked_at"_s);
    const auto flag = entity.fields.constFind(u"revoked"_s);
    const bool wordless = flag != entity.fields.constEnd() && flag->codec == Codec::Text && flag->words.isEmpty();
    if (times || wordless) {
        entity.fields.remove(u"revoked"_s);
    }
}

Draft draftFor(const TableInfo& table, const QList<Known>& known)
{
    Draft draft;
    QStringList taken;
    for (const Guess& guess : guesses(table, known)) {
        const QString& name = guess.field->name;
        if (taken.contains(guess.mapped.column) || draft.entity.fields.contains(name)
            || draft.entity.members.contains(name)) {
            continue;
        }
        taken << guess.mapped.column;
        if (guess.field->isMember) {
            draft.entity.members.insert(name, guess.mapped);
        } else {
            draft.entity.fields.insert(name, guess.mapped);
        }
        draft.score += guess.score;
    }
    settle(draft.entity);
    draft.entity.usualNames = {table.name};
    return draft;
}

bool hasRequired(Entity which, const EntityProfile& entity)
{
    const auto& fields = canonicalFields(which);
    return std::all_of(fields.cbegin(), fields.cend(),
        [&entity](const CanonicalField& field) { return !field.required || entity.fields.contains(field.name); });
}

/** Words that table names have for the entity. */
QStringList tableWords(Entity which)
{
    switch (which) {
    case Entity::Client:
        return {u"client"_s, u"application"_s, u"app"_s, u"consumer"_s};
    case Entity::Token:
        return {u"token"_s, u"access"_s};
    case Entity::Refresh:
        return {u"refresh"_s};
    case Entity::Code:
        return {u"code"_s, u"authorization"_s, u"grant"_s};
    }
    return {};
}

/** Whether the fields make this entity and not another. */
bool isOfKind(Entity which, const EntityProfile& entity)
{
    const bool access = entity.fields.contains(u"access_token"_s);
    const bool refresh = entity.fields.contains(u"refresh_token"_s);
    return which == Entity::Token ? access : which == Entity::Refresh ? refresh && !access : true;
}

Draft bestDraft(const QList<TableInfo>& tables, Entity which, const QList<SchemaProfile>& profiles, QStringList& taken)
{
    const QList<Known> known = knowledge(which, profiles);
    const QStringList words = tableWords(which);
    Draft best;
    for (const TableInfo& table : tables) {
        Draft draft = taken.contains(table.name) ? Draft() : draftFor(table, known);
        if (draft.score == 0 || !hasRequired(which, draft.entity) || !isOfKind(which, draft.entity)) {
            continue;
        }
        const QStringList name = wordsOf(table.name);
        const bool named =
            std::any_of(name.cbegin(), name.cend(), [&words](const QString& word) { return words.contains(word); });
        draft.score += (named ? exactly : 0) - static_cast<int>(name.size()); // of two alike, the plainer name
        if (draft.score > best.score) {
            best = draft;
        }
    }
    taken += best.entity.usualNames;
    return best;
}

/** A client in a column of numbers is the key of its row, where the identifier itself is a text. */
void linkToClient(EntityProfile& entity, const EntityProfile& client, const QList<TableInfo>& tables)
{
    const auto own = entity.fields.find(u"client_id"_s);
    const TableInfo* table = tableOf(entity, tables);
    const TableInfo* clients = tableOf(client, tables);
    if (own == entity.fields.end() || !table || !clients) {
        return;
    }
    const ColumnInfo* column = table->column(own->column);
    const ColumnInfo* identifier = clients->column(client.fields.value(u"client_id"_s).column);
    const ColumnInfo* key = clients->column(clients->keyColumns().value(0));
    own->refersToClient = column && identifier && key && key->name != identifier->name && column->kind == key->kind
        && column->kind != identifier->kind;
}

} // namespace

SchemaProfile suggest(const QList<TableInfo>& tables, const QList<SchemaProfile>& profiles)
{
    SchemaProfile draft;
    QStringList taken;
    for (const Entity which : allEntities()) {
        const bool together = which == Entity::Refresh && draft.token.fields.contains(u"refresh_token"_s);
        if (!together) {
            draft.entity(which) = bestDraft(tables, which, profiles, taken).entity;
        }
        if (which != Entity::Client) {
            linkToClient(draft.entity(which), draft.client, tables);
        }
    }
    return draft;
}

EntityProfile suggestFor(Entity which, const TableInfo& table, const QList<SchemaProfile>& profiles)
{
    return draftFor(table, knowledge(which, profiles)).entity;
}

} // namespace owb::store
