/* web_files: GET /api/files: a directory, a tree, or all of a folder as tar. */
#ifndef PIRUN_WEB_WEB_FILES_H
#define PIRUN_WEB_WEB_FILES_H

#include "web/web_route.h"

struct web_routes web_files_routes(void);

#endif
