/* web_summary: GET /api/summary: the project at a glance. What runs comes from the runner, the
 * hours and what fails from the index, which has counted them while runs ended. */
#ifndef PIRUN_WEB_WEB_SUMMARY_H
#define PIRUN_WEB_WEB_SUMMARY_H

#include "web/web_route.h"

struct web_routes web_summary_routes(void);

#endif
