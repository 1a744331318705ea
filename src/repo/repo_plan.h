/* repo_plan: what a git child (`pirun __git`) is told to do and what it tells back: one JSON object
 * to its stdin, JSON lines from its stdout. No secret is in it: the child reads the token from its
 * file.
 *
 * Lines of the child, the last one is `result` or `error`:
 *   {"phase":"receiving","objects":3,"total":9,"bytes":512}   connecting, waiting, receiving,
 *                                                             resolving, packing, sending
 *   {"remote":"text"}                     words of the server, of its hooks too
 *   {"result":{…}}                        by operation, see repo_net.h
 *   {"error":"text","code":"remote"}      and "result" too where the operation got that far */
#ifndef PIRUN_REPO_REPO_PLAN_H
#define PIRUN_REPO_REPO_PLAN_H

#include <stdint.h>

#include "base/err.h"
#include "base/json.h"

#define REPO_PLAN_MAX ((size_t)32 * 1024) /* less than a pipe holds, so writing it never waits */

enum repo_operation {
    REPO_FETCH,
    REPO_PUSH,
    REPO_HOSTKEY, /* only learn the server's key */
};

struct repo_plan {
    enum repo_operation operation;
    char *url;
    char *home;       /* HOME of the child: holds .ssh/known_hosts, and no configuration */
    char *repository; /* the aside repository; "" for REPO_HOSTKEY */
    char *refspec;    /* "" for REPO_HOSTKEY */
    char *ssh_key_path, *token_path, *ca_path; /* "": none */
    int64_t timeout_ms; /* after it the child ends itself, should its parent have died */
};

/* Owns: returns the root. */
struct json *repo_plan_write(const struct repo_plan *plan);
/* Owns: the caller releases OUT with repo_plan_release. Errors: ERR_INVALID a key is missing or
 * wrong. */
int repo_plan_read(const char *text, size_t size, struct repo_plan *out, struct err *err);
void repo_plan_release(struct repo_plan *plan);
#define auto_gitplan __attribute__((cleanup(repo_plan_release)))

#endif
