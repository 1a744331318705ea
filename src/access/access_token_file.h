/* access_token_file: var/tokens.json, which the server reads and the server and the command line
 * change. Who changes it holds var/access.lock, reads it again and replaces it as a whole. Thread:
 * any that may block; reading alone is one small file and may happen on the loop. */
#ifndef PIRUN_ACCESS_ACCESS_TOKEN_FILE_H
#define PIRUN_ACCESS_ACCESS_TOKEN_FILE_H

#include "access/access_token.h"

/* A file that is not there is an empty set; one that cannot be read is never taken for empty.
 * Owns: *OUT belongs to the caller. Errors: ERR_INTERNAL the file is damaged: names it and the way
 * out; by errno. */
int access_tokens_load(int var, struct access_tokens *out, struct err *err);
/* Does the file differ from the one that was read? One stat(2). */
bool access_tokens_are_stale(const struct access_tokens *tokens, int var);

/* What to make. Units: microseconds, wall clock. */
struct access_token_order {
    const char *name; /* NULL: "token-" and the beginning of its id */
    enum access_role role;
    int64_t expires_us; /* 0: never */
};
/* Make a token: SECRET gets its text, which nobody can read again. Errors: ERR_INVALID the name, or
 * it would have expired already; ERR_TOO_LARGE too many; as access_tokens_load. */
int access_token_create(int var, const struct access_token_order *order, struct access_token *out,
                        char secret[ACCESS_TOKEN_TEXT_MAX], struct err *err);
/* Forget the token that TEXT means (access_tokens_resolve); OUT gets what it was. With the local
 * one goes var/token. Errors: ERR_NOT_FOUND; ERR_INVALID; as access_tokens_load. */
int access_token_revoke(int var, const char *text, struct access_token *out, struct err *err);
/* Write down when the tokens of SEEN were used last; those that are gone meanwhile stay gone. */
int access_token_note_use(int var, const struct access_tokens *seen, struct err *err);

/* The file, for those who hold the lock. */
int access_tokens_save(int var, const struct access_tokens *tokens, struct err *err);
/* A token with a new secret, not in any set yet. NAME NULL: as in the order. */
void access_token_new(const struct access_token_order *order, struct access_token *out,
                      char secret[ACCESS_TOKEN_TEXT_MAX]);

#endif
