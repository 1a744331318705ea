/* web_blob: input for runs that is too large for a job file: given once, named by its SHA-256. */
#ifndef PIRUN_WEB_WEB_BLOB_H
#define PIRUN_WEB_WEB_BLOB_H

#include "web/web_route.h"

struct web_routes web_blob_routes(void);

#endif
