/* web_file_name: the name under which a browser stores what it is sent. */
#ifndef PIRUN_WEB_WEB_FILE_NAME_H
#define PIRUN_WEB_WEB_FILE_NAME_H

#include "web/web_call.h"

/* Add "content-disposition: attachment" with NAME, any UTF-8, twice: for old programs with '_' in
 * the place of what is no plain letter, and for the others encoded. Source: RFC 6266, RFC 8187. */
void web_file_name_add(struct web_call *call, const char *name);

#endif
