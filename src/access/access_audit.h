/* access_audit: var/audit.log, one line of JSON for each change of state: who did what, and what
 * came of it. Never a secret. */
#ifndef PIRUN_ACCESS_ACCESS_AUDIT_H
#define PIRUN_ACCESS_ACCESS_AUDIT_H

#include <stddef.h>
#include <stdint.h>

#include "access/access_role.h"
#include "base/buf.h"
#include "base/err.h"

#define ACCESS_AUDIT_MAX        ((size_t)4 * 1024 * 1024) /* then it becomes var/audit.log.1 */
#define ACCESS_AUDIT_TARGET_MAX 1024 /* bytes of a path with its query that are kept */

/* NULL and "" are left out. */
struct access_audit_entry {
    int64_t at_us; /* wall clock */
    const char *who;
    enum access_role role;
    const char *how;   /* "token" "session" … */
    const char *token; /* id */
    const char *from;  /* address */
    const char *method, *target;
    int status;
    const char *request; /* id of the request */
    const char *detail;
};

/* Append the line of ENTRY. The query of TARGET is left out when a token's text stands in it. */
void access_audit_line(const struct access_audit_entry *entry, struct buf *out);
/* Append whole lines to the file with one write(2), mode 0600; no sync. On failure nothing of them
 * stays. Errors: by errno. Thread: any that may block; one at a time. */
int access_audit_append(int var, const char *lines, size_t size, struct err *err);

#endif
