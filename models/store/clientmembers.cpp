// Layouts that keep each metadata member in a column of its own.

#include "json/jsontext.h"
#include "store/cellreader.h"
#include "store/cellwriter.h"
#include "store/clienttable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

using ProblemKind = oauth::CellProblem::Kind;
using ErrorKind = core::Error::Kind;

void ClientTable::readMembers(CellReader& cells, oauth::Client& client) const
{
    for (const MemberColumn& member : m_members) {
        const Field& field = member.selected.field;
        const auto stored = cells.text(member.selected);
        const bool isSilent = stored && stored->isEmpty() && field.implies.isEmpty();
        if (!stored || isSilent || (field.copy && client.metadata.contains(member.name))) {
            continue;
        }
        if (!field.member.isEmpty()) { // one member of a JSON object that holds more
            const auto whole = json::JsonMembers::parse(*stored, field.column);
            if (whole && whole->contains(field.member)) {
                client.metadata.setText(member.name, whole->valueText(field.member));
            }
            continue;
        }
        if (!field.prefix.isEmpty()) {
            client.sharedLists.insert(field.column, *stored);
        }
        const QJsonValue value = decodeMember(field, member.name, *stored);
        const bool isText = field.codec == Codec::Json || (field.codec == Codec::JsonList && field.prefix.isEmpty());
        const bool json = isText && field.words.isEmpty() && member.name != "scope"_L1;
        const bool unreadable =
            field.codec == Codec::Json || field.codec == Codec::JsonList ? parsedJson(*stored).isUndefined() : false;
        if (unreadable) {
            cells.note(ProblemKind::NotJson, field.column, *stored);
        } else if (json && !value.isUndefined()) {
            client.metadata.setText(member.name, *stored); // keeps its spelling
        } else if (!value.isUndefined()) {
            client.metadata.set(member.name, value);
        }
    }
    readTagged(cells, client);
}

/** Members with a language tag; what else the column holds is kept and overrides no column. */
void ClientTable::readTagged(CellReader& cells, oauth::Client& client) const
{
    const QString& column = m_tagged.field.column;
    const auto stored = cells.text(m_tagged);
    if (!stored || stored->isEmpty()) {
        return;
    }
    const auto members = json::JsonMembers::parse(*stored);
    if (!members) {
        cells.note(ProblemKind::NotJson, column, *stored);
        return;
    }
    client.taggedMetadata = *members;
    if (const QStringList twice = members->duplicateNames(); !twice.isEmpty()) {
        cells.note(ProblemKind::DuplicateMembers, column, *stored, twice.join(u", "_s));
    }
    for (const auto& member : members->members()) {
        if (member.name.contains(u'#')) {
            client.metadata.setText(member.name, member.text);
        }
    }
}

core::Result<> ClientTable::writeMembers(
    CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited) const
{
    const json::JsonMembers& before = loaded.metadata;
    const json::JsonMembers& after = edited.metadata;
    json::JsonMembers tagged = loaded.taggedMetadata;
    bool taggedChanged = false;
    bool restChanged = loaded.key.isEmpty();
    QStringList names = before.names() + after.names();
    names.removeDuplicates();
    for (const QString& name : names) {
        if (before.valueText(name) == after.valueText(name)) {
            continue;
        }
        if (name.contains(u'#') && m_tagged.exists()) {
            taggedChanged = true;
            after.contains(name) ? tagged.setText(name, after.valueText(name)) : tagged.remove(name);
            continue;
        }
        const auto own = m_sql.entity().members.constFind(name);
        const bool hasColumn = own != m_sql.entity().members.constEnd();
        restChanged = restChanged || (m_wholeMetadata && (!hasColumn || own->copy));
        if (m_wholeMetadata && !hasColumn) {
            continue;
        }
        if (const auto written = writeMember(cells, loaded, after, name); !written) {
            return written;
        }
    }
    if (m_wholeMetadata && restChanged) {
        writeRest(cells, after);
    }
    if (!taggedChanged) {
        return {};
    }
    if (const auto may = canReplace(loaded, m_tagged.field.column); !may) {
        return may;
    }
    cells.set(u"tagged_metadata"_s, tagged.isEmpty() ? QVariant() : QVariant(tagged.text()));
    return {};
}

/** The members that have no column of their own, in the column for all. */
void ClientTable::writeRest(CellWriter& cells, const json::JsonMembers& all) const
{
    json::JsonMembers rest = all;
    for (const MemberColumn& member : m_members) {
        if (!member.selected.field.copy) {
            rest.remove(member.name);
        }
    }
    cells.setJson(u"metadata"_s, wholeText(rest));
}

QString ClientTable::wholeText(const json::JsonMembers& all) const
{
    return m_sorted ? json::sortedJson(all.text()) : all.text();
}

core::Result<> ClientTable::writeMember(
    CellWriter& cells, const oauth::Client& loaded, const json::JsonMembers& after, const QString& name) const
{
    const auto member =
        std::find_if(m_members.cbegin(), m_members.cend(), [&name](const MemberColumn& m) { return m.name == name; });
    if (member == m_members.cend()) {
        // The method that a missing or a given secret stands for is written with the secret.
        return m_publicWithoutSecret && name == "token_endpoint_auth_method"_L1
            ? core::Result<>()
            : core::failure(ErrorKind::MemberHasNoColumn, name);
    }
    const Field& field = member->selected.field;
    if (field.readOnly || !field.member.isEmpty()) {
        return core::failure(ErrorKind::ValueNotAllowed, name, {u"this program only shows it"_s});
    }
    if (const auto may = canReplace(loaded, field.column); !may) {
        return may;
    }
    if (field.children.exists()) {
        return {}; // see childRows()
    }
    const QString shared = loaded.sharedLists.value(field.column);
    if (!after.contains(name)) {
        if (!field.prefix.isEmpty()) {
            cells.setPart(field, shared, std::nullopt);
            return {};
        }
        const QString& missing = field.missing;
        cells.setMember(field, missing.isEmpty() ? std::nullopt : std::optional(missing));
        return {};
    }
    // A JSON value keeps the spelling it was given, unless the column wants its entries in other words.
    const bool asIs = (field.codec == Codec::Json || field.codec == Codec::JsonList) && field.prefix.isEmpty()
        && field.words.isEmpty() && name != "scope"_L1 && !field.readOnly && field.member.isEmpty();
    const auto text =
        asIs ? core::Result<QString>(after.valueText(name)) : encodeMember(field, name, after.value(name));
    if (!text) {
        return tl::unexpected(text.error());
    }
    field.prefix.isEmpty() ? cells.setMember(field, *text) : cells.setPart(field, shared, *text);
    return {};
}

/** What could not be read is not replaced unseen. */
core::Result<> ClientTable::canReplace(const oauth::Client& loaded, const QString& column)
{
    const bool unreadable =
        std::any_of(loaded.problems.cbegin(), loaded.problems.cend(), [&column](const oauth::CellProblem& problem) {
            return problem.column == column
                && (problem.kind == ProblemKind::NotJson || problem.kind == ProblemKind::DuplicateMembers
                    || problem.kind == ProblemKind::NotUtf8 || problem.kind == ProblemKind::StoredAsBlob);
        });
    return unreadable ? core::failure(ErrorKind::UnreadableMetadata, column) : core::Result<>();
}

} // namespace owb::store
