/* access_token: the keys of this project: who they are for, what they may, how long. A set is what
 * var/tokens.json said at one moment; the secrets themselves are nowhere, only their digests. */
#ifndef PIRUN_ACCESS_ACCESS_TOKEN_H
#define PIRUN_ACCESS_ACCESS_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "access/access_file.h"
#include "access/access_role.h"
#include "access/access_secret.h"
#include "base/json.h"

#define ACCESS_TOKENS_MAX     1000
#define ACCESS_NAME_MAX       63       /* bytes of a token's name */
#define ACCESS_TOKEN_PREFIX   "pirun_" /* so that scanners of repositories find one that leaked */
#define ACCESS_TOKEN_TEXT_MAX (sizeof(ACCESS_TOKEN_PREFIX) - 1 + ACCESS_SECRET_SIZE)

/* Units: microseconds, wall clock; 0: never. */
struct access_token {
    char id[ACCESS_ID_SIZE];
    char name[ACCESS_NAME_MAX + 1];
    enum access_role role;
    bool is_local; /* the one whose secret lies in var/token */
    struct access_digest digest;
    int64_t created_us, expires_us, used_us;
    int64_t noted_us; /* used_us as the file has it */
};

struct access_tokens {
    struct access_token *items; /* in the order of their making */
    size_t count, room;
    struct access_stamp stamp; /* of the file that was read */
};

void access_tokens_release(struct access_tokens *tokens);
#define auto_tokens __attribute__((cleanup(access_tokens_release)))

/* Read a set from the text of a file. Owns: *OUT belongs to the caller.
 * Errors: ERR_INTERNAL what is wrong with it. Never answers a part of it. */
int access_tokens_parse(const char *text, size_t size, struct access_tokens *out, struct err *err);
/* Owns: returns the whole, as access_tokens_parse reads it. */
struct json *access_tokens_json(const struct access_tokens *tokens);
/* Owns: returns what everybody may see who may see tokens: no digest. */
struct json *access_token_json(const struct access_token *token);

/* The token whose secret TEXT is, or NULL. It may have expired. Looks at every token and at every
 * byte of its digest whatever it finds, so that time tells nothing. */
struct access_token *access_tokens_find(const struct access_tokens *tokens, const char *text,
                                        size_t size);
struct access_token *access_tokens_by_id(const struct access_tokens *tokens, const char *id);
bool access_token_is_over(const struct access_token *token, int64_t now_us);

/* The token that TEXT means: an id, a beginning of one that no other has, or a name that no other
 * has. Errors: ERR_NOT_FOUND; ERR_INVALID several. */
int access_tokens_resolve(const struct access_tokens *tokens, const char *text,
                          struct access_token **out, struct err *err);

/* Copy TOKEN to the end. Errors: ERR_TOO_LARGE ACCESS_TOKENS_MAX are there. */
int access_tokens_add(struct access_tokens *tokens, const struct access_token *token,
                      struct err *err);
/* TOKEN points into the set; pointers behind it move. */
void access_tokens_remove(struct access_tokens *tokens, struct access_token *token);

/* A name for people: 1 to ACCESS_NAME_MAX bytes of UTF-8 without control bytes. Errors:
 * ERR_INVALID. */
int access_token_check_name(const char *name, struct err *err);

#endif
