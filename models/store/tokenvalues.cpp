#include "store/tokenvalues.h"

#include "hash/storedsecret.h"
#include "hash/tokenforms.h"

using namespace Qt::StringLiterals;

namespace owb::store {

QList<core::Secret> storedForms(const BoundEntity& entity, const Field& field, const core::Secret& token)
{
    if (field.digests.isEmpty()) {
        return {token};
    }
    const QString type = entity.rows.isEmpty() ? QString() : entity.rows.constFirst().values.value(0);
    const auto forms = hash::storedForms(token, field.digests, type);
    return forms.value_or(QList<core::Secret>()); // a text that has none of the forms is no token of this table
}

bool looksDigested(const Field& field, const core::Secret& stored)
{
    if (field.digests.isEmpty() || stored.isEmpty()) {
        return false;
    }
    return !field.digests.contains(u"plain"_s) || hash::schemeOf(stored, field.digests) != "plain"_L1;
}

core::Result<core::Secret> secretToStore(
    const Field& field, const core::Secret& secret, const std::optional<core::Secret>& like)
{
    const bool known = like && !like->isEmpty();
    const QString likeScheme = known ? hash::schemeOf(*like, field.schemes) : QString();
    const bool isFirst = likeScheme == field.schemes.value(0);
    const bool usable = known && likeScheme != "unknown"_L1 && (isFirst || !field.freshScheme);
    const QString scheme = usable ? likeScheme : field.schemes.value(0, u"plain"_s);
    if (scheme == "plain"_L1) {
        return secret;
    }
    return hash::create(scheme, secret, usable ? &*like : nullptr);
}

} // namespace owb::store
