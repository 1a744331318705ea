/* web_follow: runs that somebody follows, each read once for all of its followers. The output is
 * told in pieces, as events whose ids are the offsets behind them; the state as it changes; the end
 * when everything was told. No byte is lost or told twice, also over a reconnect, a later attempt
 * of the run, and a restart of this server.
 *
 *     id       the place of the next byte (web_place.h)
 *     output   {"offset":N,"stream":"stdout","text":"…"}; "base64" instead of "text" for bytes that
 *              are no UTF-8 text, or have NULs;
 *              {"offset":N,"missing":BYTES} where output beyond the limit was not kept;
 *              "line" the number of the line that byte N is in; "time" when it was written, and
 *              "times" [[BYTES,MS],…]: byte N+BYTES and those behind it so much later;
 *              "attempt" from the second one on
 *     state    the record
 *     end      the record, and the stream ends; or {"error":…,"code":…} when there is none any more
 *
 * Thread: loop. */
#ifndef PIRUN_WEB_WEB_FOLLOW_H
#define PIRUN_WEB_WEB_FOLLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/ident.h"
#include "web/web_feed.h"
#include "web/web_place.h"

struct web;
struct web_follows;

struct web_follows *web_follows_create(struct web *web);
void web_follows_free(struct web_follows *follows); /* when the lanes are at rest */
/* Something happened to the run ID; NULL: to any. */
void web_follows_changed(struct web_follows *follows, const struct ident *id);

/* Follow ID from PLACE on. Owns: the reader belongs to SINK. TAG: the events tell the run's id. */
void web_follow_join(struct web_follows *follows, const struct ident *id,
                     const struct web_place *place, struct web_sink *sink, bool is_tagged);
/* Stop following ID. False: it was not followed by SINK. */
bool web_follow_leave(struct web_sink *sink, const char *run_id);

#endif
