/* web_preview: the project's own app (preview.script) in the browser: its run is started, stopped
 * and told about by the API, and shown on a port of its own (preview.port), where PiRun's cookies
 * and tokens are neither asked for nor passed on.
 *
 *     GET /api/preview          how it is; `url` signs a browser in there, once, within a minute
 *     POST /api/preview/start   and stop, restart: answer how it is then
 *     event `preview`           the same without `url`, whenever it changes
 *
 * ADR 0031. Thread: loop. */
#ifndef PIRUN_WEB_WEB_PREVIEW_H
#define PIRUN_WEB_WEB_PREVIEW_H

#include "runner/runner_observe.h"
#include "web/web_route.h"

struct web_preview;

struct web_routes web_preview_routes(void);

/* web.c */
/* ADDR: where the API is, as conf_addr_parse reads it: the preview is at the same host. */
struct web_preview *web_preview_create(struct web *web, const char *addr);
/* Listen when preview.script is set and nothing listens yet; what fails is logged, and told by the
 * API. At the start, and when the configuration was read again. */
void web_preview_listen(struct web_preview *preview);
/* A runner tells from now on: look for the app of an earlier server. */
void web_preview_recall(struct web_preview *preview);
void web_preview_happened(struct web_preview *preview, const struct runner_event *event);
/* No connection any more. Again: nothing. */
void web_preview_close(struct web_preview *preview);
void web_preview_free(struct web_preview *preview); /* NULL is fine */
/* Where it listens; 0: nowhere. For the Content-Security-Policy of a page that shows it. */
int web_preview_port(const struct web_preview *preview);

#endif
