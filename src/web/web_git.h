/* web_git: a look at the project's repository: GET /api/git/status, /log, /diff,
 * /branches and /show. */
#ifndef PIRUN_WEB_WEB_GIT_H
#define PIRUN_WEB_WEB_GIT_H

#include "web/web_route.h"

struct web_routes web_git_routes(void);

#endif
