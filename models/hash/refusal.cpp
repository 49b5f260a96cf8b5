#include "hash/refusal.h"

namespace owb::hash {

tl::unexpected<core::Error> refusal(const QString& reason)
{
    return core::failure(core::Error::Kind::Unsupported, {}, {reason});
}

tl::unexpected<core::Error> damaged()
{
    return refusal(HashText::tr("the stored text is damaged"));
}

tl::unexpected<core::Error> tooCostly()
{
    return refusal(HashText::tr("the stored text asks for more work or memory than is allowed here"));
}

tl::unexpected<core::Error> brokenLibrary(const char* function)
{
    return core::failure(core::Error::Kind::Internal, {}, {}, QString::fromLatin1(function));
}

} // namespace owb::hash
