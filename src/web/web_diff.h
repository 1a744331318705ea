/* web_diff: what changed between two runs. */
#ifndef PIRUN_WEB_WEB_DIFF_H
#define PIRUN_WEB_WEB_DIFF_H

#include "web/web_route.h"

struct web_routes web_diff_routes(void);

#endif
