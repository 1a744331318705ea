/* web_csp: what the page may load and run, as the browser is told, and the browser's reports that
 * something else was tried: the last ones are kept in memory. Source: Content Security Policy
 * Level 3; Trusted Types. */
#ifndef PIRUN_WEB_WEB_CSP_H
#define PIRUN_WEB_WEB_CSP_H

#include "web/web_route.h"

struct web_csp;

/* Owns: returns an empty log, freed with web_csp_free (NULL is fine). */
struct web_csp *web_csp_create(void);
void web_csp_free(struct web_csp *csp);

/* Add the policy to the answer: nothing but from this server; styles may stand in the page (the
 * editor and the terminal make some); text becomes markup only by the two named policies. Frames
 * may show any port of this host: there the project's own app is. */
void web_csp_add(struct web_call *call);

/* POST and GET /api/csp-report. */
struct web_routes web_csp_routes(void);

#endif
