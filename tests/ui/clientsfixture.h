#pragma once

#include "common/pageservices.h"
#include "common/prompt.h"
#include "common/secretfield.h"
#include "scriptedrepository.h"
#include "widgettools.h"

namespace owb::test {

/** Answers questions without asking anybody. */
class AnsweringPrompt final : public ui::Prompt
{
public:
    QList<ui::Question> asked;
    bool agrees = false;

    void ask(QWidget*, const ui::Question& question, std::function<void(bool)> answer) override
    {
        asked << question;
        answer(agrees);
    }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
};

/** The window around a page: writes down what it was asked for. */
struct Surroundings
{
    AnsweringPrompt prompt;
    ui::SecretClipboard clipboard;
    bool unlocks = true;
    int unlocksAsked = 0;
    QStringList said;
    QStringList shown; // "section search"
    ui::PageServices services{prompt, clipboard,
        [this](const std::function<void()>& goOn) {
            ++unlocksAsked;
            if (unlocks) {
                goOn();
            }
        },
        [this](const QString& sentence) { said << sentence; },
        [this](const QString& section, const QString& search) { shown << section + u' ' + search; }};
};

/** A sound client as stored, with a member nobody here knows, spaced and spelt as no writer of ours would. */
inline oauth::Client storedClient(qint64 key = 17)
{
    oauth::Client client;
    client.key = {{key}};
    client.id = QStringLiteral("shop-%1").arg(key);
    client.secret = core::Secret(QStringLiteral("q7RkT2mVx9LpW4sHd8JfYc3NbG6zQa1EuKo5IvPt0MwXrSlB"));
    client.secretStorage.kind = oauth::SecretStorage::Kind::Plain;
    client.metadata = *oauth::JsonMembers::parse(
        QStringLiteral("{\"client_name\":\"Shop\",  \"x_rate\":1.50, \"redirect_uris\":[\"https://shop.example/cb\"],"
                       "\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"],\"scope\":\"openid\","
                       "\"token_endpoint_auth_method\":\"client_secret_basic\"}"));
    return client;
}

} // namespace owb::test
