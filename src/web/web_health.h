/* web_health: GET /health, for people, monitors and load balancers. No token is needed. 200 with
 * what the source says; 503 with the same when it says that it is not well. */
#ifndef PIRUN_WEB_WEB_HEALTH_H
#define PIRUN_WEB_WEB_HEALTH_H

#include "web/web_route.h"

struct web_routes web_health_routes(void);

#endif
