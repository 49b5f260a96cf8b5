// Layouts that keep each metadata member in a column of its own.

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
        const auto stored = cells.text(member.place, member.field.column);
        if (!stored || stored->isEmpty()) {
            continue;
        }
        const QJsonValue value = decodeMember(member.field.codec, *stored);
        const bool json = member.field.codec == Codec::JsonList || member.field.codec == Codec::Json;
        if (json && value.isUndefined()) {
            cells.note(ProblemKind::NotJson, member.field.column, *stored);
        } else if (json) {
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
    const Field* field = m_sql.entity().field(u"tagged_metadata"_s);
    const auto stored = field ? cells.text(m_tagged, field->column) : std::nullopt;
    if (!stored || stored->isEmpty()) {
        return;
    }
    const auto members = oauth::JsonMembers::parse(*stored);
    if (!members) {
        cells.note(ProblemKind::NotJson, field->column, *stored);
        return;
    }
    client.taggedMetadata = *members;
    if (const QStringList twice = members->duplicateNames(); !twice.isEmpty()) {
        cells.note(ProblemKind::DuplicateMembers, field->column, *stored, twice.join(u", "_s));
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
    const oauth::JsonMembers& before = loaded.metadata;
    const oauth::JsonMembers& after = edited.metadata;
    oauth::JsonMembers tagged = loaded.taggedMetadata;
    bool taggedChanged = false;
    QStringList names = before.names() + after.names();
    names.removeDuplicates();
    for (const QString& name : names) {
        if (before.valueText(name) == after.valueText(name)) {
            continue;
        }
        if (name.contains(u'#') && m_tagged >= 0) {
            taggedChanged = true;
            after.contains(name) ? tagged.setText(name, after.valueText(name)) : tagged.remove(name);
        } else if (const auto written = writeMember(cells, loaded, after, name); !written) {
            return written;
        }
    }
    if (!taggedChanged) {
        return {};
    }
    if (const auto may = canReplace(loaded, m_sql.entity().field(u"tagged_metadata"_s)->column); !may) {
        return may;
    }
    cells.set(u"tagged_metadata"_s, tagged.isEmpty() ? QVariant() : QVariant(tagged.text()));
    return {};
}

core::Result<> ClientTable::writeMember(
    CellWriter& cells, const oauth::Client& loaded, const oauth::JsonMembers& after, const QString& name) const
{
    const auto member =
        std::find_if(m_members.cbegin(), m_members.cend(), [&name](const MemberColumn& m) { return m.name == name; });
    if (member == m_members.cend()) {
        return core::failure(ErrorKind::MemberHasNoColumn, name);
    }
    if (const auto may = canReplace(loaded, member->field.column); !may) {
        return may;
    }
    if (!after.contains(name)) {
        cells.setColumn(member->field.column, {});
        return {};
    }
    const bool json = member->field.codec == Codec::Json || member->field.codec == Codec::JsonList;
    const auto text = json ? core::Result<QString>(after.valueText(name))
                           : encodeMember(member->field.codec, name, after.value(name));
    if (!text) {
        return tl::unexpected(text.error());
    }
    cells.setColumn(member->field.column, *text);
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
