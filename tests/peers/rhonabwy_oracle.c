// The library rhonabwy behind a line protocol: one JSON request a line, one JSON answer a line, until the input ends.
// test_jose_oracles.py says what is asked. To compile it by hand:
//   cc -std=c11 -O1 -Wall -Wextra -Werror rhonabwy_oracle.c rhonabwy_keys.c -o rhonabwy_oracle
//     -lrhonabwy -lorcania -ljansson
// Of the Debian package librhonabwy-dev, which brings the headers of all three.

#define _GNU_SOURCE

#include "rhonabwy_keys.h"

#include <orcania.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
    unsigned char* data;
    size_t size;
} bytes_t;

static json_t* invalid(const char* why)
{
    return json_pack("{sbss}", "valid", 0, "error", why);
}

/* Never without a buffer: rhonabwy takes a null pointer for a payload that was not given. */
static bytes_t decoded(const char* base64url)
{
    bytes_t bytes = {calloc(1, strlen(base64url) + 4), 0};
    if (*base64url) {
        o_base64url_decode((const unsigned char*)base64url, strlen(base64url), bytes.data, &bytes.size);
    }
    return bytes;
}

/* A token in the form asked for, taken over from the string or the object that rhonabwy made; it has neither if it
 * could not make one. Beside the protected header it repeats the name of the key, which RFC 7515 section 4 and RFC 7516
 * section 4 forbid: that copy is taken out. */
static json_t* tokenAnswer(char* compact, json_t* object, const char* repeats)
{
    const json_t* entries = json_object_get(object, repeats);
    if ((!compact && !object) || (entries && json_array_size(entries) == 0)) {
        json_decref(object);
        return unsupported("rhonabwy made no token");
    }
    json_t* token = compact ? json_string(compact) : object;
    json_t* entry = NULL;
    size_t index = 0;
    json_object_del(json_object_get(token, "header"), "kid");
    json_array_foreach(json_object_get(token, repeats), index, entry)
    {
        json_object_del(json_object_get(entry, "header"), "kid");
    }
    r_free(compact);
    return json_pack("{so}", "token", token);
}

static int modeOf(const char* form)
{
    return strcmp(form, "general") == 0 ? R_JSON_MODE_GENERAL : R_JSON_MODE_FLATTENED;
}

static json_t* sign(const json_t* request)
{
    const char* form = text(request, "form");
    const jwa_alg alg = r_str_to_jwa_alg(text(request, "alg"));
    jwk_t* key = readKey(request);
    if (json_object_size(json_object_get(request, "unprotected")) || !key || alg == R_JWA_ALG_UNKNOWN) {
        r_jwk_free(key);
        return unsupported("this key, algorithm or unprotected members");
    }
    jws_t* jws = NULL;
    r_jws_init(&jws);
    bytes_t payload = decoded(text(request, "payload"));
    r_jws_set_full_header_json_t(jws, json_object_get(request, "header"));
    r_jws_set_alg(jws, alg);
    r_jws_set_payload(jws, payload.data, payload.size);
    r_jws_add_keys(jws, key, NULL);
    char* compact = NULL;
    json_t* object = NULL;
    if (strcmp(form, "compact") == 0) {
        compact = r_jws_serialize(jws, key, R_FLAG_IGNORE_REMOTE);
    } else {
        object = r_jws_serialize_json_t(jws, NULL, R_FLAG_IGNORE_REMOTE, modeOf(form));
    }
    free(payload.data);
    r_jws_free(jws);
    r_jwk_free(key);
    return tokenAnswer(compact, object, "signatures");
}

/* The token; where the case is about the very text of a JSON form, that text. To be released. */
static json_t* tokenOf(const json_t* request)
{
    const char* written = json_string_value(json_object_get(request, "text"));
    return written ? json_loads(written, 0, NULL) : json_incref(json_object_get(request, "token"));
}

static json_t* verify(const json_t* request)
{
    const jwa_alg alg = r_str_to_jwa_alg(text(request, "alg"));
    json_t* token = tokenOf(request);
    jwk_t* key = readKey(request);
    jws_t* jws = NULL;
    r_jws_init(&jws);
    json_t* answer = NULL;
    const int parsed = json_is_string(token)
        ? r_jws_advanced_compact_parsen(
            jws, json_string_value(token), json_string_length(token), R_PARSE_NONE, R_FLAG_IGNORE_REMOTE)
        : r_jws_advanced_parse_json_t(jws, token, R_PARSE_NONE, R_FLAG_IGNORE_REMOTE);
    if (!key || alg == R_JWA_ALG_UNKNOWN || alg == R_JWA_ALG_NONE || alg == R_JWA_ALG_ES256K) {
        answer = unsupported("this key or algorithm");
    } else if (parsed != RHN_OK) {
        answer = invalid("not readable");
    } else if (r_jws_verify_signature(jws, key, R_FLAG_IGNORE_REMOTE) != RHN_OK) {
        answer = invalid("not verified");
    } else if (r_jws_get_alg(jws) != alg) { // in the general form it is known only now
        answer = invalid("another algorithm");
    } else {
        size_t size = 0;
        const unsigned char* payload = r_jws_get_payload(jws, &size);
        answer = json_pack("{sbso}", "valid", 1, "payload", encoded(payload, size));
    }
    r_jws_free(jws);
    r_jwk_free(key);
    json_decref(token);
    return answer;
}

static void describe(jwe_t* jwe, const json_t* request, const bytes_t* payload, const bytes_t* extra)
{
    r_jwe_set_full_header_json_t(jwe, json_object_get(request, "header"));
    if (json_is_true(json_object_get(request, "zip"))) {
        r_jwe_set_header_str_value(jwe, "zip", "DEF");
    }
    if (json_object_size(json_object_get(request, "unprotected"))) {
        r_jwe_set_full_unprotected_header_json_t(jwe, json_object_get(request, "unprotected"));
    }
    r_jwe_set_alg(jwe, r_str_to_jwa_alg(text(request, "alg")));
    r_jwe_set_enc(jwe, r_str_to_jwa_enc(text(request, "enc")));
    r_jwe_set_payload(jwe, payload->data, payload->size);
    if (extra->size) {
        r_jwe_set_aad(jwe, extra->data, extra->size);
    }
}

/* Of more than 32 bytes rhonabwy 1.1.11 agrees on other bytes than it should, and damages its memory on the way. */
static bool agreesOnLongKey(const json_t* request)
{
    return strcmp(text(request, "alg"), "ECDH-ES") == 0
        && (strcmp(text(request, "enc"), "A192CBC-HS384") == 0 || strcmp(text(request, "enc"), "A256CBC-HS512") == 0);
}

static json_t* encrypt(const json_t* request)
{
    const char* form = text(request, "form");
    // In the JSON forms of "dir" rhonabwy 1.1.11 forgets to write "alg".
    const bool lacksAlg = strcmp(text(request, "alg"), "dir") == 0 && strcmp(form, "compact") != 0;
    jwk_t* key = readKey(request);
    if (!key || lacksAlg || agreesOnLongKey(request)) {
        r_jwk_free(key);
        return unsupported("this key, agreement on a long key, or dir in a JSON form");
    }
    jwe_t* jwe = NULL;
    r_jwe_init(&jwe);
    bytes_t payload = decoded(text(request, "payload"));
    bytes_t extra = decoded(text(request, "aad"));
    describe(jwe, request, &payload, &extra);
    r_jwe_add_keys(jwe, NULL, key);
    char* compact = NULL;
    json_t* object = NULL;
    if (strcmp(form, "compact") == 0) {
        compact = r_jwe_serialize(jwe, key, R_FLAG_IGNORE_REMOTE);
    } else {
        object = r_jwe_serialize_json_t(jwe, NULL, R_FLAG_IGNORE_REMOTE, modeOf(form));
    }
    free(payload.data);
    free(extra.data);
    r_jwe_free(jwe);
    r_jwk_free(key);
    return tokenAnswer(compact, object, "recipients");
}

static json_t* decrypt(const json_t* request)
{
    const jwa_alg alg = r_str_to_jwa_alg(text(request, "alg"));
    const jwa_enc enc = r_str_to_jwa_enc(text(request, "enc"));
    json_t* token = tokenOf(request);
    jwk_t* key = readKey(request);
    jwe_t* jwe = NULL;
    r_jwe_init(&jwe);
    json_t* answer = NULL;
    const int parsed = json_is_string(token)
        ? r_jwe_advanced_compact_parsen(
            jwe, json_string_value(token), json_string_length(token), R_PARSE_NONE, R_FLAG_IGNORE_REMOTE)
        : r_jwe_advanced_parse_json_t(jwe, token, R_PARSE_NONE, R_FLAG_IGNORE_REMOTE);
    if (!key || alg == R_JWA_ALG_UNKNOWN || agreesOnLongKey(request)) {
        answer = unsupported("this key, algorithm or agreement on a long key");
    } else if (parsed != RHN_OK) {
        answer = invalid("not readable");
    } else if (r_jwe_get_alg(jwe) != R_JWA_ALG_UNKNOWN && r_jwe_get_alg(jwe) != alg) {
        answer = invalid("another algorithm"); // in the general form it is not known yet
    } else if (r_jwe_decrypt(jwe, key, R_FLAG_IGNORE_REMOTE) != RHN_OK) {
        answer = invalid("not decrypted");
    } else if (r_jwe_get_alg(jwe) != alg || r_jwe_get_enc(jwe) != enc) {
        answer = invalid("another algorithm");
    } else {
        size_t size = 0;
        const unsigned char* payload = r_jwe_get_payload(jwe, &size);
        answer = json_pack("{sbso}", "valid", 1, "payload", encoded(payload, size));
    }
    r_jwe_free(jwe);
    r_jwk_free(key);
    json_decref(token);
    return answer;
}

static json_t* answerTo(const json_t* request)
{
    static const struct
    {
        const char* name;
        json_t* (*run)(const json_t*);
    } operations[] = {{"generate", generate}, {"sign", sign}, {"verify", verify}, {"encrypt", encrypt},
        {"decrypt", decrypt}, {"thumbprint", thumbprint}};
    for (size_t i = 0; i < sizeof operations / sizeof *operations; ++i) {
        if (strcmp(text(request, "op"), operations[i].name) == 0) {
            return operations[i].run(request);
        }
    }
    return unsupported("this op");
}

/* A token whose base64url has a length that none can have makes liborcania 2.3.2 write behind its memory. Tokens of
 * others are read in a process of their own, so that one of them spoils no other. */
static json_t* answerApart(const json_t* request)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return unsupported("no pipe");
    }
    const pid_t child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return unsupported("no process");
    }
    if (child == 0) {
        json_dumpfd(answerTo(request), ends[1], JSON_COMPACT);
        _exit(0);
    }
    close(ends[1]);
    json_t* answer = json_loadfd(ends[0], 0, NULL);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return answer ? answer : json_pack("{si}", "crashed", WTERMSIG(status));
}

static bool readsToken(const json_t* request)
{
    return strcmp(text(request, "op"), "verify") == 0 || strcmp(text(request, "op"), "decrypt") == 0;
}

int main(void)
{
    char* line = NULL;
    size_t room = 0;
    r_global_init();
    while (getline(&line, &room, stdin) > 0) {
        json_t* request = json_loads(line, JSON_ALLOW_NUL, NULL);
        json_t* answer = readsToken(request) ? answerApart(request) : answerTo(request);
        json_object_set(answer, "id", json_object_get(request, "id"));
        json_dumpf(answer, stdout, JSON_COMPACT);
        putchar('\n');
        fflush(stdout);
        json_decref(answer);
        json_decref(request);
    }
    free(line);
    r_global_close();
    return 0;
}
