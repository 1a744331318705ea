/* web_usual: /api/run/usual and /api/run/args: how long a script usually takes, and with which
 * arguments it was run. */
#ifndef PIRUN_WEB_WEB_USUAL_H
#define PIRUN_WEB_WEB_USUAL_H

#include "web/web_route.h"

struct web_routes web_usual_routes(void);

#endif
