/* web_inbox: GET /api/inbox: what became of the files that were dropped. */
#ifndef PIRUN_WEB_WEB_INBOX_H
#define PIRUN_WEB_WEB_INBOX_H

#include "web/web_route.h"

struct web_routes web_inbox_routes(void);

#endif
