/* preview_reach: sockets that reach into the network of a run.
 *
 * A run has a network of its own with nothing but a loopback: no address of this machine leads to a
 * port in there, and that is to stay so. But a socket belongs for ever to the network in which it
 * was made. So a child of ours (`pirun __reach`) enters the run's network, makes sockets there that
 * are not connected, and hands them out; whoever has one connects it to 127.0.0.1 as usual. Nothing
 * is added to the run: it cannot see the child, which is in no other namespace of it.
 * Source: setns(2), network_namespaces(7), unix(7) SCM_RIGHTS. ADR 0031. */
#ifndef PIRUN_PREVIEW_PREVIEW_REACH_H
#define PIRUN_PREVIEW_PREVIEW_REACH_H

#include <stdbool.h>

#include "base/err.h"
#include "loop/loop.h"

#define PREVIEW_REACH_COMMAND "__reach"

struct preview_reach;

/* Reach into the run whose directory is RUN_PATH (absolute). on_change is called on the loop when
 * sockets have come, and when none will come any more. Owns: returns it, to be closed.
 * Errors: by errno. Thread: all of these, the loop's. */
struct preview_reach *preview_reach_open(struct loop *loop, const char *run_path, loop_cb on_change,
                                         void *ctx, struct err *err);
void preview_reach_close(struct preview_reach *reach); /* NULL is fine; not within on_change */
/* A TCP socket (IPv4, non-blocking, close-on-exec) that is not connected, or -1: none is here now.
 * Owns: the caller's. */
int preview_reach_take(struct preview_reach *reach);
/* Why no more will come; NULL: they will. Right after the start of a run it is usual. */
const struct err *preview_reach_broken(const struct preview_reach *reach);

/* The child: serve the socket that is its stdin, until that ends. */
int preview_reach_serve(const char *run_path, struct err *err);

#endif
