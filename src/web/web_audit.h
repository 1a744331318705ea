/* web_audit: what changed, and who was refused, written down in var/audit.log. Lines wait in memory
 * while others are being written on a lane: the loop never waits for the disk. */
#ifndef PIRUN_WEB_WEB_AUDIT_H
#define PIRUN_WEB_WEB_AUDIT_H

#include "base/buf.h"
#include "web/web_call.h"

#define WEB_AUDIT_WAITING_MAX ((size_t)1024 * 1024) /* more is lost, and the log says so */

#define WEB_AUDIT_STRANGERS 100 /* wrong secrets in a minute: more would push others out */

struct web_audit {
    int64_t minute; /* which one it is */
    int strangers;  /* in it */
    struct buf lines;
    bool is_writing;
    bool has_failed; /* was logged */
};

/* More than method, path and status tell: "run 019…". Copied; also makes a record of a call that is
 * none by its method. */
void web_audit_say(struct web_call *call, const char *detail);
/* CALL is being answered with STATUS: add its line if it is to have one. web_call.c does this. */
void web_audit_answered(struct web_call *call, int status);

/* web.c. */
void web_audit_open(struct web *web);
/* Write what waits. After the lanes. Thread: blocks. */
void web_audit_close(struct web *web);

#endif
