// The commands of `owb server`, as they are declared.

#include "commandline.h"

#include "servercommands.h"

namespace owb::cli {

CLI::App* CommandLine::addAsking(
    CLI::App& parent, const std::string& name, const std::string& text, const Command& command)
{
    auto* made = addOffline(parent, name, text, command);
    made->add_option("ISSUER", m_arguments.server, "The server's issuer identifier: an https address")->required();
    made->add_option("--ca-file", m_arguments.authorityFile,
        "A PEM file with the certificate of an authority of your own, beside the system's");
    return made;
}

void CommandLine::addQuestion(CLI::App* command)
{
    command->add_option("TOKEN", m_arguments.token, "- : the token is on standard input")
        ->check(CLI::IsMember({"-"}))
        ->required();
    command->add_option("--client-id", m_arguments.clientId, "The client that asks");
    command->add_option("--secret-file", m_arguments.secretFile, "A file with that client's secret");
    command->add_flag("--secret-in-body", m_arguments.inBody, "Send the secret in the form, not as HTTP Basic");
    command->add_option("--hint", m_arguments.hint, "What the token is")
        ->check(CLI::IsMember({"access_token", "refresh_token"}));
}

void CommandLine::addServerCommands()
{
    auto* server = m_app.add_subcommand("server", "Ask an authorization server, by its issuer identifier.");
    server->require_subcommand(1);
    auto* discovered = addAsking(*server, "discover", "Print what a server says about itself.", serverDiscover);
    describe(discovered,
        "Looks at the well-known addresses of RFC 8414 and OpenID Connect. Redirects are not followed.\nExample: owb "
        "server discover https://id.example\nJSON: source, metadata, findings.");
    auto* keys = addAsking(*server, "jwks", "Print a server's keys.", serverKeys);
    describe(keys, "Example: owb server jwks https://id.example --json > keys.json");
    auto* introspect = addAsking(*server, "introspect", "Print what a server says of a token.", serverIntrospect);
    addQuestion(introspect);
    introspect->add_flag("--signed", m_arguments.wantsSigned, "Ask for the signed form of RFC 9701");
    describe(introspect,
        "Status 1 where the token is not active.\nExample: owb server introspect https://id.example - --client-id web "
        "--secret-file secret.txt < token.txt");
    auto* revoke = addAsking(*server, "revoke", "Have a server revoke a token.", serverRevoke);
    addQuestion(revoke);
    describe(revoke, "Example: owb server revoke https://id.example - --client-id web < token.txt");
}

} // namespace owb::cli
