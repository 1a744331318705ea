/* GET /api/form, POST /api/form/args, POST /api/check: what a script takes and what is wrong with
 * it, read from its text without running it. */
#ifndef PIRUN_WEB_WEB_SCRIPT_H
#define PIRUN_WEB_WEB_SCRIPT_H

#include "web/web_route.h"

struct web_routes web_script_routes(void);

#endif
