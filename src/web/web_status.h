/* web_status: one run that exists: its record, its cancel, its rerun. A run is named by its id, the
 * id's beginning, or @1 for the newest one. */
#ifndef PIRUN_WEB_WEB_STATUS_H
#define PIRUN_WEB_WEB_STATUS_H

#include "web/web_route.h"

struct web_routes web_status_routes(void);

#endif
