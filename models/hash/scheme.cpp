#include "hash/scheme.h"

#include "hash/refusal.h"

namespace owb::hash {

core::Result<core::Secret> Scheme::create(const QByteArray& /*secret*/, const QByteArray* /*like*/) const
{
    return refusal(HashText::tr("no new secrets are made the way of %1").arg(m_name));
}

} // namespace owb::hash
