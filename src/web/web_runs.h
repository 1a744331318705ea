/* web_runs: GET /api/runs: pages of runs from the index, newest first. */
#ifndef PIRUN_WEB_WEB_RUNS_H
#define PIRUN_WEB_WEB_RUNS_H

#include "web/web_route.h"

struct web_routes web_runs_routes(void);

#endif
