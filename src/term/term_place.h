/* term_place: what lies in var/terms/ for each session while it lives: <id>.json its plan,
 * <id>.sock the socket of its supervisor, <id>/ a directory of its own. All only for our user.
 * Thread: any lane. */
#ifndef PIRUN_TERM_TERM_PLACE_H
#define PIRUN_TERM_TERM_PLACE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/ident.h"

#define TERM_PLACE_DIR   "terms" /* below var/ */
#define TERM_PLACE_NAME  48      /* bytes of a name in it */
#define TERM_PLACE_PLAN  ".json"
#define TERM_PLACE_SOCK  ".sock"
#define TERM_PLACE_CONNS 32 /* that a supervisor takes at a time */

/* Owns: returns a descriptor of var/terms, made when it is missing. */
int term_place_open(int var_fd, struct err *err);
void term_place_name(const struct ident *id, const char *ending, char name[TERM_PLACE_NAME]);

/* Listen, and accept who comes: only processes of our user, and root's.
 * Owns: return descriptors, close-on-exec and non-blocking. Errors: by errno. */
int term_place_listen(int terms_fd, const struct ident *id, struct err *err);
int term_place_accept(int listener); /* -1: nobody, or a stranger who was sent away */
/* Reach the supervisor of ID; *PID is its number. Errors: ERR_NOT_FOUND there is none (any more).
 */
int term_place_connect(int terms_fd, const struct ident *id, pid_t *pid, struct err *err);
/* Forget a session whose supervisor is gone. Its directory stays when something is in it that the
 * session made and must not be trusted (exec_place_seize). */
void term_place_remove(int terms_fd, const struct ident *id);

#endif
