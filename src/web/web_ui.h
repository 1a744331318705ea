/* web_ui: the page for browsers. Needs no sign-in: the page asks for one, and the API behind it has
 * its own rules. ADR 0030.
 *
 * Files whose name holds a hash are kept by the browser for ever, all others are asked for anew
 * with their entity tag. The address of a place within the page ("/runs/17",
 * "/code/etl/ingest.py") gets index.html when the client names text/html in Accept; "/" always
 * does. */
#ifndef PIRUN_WEB_WEB_UI_H
#define PIRUN_WEB_WEB_UI_H

#include <stdbool.h>

#include "web/web_call.h"

/* Does a browser go to an address, and is there a page for it? What scripts ask for names no HTML.
 */
bool web_ui_is_wanted(const struct web_call *call);
/* Answer a call that no route is meant for. False: it is none of ours, nothing was answered. */
bool web_ui_came(struct web_call *call);

#endif
