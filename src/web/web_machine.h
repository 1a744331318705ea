/* web_machine: GET /api/machine: how the machine is, and how it was in the last hour. Looked at
 * every 5 s while runs run or somebody asks, else every 2 minutes: who does nothing sleeps. */
#ifndef PIRUN_WEB_WEB_MACHINE_H
#define PIRUN_WEB_WEB_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "web/web_route.h"

struct web_machine;
struct runner;

struct web_routes web_machine_routes(void);

/* web.c. Without a project nothing is looked at by itself. NULL is fine for free, when the lanes
 * have ended. */
struct web_machine *web_machine_create(struct web *web);
void web_machine_free(struct web_machine *machine);
/* RUNNER tells when runs start; NULL: nobody does. */
void web_machine_observe(struct web_machine *machine, struct runner *runner);

/* Somebody looks at the machine: add "cpu_percent" of the last seconds to JSON when it is known,
 * and look more often from now on. Thread: loop. */
void web_machine_add_cpu(struct web_machine *machine, struct json *json);

/* Pure, for tests. Time since start that all processors together were busy and there was, in
 * ticks. False: TEXT is no /proc/stat. Source: proc(5). */
bool web_machine_ticks(const char *text, int64_t *busy, int64_t *all);
/* The firmware's bits, as {"now":[…],"since_start":[…]} with words for people. Owns: returns an
 * object. Source: the Raspberry Pi documentation, vcgencmd get_throttled. */
struct json *web_machine_throttled(unsigned bits);

#endif
