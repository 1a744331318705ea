/* web_git_job: one question about the repository on its way to a child of ours (`pirun __git-ask`:
 * libgit2 never is in the server's memory) and back.
 *
 * While a pull or push goes on, `git` events tell how far it is:
 *     {"operation":"pull","phase":"receiving","objects":3,"total":9,"percent":33,"bytes":512}
 * with the phases starting, connecting, waiting, receiving, resolving, packing, sending, and at the
 * end done, or failed with "error" and "code". */
#ifndef PIRUN_WEB_WEB_GIT_JOB_H
#define PIRUN_WEB_WEB_GIT_JOB_H

#include <stdbool.h>

#include "web/web_call.h"

struct web_git; /* one per web */

int web_git_open(struct web *web, struct err *err);
/* Ask what is under way to give up, now and from now on: work with a remote does at once. NULL is
 * fine. */
void web_git_cancel(struct web_git *git);
/* After the lanes. NULL is fine. */
void web_git_free(struct web_git *git);

enum web_git_kind {
    WEB_GIT_LOOK,   /* on a lane of its own, beside the others */
    WEB_GIT_SHOW,   /* the same; the answer is the bytes of a file */
    WEB_GIT_CHANGE, /* one after the other */
    WEB_GIT_REMOTE  /* a change that may take minutes: others are refused meanwhile */
};

/* How the repository is, with as many files as an event has. STATUS NULL: ERR tells why not. */
typedef void (*web_git_status_cb)(void *ctx, const struct json *status, const struct err *err);
/* Look at the repository and call ON_STATUS later. False: there is no project to read. Thread:
 * loop. */
bool web_git_look(struct web *web, web_git_status_cb on_status, void *ctx);

/* Ask and answer. OPERATION: a literal; MORE (an object, taken): what else the child wants to know.
 * A failure is answered with what the child found out beside it. Thread: loop. */
void web_git_ask(struct web_call *call, enum web_git_kind kind, const char *operation,
                 struct json *more);

#endif
