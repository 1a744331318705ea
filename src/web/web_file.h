/* web_file: /api/file: read, write and remove one file; /api/file/move and /api/dir. */
#ifndef PIRUN_WEB_WEB_FILE_H
#define PIRUN_WEB_WEB_FILE_H

#include "web/web_route.h"

struct web_routes web_file_routes(void);
/* web_file_get.c */
void web_file_get(struct web_call *call);
/* web_file_change.c: the other names of things. */
struct web_routes web_file_change_routes(void);

#endif
