/* access_local: var/token, the admin's key that lies beside the project: who may read this user's
 * files is the admin anyway. The command line reads it. */
#ifndef PIRUN_ACCESS_ACCESS_LOCAL_H
#define PIRUN_ACCESS_ACCESS_LOCAL_H

#include <stdbool.h>

#include "access/access_token.h"

/* Make var/token (mode 0600) and its entry in var/tokens.json, unless the one is there and matches
 * the other. A var/token that tokens.json does not know is replaced: it was revoked, or is of a
 * time before there were tokens. Errors: as access_token_create. */
int access_local_ensure(int var, bool *was_made, struct err *err);
/* Read it. Errors: ERR_NOT_FOUND with the way out; ERR_FORBIDDEN it is another user's; ERR_INTERNAL
 * it holds something else. */
int access_local_read(int var, char secret[ACCESS_TOKEN_TEXT_MAX], struct err *err);
/* Remove it: it opens nothing any more. */
void access_local_forget(int var);

#endif
