/* web_events: what happens in the project, for everybody who listens: GET /api/events, as
 * Server-Sent Events or, with an Upgrade, as a WebSocket (web_socket).
 *
 *     hello   first: boot, seq, time, version, name, role, project; "missed":true when the client
 *             asked to go on from an event that is not kept any more: then it reads all again
 *     run     a row of GET /api/runs, as it is now
 *     queue   how many wait and run, and what troubles the server
 *     spool   {"verdict":"accepted","run_id":…}, or the reason of a refusal as GET /api/bad has it
 *             with "verdict":"refused"
 *     file    {"kind":"created" "changed" "removed" "moved" "rescan","path":…}: a file or directory
 *             of the project became another, whoever changed it: web_watch.h
 *     git     how the repository is, as GET /api/git/status says it with fewer files; or, with the
 *             key "operation", how far one is: web_git_job.h
 *     term    a row of GET /api/terms: a terminal has begun, or has ended
 *     preview how the project's app is, as GET /api/preview says it without `url`
 *     stats   with ?stats=1, every 5 s: the machine
 *     bye     {"retry_ms":N}: the server stops
 *
 * An id is BOOT-SEQ. The latest 1,000 run, spool, file, git and term events are kept and replayed
 * after Last-Event-ID. All are idempotent: they tell how something is, not how it changed.
 * Thread: loop. */
#ifndef PIRUN_WEB_WEB_EVENTS_H
#define PIRUN_WEB_WEB_EVENTS_H

#include "runner/runner_observe.h"
#include "web/web_call.h"
#include "web/web_feed.h"
#include "web/web_route.h"

struct web_events;

struct web_routes web_events_routes(void);

struct web_events *web_events_create(struct web *web);
void web_events_free(struct web_events *events);
void web_events_happened(struct web_events *events, const struct runner_event *event);

/* A file was changed. Owns: borrows JSON. */
void web_events_file(struct web_events *events, const struct json *json);
/* The repository is like STATUS now; an operation on it is so far. */
void web_events_git(struct web_events *events, const struct json *status);
/* The same, told only when STATUS is another than the last one. */
void web_events_git_seen(struct web_events *events, const struct json *status);
void web_events_git_progress(struct web_events *events, const struct json *progress);

/* A terminal has begun or ended. */
void web_events_term(struct web_events *events, const struct json *row);

/* The project's app is like STATUS now. */
void web_events_preview(struct web_events *events, const struct json *status);

/* SINK listens to TOPICS (enum web_topic) from now on, or from LAST_ID (NULL: from now) on. It gets
 * `hello` first, which tells WHO it is. Owns: the reader belongs to SINK. */
void web_events_join(struct web_events *events, struct web_sink *sink, unsigned topics,
                     const char *last_id, const struct web_who *who);
/* Does somebody listen to one of TOPICS? */
bool web_events_is_heard(const struct web_events *events, unsigned topics);
/* Listen to other topics. */
void web_events_choose(struct web_events *events, struct web_sink *sink, unsigned topics);
/* Owns: returns an event. */
struct web_event *web_events_bye(void);

#endif
