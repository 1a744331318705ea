/* web_run_log: GET /api/run/log: any part of a run's output, also while it grows: the end of it,
 * from an offset, a line or a time on, one stream, or the places where a text is found. Where bytes
 * were not kept, the body goes on behind the hole, and a header tells where that is. Never more
 * than a piece in memory: 1 GiB opens at its end as fast as 1 KiB. */
#ifndef PIRUN_WEB_WEB_RUN_LOG_H
#define PIRUN_WEB_WEB_RUN_LOG_H

#include "web/web_route.h"

struct web_routes web_run_log_routes(void);

#endif
