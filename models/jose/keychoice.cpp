#include "jose/keychoice.h"

#include "jose/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

/** What a token says about its key, and the same of a key. */
struct Label
{
    QString header;
    QString KeyFacts::*fact = nullptr;
};

QList<Label> labels()
{
    return {{u"kid"_s, &KeyFacts::id}, {u"x5t#S256"_s, &KeyFacts::certificateSha256},
        {u"x5t"_s, &KeyFacts::certificateSha1}};
}

QList<Key> thatFit(const QList<Key>& keys, const KeyTest& fits)
{
    QList<Key> fitting;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(fitting), [&](const Key& key) { return fits(key); });
    return fitting;
}

template <class Test> QList<Key> thoseOf(const KeySet& keys, Test test)
{
    QList<Key> found;
    std::copy_if(keys.keys.begin(), keys.keys.end(), std::back_inserter(found), test);
    return found;
}

Fault notInSet(const KeySet& keys, const QString& id)
{
    return {TokenText::tr("The token names the key “%1”, which is not in this set; the set has %2.")
                .arg(id, keys.names().join(u", "_s)),
        TokenText::tr(
            "Fetch the issuer's key set anew: keys are replaced from time to time. If it is still missing, the "
            "token comes from another issuer or environment."),
        u"RFC 7515 §6"_s, u"T-AL-20"_s};
}

Checked<KeyChoice> chosen(const QList<Key>& keys, const KeyTest& fits, const QString& why)
{
    const QList<Key> fitting = thatFit(keys, fits);
    return fitting.isEmpty() ? Refused(fits(keys.first()).error()) : Checked<KeyChoice>(KeyChoice{fitting, why, false});
}

Checked<KeyChoice> chosenByKind(const KeySet& keys, const KeyTest& fits)
{
    const QList<Key> fitting = thatFit(keys.keys, fits);
    if (fitting.isEmpty()) {
        return Refused(fits(keys.keys.first()).error());
    }
    if (fitting.size() > 1) {
        return KeyChoice{fitting,
            TokenText::tr("The token names no key; %1 keys of the set could have been used, and all are tried.")
                .arg(fitting.size()),
            true};
    }
    return KeyChoice{fitting,
        keys.keys.size() == 1
            ? TokenText::tr("The token names no key, and this is the only one: %1.").arg(fitting.first().description())
            : TokenText::tr("The token names no key, and only one of the set is of the right kind: %1.")
                  .arg(KeySet{fitting, {}}.names().first()),
        false};
}

} // namespace

Checked<KeyChoice> chooseKeys(const KeySet& keys, const JoseHeader& header, const KeyTest& fits)
{
    const QList<Label> all = labels();
    for (const Label& label : all) {
        const QString wanted = header.string(label.header);
        if (wanted.isEmpty()) {
            continue;
        }
        const auto named = thoseOf(keys, [&](const Key& key) { return key.facts().*label.fact == wanted; });
        if (!named.isEmpty()) {
            return chosen(named, fits,
                label.header == u"kid" ? TokenText::tr("“%1”, a %2.").arg(wanted, named.first().description())
                                       : TokenText::tr("The one with the certificate's thumbprint in “%1”, a %2.")
                                             .arg(label.header, named.first().description()));
        }
        const auto nameless = thoseOf(keys, [&](const Key& key) { return (key.facts().*label.fact).isEmpty(); });
        if (!nameless.isEmpty()) {
            return chosen(nameless, fits,
                TokenText::tr("The token names “%1”; the given key has no name and is taken for it: %2.")
                    .arg(wanted, nameless.first().description()));
        }
        if (label.header == u"kid") {
            const auto broken = std::find_if(
                keys.skipped.begin(), keys.skipped.end(), [&](const KeySet::Skipped& one) { return one.id == wanted; });
            if (broken != keys.skipped.end()) {
                return Refused(broken->fault);
            }
            return Refused(notInSet(keys, wanted));
        }
    }
    return chosenByKind(keys, fits);
}

} // namespace owb::jose
