/* web_log: the access log, one line of JSON per request: time, id, address, who, method, path
 * (without its query, which may hold secrets), status, bytes, ms, agent. Lines are collected and
 * written by a thread of their own; when that cannot keep up, lines are dropped and counted. */
#ifndef PIRUN_WEB_WEB_LOG_H
#define PIRUN_WEB_WEB_LOG_H

#include <stdint.h>

#include <h2o.h>

#include "base/err.h"

struct web;
struct web_conn;
struct web_log;

/* TARGET: "off", NULL or "" (then all else here does nothing), "stderr", or a file relative to BASE
 * or absolute. Errors: by errno, the text names the file; no threads left. */
int web_log_open(struct web *web, const char *base, const char *target, struct err *err);
/* Write what is left. Waits for the disk. */
void web_log_close(struct web *web);
/* The file was moved aside: make it anew. */
void web_log_reopen(struct web *web);
/* REQ of CONN is over. */
void web_log_request(struct web *web, h2o_req_t *req, const struct web_conn *conn);
/* Lines that were dropped. */
uint64_t web_log_dropped(const struct web *web);

#endif
