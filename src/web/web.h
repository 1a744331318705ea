/* web: PiRun over HTTP/1.1, served on the loop. Answers are JSON, errors too. Knows how to ask the
 * rooms that it shows (struct web_source); never decides anything about jobs itself.
 *
 * A further noun is one file with handlers and their rows (web_health.c is the smallest), joined in
 * web_route.c.
 */
#ifndef PIRUN_WEB_WEB_H
#define PIRUN_WEB_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "loop/loop.h"

struct web;
struct conf;
struct job;
struct job_fault;
struct runner;
struct spool;
struct web_given;

/* Where the answers come from. Thread: loop. */
struct web_source {
    /* Owns: returns the answer to GET /health. *IS_OK false makes it a 503. */
    struct json *(*health)(void *ctx, bool *is_ok);
    void *ctx;
};

/* What the answers are about. All borrowed, and outliving the web; NULL in tests of what needs none
 * of them. */
struct web_rooms {
    const char *project_path;  /* absolute */
    const struct spool *spool; /* open; may be opened after web_start and before the first turn */
    const struct conf *conf;   /* in force; another one comes with web_reload */
    /* The project's rules, asked on the submit lane before a job is submitted; NULL: only the door
     * asks them. */
    bool (*check)(void *ctx, struct job *job, struct job_fault *fault); /* a spool_check_cb */
    void *check_ctx;
};

/* 0 and NULL mean the default in brackets. */
struct web_options {
    const char *addr;        /* as conf_addr_parse reads it; "off": no TCP but what is given */
    const char *socket_path; /* of the Unix domain, as server.socket [none] */
    struct web_given *given; /* from systemd, instead of ADDR; taken [none] */
    const char *tls_cert, *tls_key; /* as server.tls; for TCP [none] */
    const char *const *host_names;  /* further names for the Host header, NULL-terminated [none] */
    const char *access_log;         /* as server.access_log [off] */
    struct web_source source;
    struct web_rooms rooms;
    bool is_open;          /* whoever connects may do everything [false: by token] */
    int max_connections;   /* more wait in the kernel's queue [1024] */
    int max_per_address;   /* connections, see web_conn.h [no limit] */
    int req_timeout_ms;    /* for head and body of a request [30000] */
    int write_timeout_ms;  /* for an answer that does not move on [15000] */
    size_t max_body_bytes; /* more is a 413 [5000000] */
};

/* Listen and serve from now on. Makes the process ignore SIGPIPE. Not within a callback of the
 * loop. Time limits follow CLOCK_BOOTTIME: a clock that is set ends nothing.
 * Owns: borrows OPTIONS; source.ctx must outlive the web.
 * Errors: ERR_CONFLICT the address is in use; ERR_INVALID it is none of this machine or malformed;
 *         ERR_FORBIDDEN the port is not for this user; what web_tls_load and web_unix_listen say.
 *         The text names the address or the file. */
struct web *web_start(struct loop *loop, const struct web_options *options, struct err *err);
/* Close the listeners and all connections; answers that were not sent are lost. NULL is fine.
 * Elsewhere than within a callback of the loop, everything is gone when it returns; within one,
 * the end comes with the loop's next turns. */
void web_stop(struct web *web);
/* Accept nobody any more and end idle connections; call on_drained when the others have their
 * answers, or GRACE_MS later. Then comes web_stop. Once; not again after it. */
void web_drain(struct web *web, int64_t grace_ms, loop_cb on_drained, void *ctx);
/* From now on runs can be asked for; NULL: no longer. Until then such calls get a 503. */
void web_set_runner(struct web *web, struct runner *runner);
/* CONF is in force now: certificate and key are read anew, for new connections; when that fails it
 * is logged and the old ones stay. Addresses and limits stay as they were. Thread: loop. */
void web_reload(struct web *web, const struct conf *conf);
/* Make a secret that signs a browser in, once, within ten minutes, as the local admin:
 * GET /api/signin?link=SECRET. Answers -1 where nobody has to sign in. */
#define WEB_LINK_SIZE 65 /* with its NUL */
int web_make_link(struct web *web, char secret[WEB_LINK_SIZE]);
/* The port of the first listener that has one, also for an address with port 0; 0: none has. */
int web_port(const struct web *web);

#endif
