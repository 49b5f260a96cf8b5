#pragma once

#include "common/jobwords.h"
#include "core/secret.h"
#include "jobs/job.h"
#include "settings/keyring.h"
#include "store/query.h"

#include <QString>

#include <functional>
#include <memory>

namespace owb::settings {
class Passwords;
}

namespace owb::ui {

class Prompt;
class SecretClipboard;

/** What a page may ask of the window around it. */
struct PageServices
{
    Prompt& prompt;
    SecretClipboard& clipboard;
    settings::Passwords& passwords;
    QString folder; // of the files that this program keeps beside the saved connections
    settings::Keyring& keyring;
    /** Runs the continuation once editing is unlocked: at once, or after the person agreed. */
    std::function<void(std::function<void()>)> whenUnlocked;
    /** A finished sentence in the status bar. */
    std::function<void(const QString&)> say;
    /** Starts a job and shows it to its end, in the window's list of background jobs. */
    std::function<void(std::unique_ptr<jobs::Job> job, const JobWords& words)> run;
    /** Goes to a section ("clients", "tokens", "codes") with a search. */
    std::function<void(const QString& section, const QString& search)> show;
    /** Opens a token of a row in the inspector. */
    std::function<void(const core::Secret& token)> inspect;
    /** Has the signatures of these tokens verified in the background, once the person agreed. */
    std::function<void(const store::TokenQuery& query)> verify;
};

} // namespace owb::ui
