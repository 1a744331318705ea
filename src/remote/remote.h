/* remote: a PiRun server that is spoken to over HTTP, from the client's side: where it is, who we
 * are to it, and how the line is kept safe. The only user of libcurl (ADR 0019), which is loaded
 * late: call lazy_load(LAZY_CURL) first (base/lazy.h). Never knows jobs or runs, never prints.
 *
 * The token goes to the one host that the URL names and to nobody else: no redirect is followed, no
 * other protocol is spoken, and a proxy is used for https only, where it cannot read. Certificates
 * are verified. */
#ifndef PIRUN_REMOTE_REMOTE_H
#define PIRUN_REMOTE_REMOTE_H

#include "base/err.h"

struct remote;

/* Borrowed during the call. */
struct remote_options {
    const char *url;     /* http://HOST[:PORT][/PREFIX], https://…, or unix:/PATH of a socket */
    const char *token;   /* NULL or "": none, which is only good for this machine */
    const char *ca_file; /* certificates to trust instead of the system's; NULL: the system's */
};

/* Nothing is sent yet.
 * Owns: returns a remote, ended by remote_close.
 * Errors: ERR_INVALID the URL is none of ours, or holds a password; the token has bytes that no
 * token has; ERR_FORBIDDEN no token, and the URL leads to another machine; ERR_NOT_FOUND no
 * ca_file. Thread: main. */
struct remote *remote_open(const struct remote_options *options, struct err *err);
void remote_close(struct remote *remote); /* NULL is fine */

/* For messages: what was given, without a slash at the end. Valid as long as REMOTE. */
const char *remote_url(const struct remote *remote);

#endif
