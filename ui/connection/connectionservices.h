#pragma once

#include "connection/connectiontest.h"
#include "settings/connectionstore.h"
#include "settings/passwords.h"

namespace owb::ui {

class Prompt;

/** What the dialogs about connections work with; all of it outlives them. */
struct ConnectionServices
{
    settings::ConnectionStore& connections;
    settings::Passwords& passwords;
    Prompt& prompt;
    ConnectionTest test;
};

} // namespace owb::ui
