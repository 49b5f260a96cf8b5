#include "oauth/columntext.h"

#include "oauth/texts.h"

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

tl::unexpected<core::Error> textNotAllowed(const QString& member, const QString& reason)
{
    return core::failure(core::Error::Kind::ValueNotAllowed, member, {reason});
}

} // namespace

core::Result<QString> columnText(const QString& member, const QJsonValue& value)
{
    if (!value.isString()) {
        return textNotAllowed(member, ReasonText::tr("it must be a text"));
    }
    if (!value.toString().isValidUtf16()) {
        return textNotAllowed(member, ReasonText::tr("it holds half a character"));
    }
    return value.toString();
}

core::Result<core::Secret> secretText(const QString& member, const QJsonValue& value)
{
    if (const auto real = noMask(member, value); !real) {
        return tl::unexpected(real.error());
    }
    return columnText(member, value).map([](const QString& text) { return core::Secret(text); });
}

core::Result<> noMask(const QString& member, const QJsonValue& value)
{
    if (core::Secret::isMask(value.toString())) {
        return textNotAllowed(member, ReasonText::tr("this is the mask that hides the value, not the value"));
    }
    return {};
}

} // namespace owb::oauth
