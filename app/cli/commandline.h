#pragma once

#include "arguments.h"
#include "outcome.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace owb::core {
class Clock;
}

namespace owb::cli {

using Command = std::function<Outcome(const Arguments&, const core::Clock&)>;

/** Declares the commands with their help; the one that a command line names ends up in chosen(). */
class CommandLine
{
public:
    explicit CommandLine(Arguments& arguments);

    [[nodiscard]] CLI::App& app() { return m_app; }
    [[nodiscard]] const Command& chosen() const { return m_chosen; }

private:
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& text, const Command& command);
    static void describe(CLI::App* command, const std::string& text);
    void addReveal(CLI::App* command);
    void addWrite(CLI::App* command);
    void addListOptions(CLI::App* command, const std::string& sorts);
    void addClientChoice(CLI::App* command);
    void addTokenChoice(CLI::App* command);
    void addClientCommands();
    void addClientChanges(CLI::App& client);
    void addTokenCommands();
    void addTokenChanges(CLI::App& token);
    void addFamily(CLI::App& token);
    void addPurge(CLI::App& token);
    void addTransfer(CLI::App& token);
    void addConfirmation(CLI::App* command);
    void addCodeCommands();
    void addProfileCommands();
    void addJwtCommands();
    void addServerCommands();
    CLI::App* addAsking(CLI::App& parent, const std::string& name, const std::string& text, const Command& command);
    void addQuestion(CLI::App* command);
    CLI::App* addOffline(CLI::App& parent, const std::string& name, const std::string& text, const Command& command);
    void addKeys(CLI::App* command);
    void addToken(CLI::App* command, const std::string& what);
    void addExpectations(CLI::App* command);
    void addMaking(CLI::App& jwt);

    Arguments& m_arguments;
    CLI::App m_app;
    Command m_chosen;
};

} // namespace owb::cli
