#pragma once

#include "../settings/fakekeychain.h"
#include "clientsample.h"
#include "common/pageservices.h"
#include "common/prompt.h"
#include "common/secretfield.h"
#include "scriptedrepository.h"
#include "settings/passwords.h"
#include "widgettools.h"

#include <QTemporaryDir>

namespace owb::test {

/** Answers questions without asking anybody. */
class AnsweringPrompt final : public ui::Prompt
{
public:
    QList<ui::Question> asked;
    bool agrees = false;
    QString path; // of whatever file is asked for; empty: none is chosen

    void ask(QWidget*, const ui::Question& question, std::function<void(bool)> answer) override
    {
        asked << question;
        answer(agrees);
    }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)> chosen) override { give(chosen); }
    void chooseNewFile(QWidget*, const QString&, std::function<void(QString)> chosen) override { give(chosen); }

private:
    void give(const std::function<void(QString)>& chosen) const
    {
        if (!path.isEmpty()) {
            chosen(path);
        }
    }
};

/** The window around a page: writes down what it was asked for. */
struct Surroundings
{
    AnsweringPrompt prompt;
    ui::SecretClipboard clipboard;
    FakeKeychain keychain;
    QTemporaryDir folder;
    settings::Keyring keyring{keychain, folder.filePath(QStringLiteral("keys.json"))};
    bool unlocks = true;
    int unlocksAsked = 0;
    QStringList said;
    QStringList shown; // "section search"
    QList<core::Secret> inspected;
    QList<store::TokenQuery> verified;
    std::vector<std::pair<std::unique_ptr<jobs::Job>, ui::JobWords>> jobs;
    settings::Passwords passwords{keychain};
    ui::PageServices services{prompt, clipboard, passwords, folder.path(), keyring,
        [this](const std::function<void()>& goOn) {
            ++unlocksAsked;
            if (unlocks) {
                goOn();
            }
        },
        [this](const QString& sentence) { said << sentence; },
        [this](std::unique_ptr<jobs::Job> job, const ui::JobWords& words) {
            jobs.push_back({std::move(job), words});
            jobs.back().first->start();
        },
        [this](const QString& section, const QString& search) { shown << section + u' ' + search; },
        [this](const core::Secret& token) { inspected << token; },
        [this](const store::TokenQuery& query) { verified << query; }};
};

} // namespace owb::test
