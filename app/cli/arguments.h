#pragma once

#include <string>
#include <vector>

namespace owb::cli {

/** What the command line said, as CLI11 filled it in. One struct for all commands: each reads what it declared. */
struct Arguments
{
    std::string database;
    std::string clientId;
    std::string key;
    std::string filter;
    std::string sort;
    std::string from;
    std::string owner;
    std::string secret;
    std::string token;
    std::string hint;
    std::string what = "both";
    std::string user;
    std::string profile;
    std::string client;
    std::string olderThan;
    std::string format;
    std::string to;
    std::string issuer;
    std::string server;
    std::string header;
    std::string encryption;
    std::string form;
    std::string keyId;
    std::string authorityFile;
    std::string nonce;
    std::string payload;
    std::string secretFile;
    std::string kind;
    std::vector<std::string> keys;
    std::vector<std::string> audiences;
    std::vector<std::string> algorithms;
    std::vector<std::string> set;
    std::vector<std::string> unset;
    int limit = 0;
    int skew = 60;
    int bits = 2048;
    int schema = 0;
    bool takesClient = false; // the command has a CLIENT_ID beside the database
    bool takesToken = false; // the command has a TOKEN beside the database
    bool needsDatabase = true;
    bool json = false;
    bool reveal = false;
    bool yes = false;
    bool dryRun = false;
    bool write = false;
    bool verbose = false;
    bool skipBad = false;
    bool signatureOnly = false;
    bool pem = false;
    bool thumbprints = false;
    bool inBody = false;
    bool wantsSigned = false;
};

[[nodiscard]] inline auto isGiven(const std::string& text) -> bool
{
    return !text.empty();
}

} // namespace owb::cli
