/* web_term: terminals over HTTP: GET, POST and DELETE /api/terms, and GET /api/term, which is a
 * WebSocket (web_term_socket). What begins and ends is told as the event `term`. */
#ifndef PIRUN_WEB_WEB_TERM_H
#define PIRUN_WEB_WEB_TERM_H

#include "web/web_route.h"

struct web_terms;

struct web_routes web_term_routes(void);

/* web.c */
struct web_terms *web_terms_create(struct web *web);
/* Find what an earlier server has left running. Again: nothing. */
void web_terms_find(struct web_terms *terms);
/* When the lanes are at rest. NULL is fine. */
void web_terms_free(struct web_terms *terms);

#endif
