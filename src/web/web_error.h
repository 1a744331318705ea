/* web_error: libh2o answers some bad requests by itself, in plain text. This filter makes them JSON
 * like all other errors. Beyond its reach is only the 400 for bytes that are no HTTP at all. */
#ifndef PIRUN_WEB_WEB_ERROR_H
#define PIRUN_WEB_WEB_ERROR_H

#include <h2o.h>

/* Before h2o_context_init. */
void web_error_register(h2o_pathconf_t *pathconf);

#endif
