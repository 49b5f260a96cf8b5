// The commands of `owb jwt`, as they are declared.

#include "commandline.h"

#include "jwtcommands.h"
#include "jwtmaking.h"

namespace owb::cli {

CLI::App* CommandLine::addOffline(
    CLI::App& parent, const std::string& name, const std::string& text, const Command& command)
{
    auto* made = parent.add_subcommand(name, text);
    made->add_flag("--json", m_arguments.json, "Print JSON");
    made->callback([this, command] {
        m_arguments.needsDatabase = false;
        m_chosen = command;
    });
    return made;
}

void CommandLine::addKeys(CLI::App* command)
{
    command->add_option("--jwks", m_arguments.keys,
        "Keys: a file with a JWK, a JWK Set, or PEM keys and certificates, or the https address of a JWK Set; may be "
        "given several times");
    command->add_option("--ca-file", m_arguments.authorityFile,
        "For an address: a PEM file with the certificate of an authority of your own");
    command->add_option("--secret-file", m_arguments.secretFile, "A file with the shared secret, as it is");
}

void CommandLine::addToken(CLI::App* command, const std::string& what)
{
    command->add_option("TOKEN", m_arguments.token, "- : " + what + " is on standard input")
        ->check(CLI::IsMember({"-"}))
        ->required();
}

void CommandLine::addJwtCommands()
{
    auto* jwt = m_app.add_subcommand("jwt", "Read, verify and explain tokens. No database is needed.");
    jwt->require_subcommand(1);
    auto* decode = addOffline(*jwt, "decode", "Print what a token says, without judging it.", jwtDecode);
    addToken(decode, "the token");
    addKeys(decode);
    describe(decode,
        "Keys are needed for encrypted tokens only.\nExample: owb jwt decode - < token.txt\nJSON: kind, kind_reason, "
        "layers, claims.");
    auto* verify = addOffline(*jwt, "verify", "Say whether a token is valid, step by step.", jwtVerify);
    addToken(verify, "the token");
    addKeys(verify);
    addExpectations(verify);
    describe(verify,
        "Signed and encrypted tokens, compact and JSON, tokens in tokens, and SD-JWT. Nothing that a token names is "
        "fetched.\nExample: owb jwt verify - --jwks keys.json --issuer https://id.example --audience api < "
        "token.txt\nJSON: verdict, decided_by, steps, and what decode prints.");
    auto* lint = addOffline(*jwt, "lint", "Say which rules of the standards a token breaks.", jwtLint);
    addToken(lint, "the token");
    addKeys(lint);
    addExpectations(lint);
    lint->add_option("--kind", m_arguments.kind, "What the token is for, where its own text does not say it rightly")
        ->check(CLI::IsMember({"jwt", "access_token", "id_token", "logout_token", "dpop_proof", "client_assertion",
            "request_object", "authorization_response", "introspection_response", "sd_jwt", "key_binding"}));
    addMaking(*jwt);
    describe(lint, "Example: owb jwt lint - --json < token.txt\nJSON: findings, and what decode prints.");
}

void CommandLine::addMaking(CLI::App& jwt)
{
    const auto addForm = [this](CLI::App* command) {
        command->add_option("--header", m_arguments.header, "The header as JSON; alg and kid come from the key");
        command->add_option("--form", m_arguments.form, "How it is written")
            ->check(CLI::IsMember({"compact", "flattened", "general"}));
    };
    auto* sign = addOffline(jwt, "sign", "Make a signed token to test with.", jwtSign);
    addToken(sign, "what is signed");
    addKeys(sign);
    addForm(sign);
    sign->add_option("--alg", m_arguments.algorithms, "The algorithm, where the key does not say it")->expected(1);
    describe(sign, "Example: owb jwt sign - --jwks private.json --header '{\"typ\":\"at+jwt\"}' < claims.json");
    auto* encrypt = addOffline(jwt, "encrypt", "Make an encrypted token to test with.", jwtEncrypt);
    addToken(encrypt, "what is encrypted");
    addKeys(encrypt);
    addForm(encrypt);
    encrypt->add_option("--alg", m_arguments.algorithms, "How the key of the content is sent")->expected(1);
    encrypt->add_option("--enc", m_arguments.encryption, "How the content is encrypted, for example A256GCM");
    describe(encrypt, "Example: owb jwt encrypt - --jwks public.json --alg RSA-OAEP-256 --enc A256GCM < claims.json");
    auto* keys = addOffline(jwt, "keys", "Print keys as a JWK Set or as PEM.", jwtKeys);
    addKeys(keys);
    keys->add_flag("--pem", m_arguments.pem, "Print PEM");
    keys->add_flag("--thumbprints", m_arguments.thumbprints, "Name each key by its thumbprint (RFC 7638)");
    addReveal(keys);
    describe(keys,
        "Only public halves are printed without --reveal.\nExample: owb jwt keys --jwks private.pem --thumbprints");
    auto* made = addOffline(jwt, "new-key", "Make a key; it is printed this once.", jwtNewKey);
    made->add_option("--alg", m_arguments.algorithms, "What it is for: ES256, RS256, HS256, A256GCM …")
        ->required()
        ->expected(1);
    made->add_option("--bits", m_arguments.bits, "Of an RSA key: 2048 to 8192")->check(CLI::Range(2048, 8192));
    made->add_option("--kid", m_arguments.keyId, "Its name; without it its thumbprint");
    made->add_flag("--pem", m_arguments.pem, "Print PEM");
    describe(made, "Example: owb jwt new-key --alg ES256 --kid 2026-09 > private.json");
}

void CommandLine::addExpectations(CLI::App* command)
{
    command->add_option("--issuer", m_arguments.issuer, "The issuer that the token must name");
    command->add_option("--audience", m_arguments.audiences, "An audience of which the token must name one");
    command->add_option("--alg", m_arguments.algorithms, "An algorithm that is allowed; without it all but RSA1_5");
    command->add_option("--nonce", m_arguments.nonce, "The nonce that a key binding must hold");
    command->add_option("--payload", m_arguments.payload, "A file with the payload that travels beside the token");
    command->add_option("--skew", m_arguments.skew, "Seconds that clocks may differ; 60 without it")
        ->check(CLI::Range(0, 86400));
    command->add_flag("--signature-only", m_arguments.signatureOnly, "Leave the claims unchecked");
}

} // namespace owb::cli
