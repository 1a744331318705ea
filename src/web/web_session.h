/* web_session: the browsers that are signed in: one's own (those of one's token), as admin all. */
#ifndef PIRUN_WEB_WEB_SESSION_H
#define PIRUN_WEB_WEB_SESSION_H

#include "web/web_route.h"

struct web_routes web_session_routes(void);

#endif
