// The commands of `owb token`, as they are declared.

#include "commandline.h"

#include "tokencommands.h"

namespace owb::cli {

void CommandLine::addTokenCommands()
{
    auto* token = m_app.add_subcommand("token", "List, find, issue and revoke tokens.");
    token->require_subcommand(1);
    auto* list = add(*token, "list", "List tokens.", tokenList);
    addListOptions(list, "key, iat, exp, client_id, sub");
    describe(list, "Example: owb token list auth.sqlite3 --filter 'state:active client:my-app' --limit 20");
    auto* find = add(*token, "find", "Find the row of the token on standard input.", tokenFind);
    find->add_option("TOKEN", m_arguments.token, "- : the token is on standard input")->check(CLI::IsMember({"-"}));
    find->parse_complete_callback([this] { m_arguments.takesToken = true; });
    find->add_option("--hint", m_arguments.hint, "Look only for this kind (RFC 7009)")
        ->check(CLI::IsMember({"access_token", "refresh_token"}));
    addReveal(find);
    describe(find, "Example: owb token find auth.sqlite3 - --json < token.txt");
    addFamily(*token);
    auto* verify = add(*token, "verify", "Verify the signatures of all JWTs among the tokens.", tokenVerify);
    addKeys(verify);
    verify->add_option("--alg", m_arguments.algorithms, "An algorithm that is allowed; without it all");
    verify->add_option("--filter", m_arguments.filter, "Only those that the search language means");
    describe(verify,
        "On all cores, while the next ones are read. Status 1 where a signature is not genuine.\nExample: owb token "
        "verify auth.sqlite3 --jwks keys.json --filter state:active\nJSON: valid, invalid, unknown_key, not_allowed, "
        "opaque, suspects (keys of rows), seconds.");
    auto* made = add(*token, "add", "Issue a token: store one as the server would.", tokenAdd);
    addWrite(made);
    made->add_option("--from", m_arguments.from, "The JSON: a file, or - for standard input")->required();
    addReveal(made);
    describe(made,
        "Members: client_id, sub, scope, expires_in (seconds, 0 = never), token_type, access_token, refresh_token "
        "(true = "
        "generate). Generated values are printed this once.\n"
        "Example: echo '{\"client_id\":\"my-app\",\"sub\":\"1\",\"refresh_token\":true}' | owb token add "
        "auth.sqlite3 --from - --json");
    addTokenChanges(*token);
}

void CommandLine::addFamily(CLI::App& token)
{
    auto* family = add(token, "family", "Show which tokens were refreshed from which.", tokenFamily);
    family->add_option("TOKEN", m_arguments.token, "- : the token is on standard input")->check(CLI::IsMember({"-"}));
    family->parse_complete_callback([this] { m_arguments.takesToken = true; });
    family->add_option("--key", m_arguments.key, "The row with this key");
    addReveal(family);
    describe(family,
        "Oldest first, at most 200; only where the framework keeps what a token was refreshed from.\nExample: owb "
        "token "
        "family auth.sqlite3 - < token.txt\nJSON: members (token, access_token where that has a row of its own, link: "
        "none, refreshed, same_family, missing or circular, predecessor: its place in the list from 0, is_this), "
        "has_older, has_newer, gaps.");
}

void CommandLine::addTokenChanges(CLI::App& token)
{
    auto* revoke = add(token, "revoke", "Revoke tokens as the framework's own revocation does.", tokenRevoke);
    addWrite(revoke);
    addTokenChoice(revoke);
    revoke->add_option("--what", m_arguments.what, "access, refresh or both")
        ->check(CLI::IsMember({"access", "refresh", "both"}));
    describe(revoke,
        "Example: owb token revoke auth.sqlite3 - --what both < token.txt\n"
        "Example: owb token revoke auth.sqlite3 --filter 'client:old-app issued:<2026-01-01' --dry-run");
    auto* expire = add(token, "expire", "End tokens now, though they were to live longer.", tokenExpire);
    addWrite(expire);
    addTokenChoice(expire);
    describe(expire, "Example: owb token expire auth.sqlite3 --user 17");
    auto* restore = add(token, "restore", "Take the revocation of tokens back.", tokenRestore);
    addWrite(restore);
    addTokenChoice(restore);
    describe(restore, "Only where the framework keeps revoked rows.\nExample: owb token restore auth.sqlite3 --key 12");
    addPurge(token);
    addTransfer(token);
}

void CommandLine::addPurge(CLI::App& token)
{
    auto* purge = add(token, "purge", "Remove the rows of tokens that ended and that nothing live needs.", tokenPurge);
    addWrite(purge);
    purge->add_option("--older-than", m_arguments.olderThan, "They ended longer ago than this: 30d, 12h, 45m, 0s")
        ->required();
    purge->add_option("--filter", m_arguments.filter, "Only of those that the search language means");
    addConfirmation(purge);
    describe(purge,
        "A row stays while its refresh token can still be used. Rows go in small batches, so that the server can "
        "go on working.\nExample: owb token purge auth.sqlite3 --older-than 30d --dry-run");
}

void CommandLine::addTransfer(CLI::App& token)
{
    const auto addFormat = [this](CLI::App* command) {
        command->add_option("--format", m_arguments.format, "ndjson or csv; without it the file's name tells")
            ->check(CLI::IsMember({"ndjson", "csv"}));
    };
    auto* exported = add(token, "export", "Write tokens into a file, any number of them.", tokenExport);
    exported->add_option("--to", m_arguments.to, "The file; without it, or with -, standard output");
    exported->add_option("--filter", m_arguments.filter, "Only those that the search language means");
    addFormat(exported);
    addReveal(exported);
    describe(exported,
        "NDJSON has an object a line, as token list --json prints it; CSV has the same by columns, with times in UTC. "
        "Only what is written with --reveal can be imported again; such a file opens every door that the tokens "
        "open.\nExample: owb token export auth.sqlite3 --filter state:active --to tokens.csv");
    auto* imported = add(token, "import", "Add the tokens of a file, any number of them.", tokenImport);
    addWrite(imported);
    imported->add_option("--from", m_arguments.from, "The file")->required();
    addFormat(imported);
    imported->add_flag("--dry-run", m_arguments.dryRun, "Only read the file and say what is wrong with it");
    imported->add_flag("--skip-bad", m_arguments.skipBad, "Leave out lines that cannot be taken");
    describe(imported,
        "The whole file is checked first, and nothing is added while a line of it cannot be understood. Tokens that "
        "are stored already stay as they are, so the same command goes on after a stop. Times may be seconds since "
        "1970 or as 2026-11-28T22:10:00Z; without iat a token is issued now, without exp it never ends.\n"
        "Example: owb token import new.sqlite3 --from tokens.ndjson --dry-run\n"
        "JSON: found, added, present, refused, problems, longest_lock_ms, seconds.");
}

} // namespace owb::cli
