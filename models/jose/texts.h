#pragma once

#include <QCoreApplication>

namespace owb::jose {

/** What is wrong with a token or a key, and what would mend it, as whole sentences. */
struct TokenText
{
    Q_DECLARE_TR_FUNCTIONS(TokenText)
};

} // namespace owb::jose
