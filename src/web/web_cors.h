/* web_cors: pages of other sites that server.cors_origins names may read our answers, with a token
 * of their own. Cookies stay out of it. Nothing is added for anybody else. Source: Fetch standard,
 * "CORS protocol". */
#ifndef PIRUN_WEB_WEB_CORS_H
#define PIRUN_WEB_WEB_CORS_H

#include "web/web_call.h"

/* Add what lets the page read the answer. Answers true when the request was the browser's question
 * beforehand (OPTIONS) by such a page: then it has been answered. */
bool web_cors_came(struct web_call *call);

#endif
