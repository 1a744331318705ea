/* web_health: GET /health, for people, monitors and load balancers. No token is needed. */
#ifndef PIRUN_WEB_WEB_HEALTH_H
#define PIRUN_WEB_WEB_HEALTH_H

#include "web/web_call.h"

/* 200 with what the source says; 503 with the same when it says that it is not well. */
void web_health_get(struct web_call *call);

#endif
