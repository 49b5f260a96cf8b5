#include "hash/storedsecret.h"

#include "hash/refusal.h"
#include "hash/schemelist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::hash {

namespace {

/** Every scheme the text may be of: the one whose name it carries, or else each whose shape it has, and plain. */
QList<const Scheme*> readingsOf(const core::Secret& stored, const QStringList& schemes)
{
    // All schemes that carry a name have one of these in it; most plain secrets have none.
    const auto isMark = [](char c) { return c == '$' || c == '{' || c == ':'; };
    const QByteArray& text = stored.reveal();
    if (schemes.isEmpty() && std::none_of(text.cbegin(), text.cend(), isMark)) {
        static const Scheme* plain = schemeNamed(u"plain"_s);
        return {plain};
    }
    QList<const Scheme*> readings;
    for (const Scheme* scheme : schemesIn(schemes)) {
        if (!scheme->reads(stored.reveal())) {
            continue;
        }
        if (scheme->mark() == Mark::Name) {
            return {scheme};
        }
        readings << scheme;
    }
    if (schemes.isEmpty()) {
        readings << schemeNamed(u"plain"_s);
    }
    std::stable_sort(readings.begin(), readings.end(), [](auto* a, auto* b) { return a->mark() < b->mark(); });
    return readings;
}

template <class T> core::Result<T> during(const QString& operation, core::Result<T> result)
{
    if (!result) {
        result.error().subject = operation;
    }
    return result;
}

core::Result<bool> checked(const core::Secret& stored, const core::Secret& candidate, const QStringList& schemes)
{
    const auto readings = readingsOf(stored, schemes);
    if (readings.isEmpty()) {
        return refusal(HashText::tr("it is not kept in a way that is known here"));
    }
    core::Result<bool> answer = false;
    for (const Scheme* scheme : readings) {
        const auto one = scheme->verify(stored.reveal(), candidate.reveal());
        if (one && *one) {
            return true;
        }
        answer = one ? answer : one;
    }
    return answer;
}

core::Result<core::Secret> made(const QString& name, const core::Secret& secret, const core::Secret* like)
{
    const Scheme* scheme = schemeNamed(name);
    if (!scheme) {
        return refusal(HashText::tr("there is no way to keep secrets called %1").arg(name));
    }
    const bool isAlike = like && scheme->reads(like->reveal());
    return scheme->create(secret.reveal(), isAlike ? &like->reveal() : nullptr);
}

} // namespace

bool isScheme(const QString& name)
{
    return !schemesIn({name}).isEmpty();
}

QString schemeOf(const core::Secret& stored, const QStringList& schemes)
{
    const auto readings = readingsOf(stored, schemes);
    return readings.isEmpty() ? u"unknown"_s : readings.constFirst()->name();
}

core::Result<bool> verify(const core::Secret& stored, const core::Secret& candidate, const QStringList& schemes)
{
    return during(HashText::tr("checking the secret"), checked(stored, candidate, schemes));
}

core::Result<core::Secret> create(const QString& scheme, const core::Secret& secret, const core::Secret* like)
{
    return during(HashText::tr("keeping the secret"), made(scheme, secret, like));
}

} // namespace owb::hash
