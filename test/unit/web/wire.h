/* wire: a server with routes of the test's own, and its clients, on one thread: a client that waits
 * turns the loop. The test defines web_health_routes, which the linker takes instead of the room's.
 */
#ifndef PIRUN_TEST_WIRE_H
#define PIRUN_TEST_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/json.h"
#include "loop/loop.h"
#include "web/web.h"

#define WIRE_PATIENCE_MS 20000
#define WIRE_BODY_MAX    100000 /* of a request */
#define WIRE_REPLY_MAX   ((size_t)64 << 20)
#define WIRE_HOST        "Host: localhost\r\n"

struct wire {
    struct loop *loop;
    struct web *web;
    struct buf reply; /* of the last exchange */
};

int wire_set_up(void **state); /* for cmocka: *STATE becomes a struct wire; whoever asks may all */
int wire_tear_down(void **state);
void wire_start(struct wire *wire);
void wire_stop(struct wire *wire);

int wire_connect(const struct wire *wire);
void wire_send(int fd, const char *text);
void wire_turn(struct wire *wire, int max_wait_ms);
/* Turn the loop until CONDITION(CTX). */
void wire_until(struct wire *wire, bool (*condition)(void *ctx), void *ctx);
/* Append what has come at FD to the reply; true at the end of the connection. */
bool wire_take(struct wire *wire, int fd);
/* Turn the loop until there is a whole reply, or its connection ends. Answers whether it ended. */
bool wire_receive(struct wire *wire, int fd, bool has_body);
/* Turn the loop until the connection ends; the reply is all that came. */
void wire_receive_all(struct wire *wire, int fd);
/* One request on a connection of its own: "GET /x", further header lines (NULL: none), a body
 * (NULL: none). Answers the reply. */
const char *wire_ask(struct wire *wire, const char *what, const char *headers, const char *body);

int wire_status(const char *reply);
const char *wire_body(const char *reply);
/* The value of a header is in the reply's head, e.g. "content-length: 3". */
bool wire_has(const char *reply, const char *text);
/* Fails unless it is a JSON error of STATUS with TEXT in its sentence. */
void wire_assert_error(const char *reply, int status, const char *code, const char *text);

#endif
