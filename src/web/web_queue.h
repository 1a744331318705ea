/* web_queue: what waits, in order, and why; orders about the whole queue. */
#ifndef PIRUN_WEB_WEB_QUEUE_H
#define PIRUN_WEB_WEB_QUEUE_H

#include "web/web_route.h"

struct web_routes web_queue_routes(void);

#endif
