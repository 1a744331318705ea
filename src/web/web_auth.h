/* web_auth: who asks, and whether that one may. */
#ifndef PIRUN_WEB_WEB_AUTH_H
#define PIRUN_WEB_WEB_AUTH_H

#include "web/web_call.h"

/* Fill call->who and decide. call->route is NULL when there is nothing at the path: then anybody
 * may hear that. Answers 0, or the HTTP status of the refusal with its sentence in ERR. */
int web_auth_check(struct web_call *call, struct err *err);

#endif
