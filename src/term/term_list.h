/* term_list: the terminals that a server knows: it watches the supervisor of each. None is its own:
 * they live without it, and it finds them again. Thread: loop, but for term_list_reach and
 * term_list_scan. */
#ifndef PIRUN_TERM_TERM_LIST_H
#define PIRUN_TERM_TERM_LIST_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/ident.h"
#include "base/json.h"
#include "base/list.h"
#include "loop/loop.h"

struct term_list;

/* ROW is new, or its session has ended or is lost ("is_running":false). Not called for a number of
 * viewers or a size. */
typedef void (*term_list_cb)(void *ctx, const struct json *row);

struct term_list *term_list_create(struct loop *loop, term_list_cb on_change, void *ctx);
/* The sessions go on. NULL is fine. */
void term_list_free(struct term_list *list);

/* A supervisor that has answered. */
struct term_found {
    struct list link;
    struct ident id;
    int fd, pidfd;
    struct json *state;
};
/* Owns: returns what term_list_add takes. Thread: lane; blocks for a moment.
 * Errors: ERR_NOT_FOUND nobody answers; ERR_INVALID it is of another version of pirun. */
struct term_found *term_list_reach(int terms_fd, const struct ident *id, struct err *err);
/* All that lie in TERMS_FD, appended to FOUND; what is left of dead ones is removed. Thread: lane,
 * the one on which sessions are started. */
void term_list_scan(int terms_fd, struct list *found);
void term_found_free(struct term_found *found);

/* Takes FOUND. Tells on_change. Nothing for one that is known. */
void term_list_add(struct term_list *list, struct term_found *found);
/* Owns: return a copy of its row, of all rows (oldest first). NULL: none has ID. */
struct json *term_list_row(const struct term_list *list, const struct ident *id);
struct json *term_list_rows(const struct term_list *list);
/* Those that run. */
size_t term_list_count(const struct term_list *list);
/* End ID: SIGHUP, after two seconds SIGKILL to all that is in it; its supervisor too when that does
 * not obey. Errors: ERR_NOT_FOUND. */
int term_list_close(struct term_list *list, const struct ident *id, struct err *err);

#endif
