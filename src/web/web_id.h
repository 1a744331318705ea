/* web_id: the name of one request, by which a client's trace, the access log and the audit log are
 * brought together. Every answer has it as X-Request-Id. */
#ifndef PIRUN_WEB_WEB_ID_H
#define PIRUN_WEB_WEB_ID_H

#include <h2o.h>

#include "base/err.h"

#define WEB_ID_MAX 64 /* bytes of an id that a client brings */

/* The id of REQ: the client's X-Request-Id when that is 1 to 64 of the characters A-Z a-z 0-9 . _
 * and -, else a new one. The first call adds it to the answer's headers. Owns: the request. */
h2o_iovec_t web_id_of(h2o_req_t *req);

#endif
