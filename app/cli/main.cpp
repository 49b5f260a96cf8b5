#include "clientcommands.h"
#include "core/clock.h"
#include "detectcommand.h"
#include "output.h"
#include "tokencommands.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <functional>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace owb;

namespace {

using Command = std::function<cli::Outcome(const cli::Arguments&, const core::Clock&)>;

constexpr auto exitStatuses =
    "Exit status: 0 done; 1 the answer is no (not found, nothing matched); 2 wrong usage or input that is not "
    "understood; "
    "3 the database cannot be reached or read; 4 refused (read-only, conflict, would lose data, cannot be stored).";

/** Declares the commands; the chosen one ends up in `chosen`. */
class CommandLine
{
public:
    explicit CommandLine(cli::Arguments& arguments)
        : m_arguments(arguments)
    {
        m_app.name("owb");
        m_app.description("Read and change the clients and tokens in an OAuth server's own database.");
        m_app.set_version_flag("--version", "owb " OWB_VERSION);
        m_app.require_subcommand(1);
        m_app.footer(
            std::string("DATABASE is an SQLite file (a path, or sqlite:PATH); without it OWB_DATABASE is used.\n"
                        "Secrets and tokens are read from standard input and printed masked unless --reveal.\n")
            + exitStatuses);
        auto* detect = add(m_app, "detect", "Say which framework's tables a database holds.", cli::detect);
        describe(detect,
            "Example: owb detect instance/auth.sqlite3 --json\nJSON: profile, title, version, confidence (0 to 1), "
            "evidence, clients, tokens and codes (table and count), writable, others.");
        addClientCommands();
        addTokenCommands();
    }

    CLI::App& app() { return m_app; }
    [[nodiscard]] const Command& chosen() const { return m_chosen; }

private:
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& text, const Command& command)
    {
        auto* made = parent.add_subcommand(name, text);
        made->add_option("DATABASE", m_arguments.database, "The database");
        made->add_option("--schema", m_arguments.schema, "Which of several schemas found, as `detect` numbers them")
            ->check(CLI::NonNegativeNumber);
        made->add_flag("--json", m_arguments.json, "Print JSON; one object a line for lists");
        made->add_flag("--verbose", m_arguments.verbose, "With an error, also the database's own words");
        made->callback([this, command] { m_chosen = command; });
        return made;
    }

    static void describe(CLI::App* command, const std::string& text) { command->footer(text + "\n" + exitStatuses); }

    void addReveal(CLI::App* command)
    {
        command->add_flag("--reveal", m_arguments.reveal, "Print secrets and tokens in full");
    }

    void addListOptions(CLI::App* command, const std::string& sorts)
    {
        command->add_option("--filter", m_arguments.filter,
            "The search language of the window: words, client: user: scope: state: type: issued: expires: grant: "
            "redirect:, - negates");
        command->add_option(
            "--sort", m_arguments.sort, "One of " + sorts + "; a leading - sorts downwards (--sort=-key)");
        command->add_option("--limit", m_arguments.limit, "Print at most this many; 0 = all")
            ->check(CLI::NonNegativeNumber);
        addReveal(command);
    }

    void addClientChoice(CLI::App* command)
    {
        command->add_option("CLIENT_ID", m_arguments.clientId, "The client's identifier");
        command->parse_complete_callback([this] { m_arguments.takesClient = true; });
        command->add_option(
            "--key", m_arguments.key, "The row's key instead, where several clients share an identifier");
    }

    void addClientCommands()
    {
        auto* client = m_app.add_subcommand("client", "List, show and change clients.");
        client->require_subcommand(1);
        auto* list = add(*client, "list", "List clients.", cli::clientList);
        addListOptions(list, "key, client_id, client_name, client_id_issued_at");
        describe(list, "Example: owb client list auth.sqlite3 --filter 'scope:orders -grant:implicit' --json");
        auto* show = add(*client, "show", "Show one client.", cli::clientShow);
        addClientChoice(show);
        addReveal(show);
        describe(show, "Example: owb client show auth.sqlite3 my-app --json");
        auto* made = add(*client, "add", "Register a client from RFC 7591 JSON.", cli::clientAdd);
        made->add_option("--from", m_arguments.from, "The JSON: a file, or - for standard input")->required();
        made->add_option("--owner", m_arguments.owner, "The user who owns it, as the database refers to users");
        addReveal(made);
        describe(made,
            "A missing client_id and client_secret are generated; a generated secret is printed this once. Values for "
            "columns of your own go into \"_workbench\": {\"columns\": {\"tenant\": \"x\"}}.\n"
            "Example: echo '{\"client_name\":\"App\",\"grant_types\":[\"client_credentials\"]}' | owb client add "
            "auth.sqlite3 --from -");
        auto* edit =
            add(*client, "edit", "Change members of a client; every other byte of the row stays.", cli::clientEdit);
        addClientChoice(edit);
        edit->add_option(
                "--set", m_arguments.set, "member=value; value is JSON or a text, a list also words parted by spaces")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        edit->add_option("--unset", m_arguments.unset, "Take a member out")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        edit->add_option(
            "--from", m_arguments.from, "A JSON object with the members to change: a file, or - for standard input");
        addReveal(edit);
        describe(edit,
            "Example: owb client edit auth.sqlite3 my-app --set client_name='My app' --set scope='openid profile'");
        auto* rotate = add(*client, "rotate-secret", "Give a client a new secret; the old one stops working at once.",
            cli::clientRotateSecret);
        addClientChoice(rotate);
        rotate->add_option("--secret", m_arguments.secret, "- : take the new secret from standard input")
            ->check(CLI::IsMember({"-"}));
        addReveal(rotate);
        describe(rotate,
            "Prints client_id and the new client_secret this once.\nExample: owb client rotate-secret auth.sqlite3 "
            "my-app --json");
        auto* remove = add(*client, "remove", "Remove a client with its tokens and codes.", cli::clientRemove);
        addClientChoice(remove);
        remove->add_flag("--yes", m_arguments.yes, "Do not ask; needed without a terminal");
        describe(remove, "Example: owb client remove auth.sqlite3 my-app --yes");
    }

    void addTokenCommands()
    {
        auto* token = m_app.add_subcommand("token", "List, find, issue and revoke tokens.");
        token->require_subcommand(1);
        auto* list = add(*token, "list", "List tokens.", cli::tokenList);
        addListOptions(list, "key, iat, exp, client_id, sub");
        describe(list, "Example: owb token list auth.sqlite3 --filter 'state:active client:my-app' --limit 20");
        auto* find = add(*token, "find", "Find the row of the token on standard input.", cli::tokenFind);
        find->add_option("TOKEN", m_arguments.token, "- : the token is on standard input")->check(CLI::IsMember({"-"}));
        find->parse_complete_callback([this] { m_arguments.takesToken = true; });
        find->add_option("--hint", m_arguments.hint, "Look only for this kind (RFC 7009)")
            ->check(CLI::IsMember({"access_token", "refresh_token"}));
        addReveal(find);
        describe(find, "Example: owb token find auth.sqlite3 - --json < token.txt");
        auto* made = add(*token, "add", "Issue a token: store one as the server would.", cli::tokenAdd);
        made->add_option("--from", m_arguments.from, "The JSON: a file, or - for standard input")->required();
        addReveal(made);
        describe(made,
            "Members: client_id, sub, scope, expires_in (seconds, 0 = never), token_type, access_token, refresh_token "
            "(true = "
            "generate). Generated values are printed this once.\n"
            "Example: echo '{\"client_id\":\"my-app\",\"sub\":\"1\",\"refresh_token\":true}' | owb token add "
            "auth.sqlite3 --from - --json");
        auto* revoke = add(*token, "revoke", "Revoke tokens as the framework's own revocation does.", cli::tokenRevoke);
        revoke->add_option("TOKEN", m_arguments.token, "- : the token is on standard input")
            ->check(CLI::IsMember({"-"}));
        revoke->parse_complete_callback([this] { m_arguments.takesToken = true; });
        revoke->add_option("--key", m_arguments.key, "The row with this key");
        revoke->add_option("--client", m_arguments.client, "All tokens of this client");
        revoke->add_option("--user", m_arguments.user, "All tokens of this user");
        revoke->add_option("--what", m_arguments.what, "access, refresh or both")
            ->check(CLI::IsMember({"access", "refresh", "both"}));
        describe(revoke, "Example: owb token revoke auth.sqlite3 - --what both < token.txt");
    }

    cli::Arguments& m_arguments;
    CLI::App m_app;
    Command m_chosen;
};

/** With OWB_DATABASE set the database may be left out: a lone argument is then the command's other one. */
void takeDatabaseFromEnvironment(cli::Arguments& arguments)
{
    const bool oneOnly = arguments.clientId.empty() && arguments.token.empty() && !arguments.database.empty();
    if (!oneOnly || qEnvironmentVariableIsEmpty("OWB_DATABASE")) {
        return;
    }
    const bool namesFile = QFileInfo::exists(QString::fromStdString(arguments.database));
    if (arguments.takesClient && (arguments.key.empty() || !namesFile)) {
        std::swap(arguments.clientId, arguments.database);
    } else if (arguments.takesToken && arguments.database == "-") {
        std::swap(arguments.token, arguments.database);
    }
}

/** What is wrong with a command line, without a word of what was typed: it may be a secret in the wrong place. */
QString misuse(const CLI::ParseError& error)
{
    const QString help = u" See owb --help, or --help after a command."_s;
    if (error.get_name() == "RequiredError") { // names only what is declared here
        return QString::fromStdString(error.what()) + u'.' + help;
    }
    if (error.get_name() == "ExtrasError") {
        return u"There is an argument too many, or a command or option that owb does not know."_s + help;
    }
    return u"An option has a value that it cannot take. Secrets and tokens are read from standard input: "
           "write - in their place."_s
        + help;
}

/** A stream the caller closed must fail when it is used, not be whatever file is opened next under its number. */
void holdStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::lseek(stream, 0, SEEK_CUR) < 0 && errno == EBADF) {
            static_cast<void>(std::fopen("/dev/null", stream == STDIN_FILENO ? "w" : "r")); // takes the free number
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    holdStandardStreams();
    std::setlocale(LC_CTYPE, "C.UTF-8"); // for the width of letters
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away ends a list, it does not kill the program
    QCoreApplication application(argc, argv);
    cli::Arguments arguments;
    CommandLine commandLine(arguments);
    try {
        commandLine.app().parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) { // help or version
            return commandLine.app().exit(error);
        }
        cli::writeError(u"owb: "_s + cli::printable(misuse(error)) + u'\n');
        return static_cast<int>(cli::Status::Usage);
    }
    takeDatabaseFromEnvironment(arguments);
    if (arguments.database.empty() && qEnvironmentVariableIsEmpty("OWB_DATABASE")) {
        cli::writeError(u"owb: Name a database, or set OWB_DATABASE.\n"_s);
        return static_cast<int>(cli::Status::Usage);
    }
    const core::Clock clock;
    const cli::Outcome outcome = commandLine.chosen()(arguments, clock);
    if (!outcome.sentence.isEmpty()) {
        cli::writeError(u"owb: "_s + cli::printable(outcome.sentence) + u'\n');
    }
    if (arguments.verbose && !outcome.detail.isEmpty()) {
        cli::writeError(u"     "_s + cli::printable(outcome.detail) + u'\n');
    }
    if (outcome.status == cli::Status::Done && cli::outputFailed()) {
        cli::writeError(u"owb: The output could not be written; the disk may be full.\n"_s);
        return static_cast<int>(cli::Status::Unreachable);
    }
    return static_cast<int>(outcome.status);
}
