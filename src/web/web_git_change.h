/* web_git_change: POST /api/git/pull, /push, /commit, /checkout, /discard, /undo and /init. The
 * answer comes when it is over, and everybody who listens is told how the repository is then, also
 * after a failure. */
#ifndef PIRUN_WEB_WEB_GIT_CHANGE_H
#define PIRUN_WEB_WEB_GIT_CHANGE_H

#include "web/web_route.h"

struct web_routes web_git_change_routes(void);

#endif
