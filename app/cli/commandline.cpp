#include "commandline.h"

#include "clientcommands.h"
#include "codecommands.h"
#include "detectcommand.h"
#include "profilecommands.h"

namespace owb::cli {

namespace {

constexpr auto exitStatuses =
    "Exit status: 0 done; 1 the answer is no (not found, nothing matched); 2 wrong usage or input that is not "
    "understood; "
    "3 the database cannot be reached or read; 4 refused (read-only, conflict, would lose data, cannot be stored).";

} // namespace

CommandLine::CommandLine(Arguments& arguments)
    : m_arguments(arguments)
{
    m_app.name("owb");
    m_app.description("Read and change the clients and tokens in an OAuth server's own database.");
    m_app.set_version_flag("--version", "owb " OWB_VERSION);
    m_app.require_subcommand(1);
    m_app.footer(std::string("DATABASE is an SQLite file (a path, or sqlite:PATH), postgresql://user@host/name or "
                             "mariadb://user@host/name, or the name of a connection saved in the window; "
                             "without it OWB_DATABASE is used. Passwords come from the keychain, PGPASSWORD, "
                             "~/.pgpass or MYSQL_PWD, or are asked for.\n"
                             "Secrets and tokens are read from standard input and printed masked unless --reveal.\n")
        + exitStatuses);
    auto* detected = add(m_app, "detect", "Say which framework's tables a database holds.", detect);
    describe(detected,
        "Example: owb detect instance/auth.sqlite3 --json\nJSON: profile, title, version, confidence (0 to 1), "
        "evidence, clients, tokens and codes (table and count), writable, others.");
    addClientCommands();
    addTokenCommands();
    addCodeCommands();
    addProfileCommands();
    addJwtCommands();
    addServerCommands();
}

CLI::App* CommandLine::add(CLI::App& parent, const std::string& name, const std::string& text, const Command& command)
{
    auto* made = parent.add_subcommand(name, text);
    made->add_option("DATABASE", m_arguments.database, "The database");
    made->add_option("--schema", m_arguments.schema, "Which of several schemas found, as `detect` numbers them")
        ->check(CLI::NonNegativeNumber);
    made->add_option("--profile", m_arguments.profile, "A schema profile of your own: a JSON file");
    made->add_flag("--json", m_arguments.json, "Print JSON; one object a line for lists");
    made->add_flag("--verbose", m_arguments.verbose, "With an error, also the database's own words");
    made->callback([this, command] { m_chosen = command; });
    return made;
}

void CommandLine::describe(CLI::App* command, const std::string& text)
{
    command->footer(text + "\n" + exitStatuses);
}

void CommandLine::addReveal(CLI::App* command)
{
    command->add_flag("--reveal", m_arguments.reveal, "Print secrets and tokens in full");
}

void CommandLine::addWrite(CLI::App* command)
{
    command->add_flag("--write", m_arguments.write, "Also on a connection that is marked read-only or production");
}

void CommandLine::addListOptions(CLI::App* command, const std::string& sorts)
{
    command->add_option("--filter", m_arguments.filter,
        "The search language of the window: words, client: user: scope: state: type: issued: expires: grant: "
        "redirect:, - negates");
    command->add_option("--sort", m_arguments.sort, "One of " + sorts + "; a leading - sorts downwards (--sort=-key)");
    command->add_option("--limit", m_arguments.limit, "Print at most this many; 0 = all")
        ->check(CLI::NonNegativeNumber);
    addReveal(command);
}

void CommandLine::addClientChoice(CLI::App* command)
{
    command->add_option("CLIENT_ID", m_arguments.clientId, "The client's identifier");
    command->parse_complete_callback([this] { m_arguments.takesClient = true; });
    command->add_option("--key", m_arguments.key, "The row's key instead, where several clients share an identifier");
}

void CommandLine::addTokenChoice(CLI::App* command)
{
    command->add_option("TOKEN", m_arguments.token, "- : the token is on standard input")->check(CLI::IsMember({"-"}));
    command->parse_complete_callback([this] { m_arguments.takesToken = true; });
    command->add_option("--key", m_arguments.key, "The row with this key");
    command->add_option("--client", m_arguments.client, "All tokens of this client");
    command->add_option("--user", m_arguments.user, "All tokens of this user");
    command->add_option("--filter", m_arguments.filter, "All tokens that the search language means, in batches");
    addConfirmation(command);
}

void CommandLine::addConfirmation(CLI::App* command)
{
    command->add_flag("--dry-run", m_arguments.dryRun, "Only say how many tokens it would be");
    command->add_flag("--yes", m_arguments.yes, "Do not ask; needed without a terminal");
}

void CommandLine::addClientCommands()
{
    auto* client = m_app.add_subcommand("client", "List, show and change clients.");
    client->require_subcommand(1);
    auto* list = add(*client, "list", "List clients.", clientList);
    addListOptions(list, "key, client_id, client_name, client_id_issued_at");
    describe(list, "Example: owb client list auth.sqlite3 --filter 'scope:orders -grant:implicit' --json");
    auto* show = add(*client, "show", "Show one client.", clientShow);
    addClientChoice(show);
    addReveal(show);
    describe(show, "Example: owb client show auth.sqlite3 my-app --json");
    addClientChanges(*client);
}

void CommandLine::addClientChanges(CLI::App& client)
{
    auto* made = add(client, "add", "Register a client from RFC 7591 JSON.", clientAdd);
    addWrite(made);
    made->add_option("--from", m_arguments.from, "The JSON: a file, or - for standard input")->required();
    made->add_option("--owner", m_arguments.owner, "The user who owns it, as the database refers to users");
    addReveal(made);
    describe(made,
        "A missing client_id and client_secret are generated; a generated secret is printed this once. Values for "
        "columns of your own go into \"_workbench\": {\"columns\": {\"tenant\": \"x\"}}.\n"
        "Example: echo '{\"client_name\":\"App\",\"grant_types\":[\"client_credentials\"]}' | owb client add "
        "auth.sqlite3 --from -");
    auto* edit = add(client, "edit", "Change members of a client; every other byte of the row stays.", clientEdit);
    addWrite(edit);
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
    describe(
        edit, "Example: owb client edit auth.sqlite3 my-app --set client_name='My app' --set scope='openid profile'");
    auto* rotate = add(
        client, "rotate-secret", "Give a client a new secret; the old one stops working at once.", clientRotateSecret);
    addWrite(rotate);
    addClientChoice(rotate);
    rotate->add_option("--secret", m_arguments.secret, "- : take the new secret from standard input")
        ->check(CLI::IsMember({"-"}));
    addReveal(rotate);
    describe(rotate,
        "Prints client_id and the new client_secret this once.\nExample: owb client rotate-secret auth.sqlite3 "
        "my-app --json");
    auto* check = add(client, "check-secret", "Whether the secret on standard input is the client's, hashed or not.",
        clientCheckSecret);
    addClientChoice(check);
    describe(check,
        "Exit status 0 when it is, 1 when it is not; nothing is written.\nExample: owb client check-secret "
        "auth.sqlite3 my-app < secret.txt");
    auto* disable =
        add(client, "disable", "Shut a client off as its framework does, where it has a way to.", clientDisable);
    addClientChoice(disable);
    addWrite(disable);
    describe(disable, "Example: owb client disable auth.sqlite3 my-app");
    auto* enable = add(client, "enable", "Let a client in again that was shut off.", clientEnable);
    addClientChoice(enable);
    addWrite(enable);
    describe(enable, "Example: owb client enable auth.sqlite3 my-app");
    auto* remove = add(client, "remove", "Remove a client with its tokens and codes.", clientRemove);
    addWrite(remove);
    addClientChoice(remove);
    remove->add_flag("--yes", m_arguments.yes, "Do not ask; needed without a terminal");
    describe(remove, "Example: owb client remove auth.sqlite3 my-app --yes");
}

void CommandLine::addCodeCommands()
{
    auto* code = m_app.add_subcommand("code", "List and issue authorization codes.");
    code->require_subcommand(1);
    auto* list = add(*code, "list", "List authorization codes.", codeList);
    addListOptions(list, "key, iat, client_id");
    describe(list, "Example: owb code list auth.sqlite3 --filter 'state:active client:my-app'");
    auto* made = add(*code, "add", "Issue an authorization code: store one as the server would.", codeAdd);
    addWrite(made);
    made->add_option("--from", m_arguments.from, "The JSON: a file, or - for standard input")->required();
    describe(made,
        "Members: client_id, sub, redirect_uri, scope, code_challenge, code_challenge_method (RFC 7636), nonce, "
        "response_type, code. A code that is not given is generated and printed this once.\nExample: echo "
        "'{\"client_id\":\"my-app\",\"sub\":\"1\",\"redirect_uri\":\"https://app.example/cb\"}' | owb code add "
        "auth.sqlite3 --from - --json");
}

void CommandLine::addProfileCommands()
{
    auto* profile = m_app.add_subcommand("profile", "Check schema profiles of your own.");
    profile->require_subcommand(1);
    auto* check = profile->add_subcommand("check", "Say what is wrong with a profile, and which tables it means.");
    check->add_option("FILE", m_arguments.profile, "The profile: a JSON file, or - for standard input")->required();
    check->add_option("DATABASE", m_arguments.database, "A database to look for its tables in");
    check->add_flag("--json", m_arguments.json, "Print JSON");
    check->add_flag("--verbose", m_arguments.verbose, "With an error, also the database's own words");
    check->callback([this] {
        m_arguments.needsDatabase = false;
        m_chosen = profileCheck;
    });
    describe(check,
        "Profiles in the folder oauth-workbench/profiles of your settings are tried for every database, as --profile "
        "does for one.\nExample: owb profile check my-server.json auth.sqlite3\nJSON: profile, title, version, "
        "clients, tokens, refresh_tokens and codes (tables), problems, warnings.");
}

} // namespace owb::cli
