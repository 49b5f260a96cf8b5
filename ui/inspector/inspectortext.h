#pragma once

#include <QCoreApplication>

namespace owb::ui {

/** What the inspector says of a token, as whole sentences. */
struct InspectorText
{
    Q_DECLARE_TR_FUNCTIONS(InspectorText)
};

} // namespace owb::ui
