#include "protocol/keyhistory.h"

#include "core/errortext.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::protocol {

namespace {

using jose::Checked;
using jose::Fault;
using jose::Refused;

constexpr qsizetype mostKeys = 100; // of an issuer
const QString issuersMember = u"issuers"_s;

QJsonObject emptyFile()
{
    return {{u"version"_s, 1}, {issuersMember, QJsonObject()}};
}

Refused asFault(const core::Error& error)
{
    const core::ErrorText text = core::errorText(error);
    return Refused(Fault{text.what, text.remedy, {}, {}});
}

QJsonArray keysIn(const QJsonObject& file, const QString& issuer)
{
    return file.value(issuersMember).toObject().value(issuer).toObject().value(u"keys"_s).toArray();
}

/** Where a key stands in the list; the end where it does not. The same key under another name is another one. */
qsizetype placeOf(const QJsonArray& list, const QString& jwk)
{
    const auto found = std::find_if(list.begin(), list.end(),
        [&jwk](const QJsonValue& one) { return one.toObject().value(u"jwk"_s).toString() == jwk; });
    return std::distance(list.begin(), found);
}

void note(QJsonArray& list, const jose::Key& key, qint64 now)
{
    const QString jwk = key.toJwk(false).revealText();
    const qsizetype place = placeOf(list, jwk);
    if (place < list.size()) {
        QJsonObject known = list.at(place).toObject();
        known[u"last_seen"_s] = now;
        list[place] = known;
    } else {
        list.append(QJsonObject{{u"jwk"_s, jwk}, {u"first_seen"_s, now}, {u"last_seen"_s, now}});
    }
}

/** Those that were seen last stay. */
void makeRoom(QJsonArray& list)
{
    while (list.size() > mostKeys) {
        const auto oldest = std::min_element(list.begin(), list.end(), [](const auto& one, const auto& other) {
            const auto seen = [](const QJsonValue& key) { return key.toObject().value(u"last_seen"_s).toInteger(); };
            return seen(QJsonValue(one)) < seen(QJsonValue(other));
        });
        list.erase(oldest);
    }
}

} // namespace

KeyHistory::KeyHistory(const QString& file)
    : m_json(file)
{ }

Checked<QList<KnownKey>> KeyHistory::of(const QString& issuer) const
{
    const auto file = m_json.read(emptyFile(), issuersMember);
    if (!file) {
        return asFault(file.error());
    }
    const qint64 fetched =
        file->value(issuersMember).toObject().value(issuer).toObject().value(u"fetched"_s).toInteger();
    QList<KnownKey> known;
    const QJsonArray list = keysIn(*file, issuer);
    for (const QJsonValue& value : list) {
        const QJsonObject one = value.toObject();
        if (const auto key = jose::keyFromJwk(one.value(u"jwk"_s).toString())) {
            const qint64 last = one.value(u"last_seen"_s).toInteger();
            known << KnownKey{*key, one.value(u"first_seen"_s).toInteger(), last, last == fetched};
        }
    }
    return known;
}

Checked<> KeyHistory::add(const QString& issuer, const jose::KeySet& keys, qint64 now)
{
    const auto written = m_json.change(emptyFile(), issuersMember, [&](QJsonObject& file) {
        QJsonArray list = keysIn(file, issuer);
        for (const jose::Key& key : keys.keys) {
            if (key.type() != jose::KeyType::Oct) {
                note(list, key, now);
            }
        }
        makeRoom(list);
        QJsonObject issuers = file.value(issuersMember).toObject();
        issuers[issuer] = QJsonObject{{u"fetched"_s, now}, {u"keys"_s, list}};
        file[issuersMember] = issuers;
        return core::Result<>();
    });
    return written ? Checked<>() : asFault(written.error());
}

const KnownKey* findKey(const QList<KnownKey>& keys, const QString& id)
{
    const KnownKey* found = nullptr;
    for (const KnownKey& one : keys) {
        if (one.key.facts().id == id && (found == nullptr || one.lastSeen >= found->lastSeen)) {
            found = &one;
        }
    }
    return found;
}

} // namespace owb::protocol
