/* web_whoami: what a page needs to know of the server before it shows itself, besides who asks. */
#ifndef PIRUN_WEB_WEB_WHOAMI_H
#define PIRUN_WEB_WEB_WHOAMI_H

#include "base/json.h"
#include "web/web_call.h"

/* Add "time" of the server and "features" {"terminal","preview","git"}: what the configuration
 * switches on. Thread: loop. */
void web_whoami_add(const struct web_call *call, struct json *json);

#endif
