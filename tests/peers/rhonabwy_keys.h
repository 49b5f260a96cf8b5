// What the two files of the rhonabwy oracle share.
#pragma once

#include <jansson.h>
#include <rhonabwy.h>

#include <stddef.h>

/* A member that is a text; empty when it is absent. */
const char* text(const json_t* object, const char* name);
json_t* unsupported(const char* what);
/* As base64url. */
json_t* encoded(const unsigned char* data, size_t size);

/* The key of a request; null where rhonabwy does not know its kind. */
jwk_t* readKey(const json_t* request);
json_t* generate(const json_t* request);
json_t* thumbprint(const json_t* request);
