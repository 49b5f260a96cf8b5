#pragma once

#include <QCoreApplication>

namespace owb::json {

/** Why a text is not JSON, as the end of a sentence: "a colon is expected after the name". */
struct SyntaxText
{
    Q_DECLARE_TR_FUNCTIONS(SyntaxText)
};

} // namespace owb::json
