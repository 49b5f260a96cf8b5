// Keys for rhonabwy_oracle.c.

#define _GNU_SOURCE

#include "rhonabwy_keys.h"

#include <orcania.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { longest_secret = 64 };

const char* text(const json_t* object, const char* name)
{
    const char* found = json_string_value(json_object_get(object, name));
    return found ? found : "";
}

json_t* unsupported(const char* what)
{
    return json_pack("{ss}", "unsupported", what);
}

json_t* encoded(const unsigned char* data, size_t size)
{
    char* room = malloc(size * 2 + 4);
    size_t length = 0;
    if (size > 0) {
        o_base64url_encode(data, size, (unsigned char*)room, &length);
    }
    json_t* result = json_stringn(room, length);
    free(room);
    return result;
}

/* The key of a request; null where rhonabwy does not know its kind. */
jwk_t* readKey(const json_t* request)
{
    jwk_t* key = NULL;
    r_jwk_init(&key);
    if (r_jwk_import_from_json_t(key, json_object_get(request, "key")) != RHN_OK) {
        r_jwk_free(key);
        return NULL;
    }
    // In the general form it takes the algorithm from the key, and both JSON forms look the key up by its name.
    r_jwk_set_property_str(key, "alg", text(request, "alg"));
    const char* name = text(json_object_get(request, "header"), "kid");
    if (*name) {
        r_jwk_set_property_str(key, "kid", name);
    }
    return key;
}

static json_t* madeSecret(size_t size)
{
    unsigned char bytes[longest_secret];
    if (size > sizeof bytes || getrandom(bytes, size, 0) != (ssize_t)size) {
        return unsupported("a secret of that size");
    }
    return json_pack("{s{sssO}}", "key", "kty", "oct", "k", encoded(bytes, size));
}

static json_t* madePair(int type, unsigned bits)
{
    jwk_t* private = NULL, *public = NULL;
    r_jwk_init(&private);
    r_jwk_init(&public);
    json_t* answer = NULL;
    if (r_jwk_generate_key_pair(private, public, type, bits, NULL) == RHN_OK) {
        json_object_del(private, "kid");
        json_object_del(private, "alg");
        answer = json_pack("{sO}", "key", private);
    } else {
        answer = unsupported("to make a key of this kind");
    }
    r_jwk_free(private);
    r_jwk_free(public);
    return answer;
}

json_t* generate(const json_t* request)
{
    const char* alg = text(request, "alg");
    const char* curve = text(request, "crv");
    const json_int_t bits = json_integer_value(json_object_get(request, "bits"));
    int length = 0;
    if (sscanf(alg, "HS%d", &length) == 1 || sscanf(alg, "A%d", &length) == 1) {
        return madeSecret((size_t)length / 8);
    }
    if (strcmp(alg, "dir") == 0) {
        return madeSecret(bits ? (size_t)bits / 8 : 32);
    }
    if (strncmp(alg, "PBES2", 5) == 0) {
        return madeSecret(16);
    }
    if (strncmp(alg, "RS", 2) == 0 || strncmp(alg, "PS", 2) == 0) {
        return madePair(R_KEY_TYPE_RSA, bits ? (unsigned)bits : 2048);
    }
    if (strcmp(alg, "EdDSA") == 0) {
        return strcmp(curve, "Ed448") == 0 ? unsupported(curve) : madePair(R_KEY_TYPE_EDDSA, 256);
    }
    if (strncmp(alg, "ECDH", 4) == 0 && curve[0] == 'X') {
        return unsupported(curve); // rhonabwy 1.1.11 makes X25519 keys whose "x" does not belong to their "d"
    }
    if (sscanf(curve, "P-%d", &length) == 1 || sscanf(alg, "ES%d", &length) == 1) {
        return alg[strlen(alg) - 1] == 'K' && alg[1] == 'S' ? unsupported(alg)
                                                            : madePair(R_KEY_TYPE_EC, length == 512 ? 521 : length);
    }
    return strncmp(alg, "ECDH", 4) == 0 ? madePair(R_KEY_TYPE_EC, 256) : unsupported(alg);
}

json_t* thumbprint(const json_t* request)
{
    jwk_t* key = readKey(request);
    char* found = key ? r_jwk_thumbprint(key, R_JWK_THUMB_SHA256, R_FLAG_IGNORE_REMOTE) : NULL;
    json_t* answer = found ? json_pack("{ss}", "thumbprint", found) : unsupported("this key");
    r_free(found);
    r_jwk_free(key);
    return answer;
}
