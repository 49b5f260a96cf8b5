#include "settings/listfile.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

tl::unexpected<core::Error> notWritten(const QString& file, const QString& reason)
{
    return core::failure(core::Error::Kind::FileNotWritten, file, {}, reason);
}

} // namespace

ListFile::ListFile(const QString& file, QString member)
    : m_json(file)
    , m_member(std::move(member))
{ }

QJsonObject ListFile::emptyFile() const
{
    return {{u"version"_s, 1}, {m_member, QJsonArray()}};
}

core::Result<QJsonArray> ListFile::read() const
{
    return m_json.read(emptyFile(), m_member).map([this](const QJsonObject& json) {
        return json.value(m_member).toArray();
    });
}

core::Result<> ListFile::change(const Change& change)
{
    return m_json.change(emptyFile(), m_member, [this, &change](QJsonObject& json) {
        QJsonArray list = json.value(m_member).toArray();
        const auto changed = change(list);
        json.insert(m_member, list);
        return changed;
    });
}

core::Result<> ListFile::remove(const QString& id)
{
    return change([&id](QJsonArray& list) -> core::Result<> {
        if (const qsizetype place = placeOf(list, id); place < list.size()) {
            list.removeAt(place);
        }
        return {};
    });
}

core::Result<QString> ListFile::setAside()
{
    for (int number = 1; number < 1000; ++number) {
        const QString kept = u"%1.kept-%2"_s.arg(path()).arg(number);
        if (!QFile::exists(kept)) {
            return QFile::rename(path(), kept) ? core::Result<QString>(kept)
                                               : notWritten(kept, u"it cannot be renamed"_s);
        }
    }
    return notWritten(path(), u"too many copies are kept beside it"_s);
}

qsizetype placeOf(const QJsonArray& list, const QString& id)
{
    const auto found = std::find_if(list.begin(), list.end(),
        [&id](const QJsonValue& one) { return one.toObject().value(u"id"_s).toString() == id; });
    return std::distance(list.begin(), found);
}

bool isNameTaken(const QJsonArray& list, const QString& name, const QString& id)
{
    return std::any_of(list.begin(), list.end(), [&](const QJsonValue& one) {
        const QJsonObject json = one.toObject();
        return json.value(u"name"_s).toString() == name && json.value(u"id"_s).toString() != id;
    });
}

} // namespace owb::settings
