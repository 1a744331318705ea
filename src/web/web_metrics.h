/* web_metrics: GET /metrics. Counters begin at 0 with the server. What has to be asked of the disk
 * or the kernel is asked while it is read, on a lane; nothing is measured when nobody reads. */
#ifndef PIRUN_WEB_WEB_METRICS_H
#define PIRUN_WEB_WEB_METRICS_H

#include <h2o.h>

#include "web/web_route.h"

struct web;
struct web_conn;
struct web_metrics;

void web_metrics_open(struct web *web);
void web_metrics_close(struct web *web);
/* Count what RUNNER tells; NULL: nobody any more. */
void web_metrics_observe(struct web *web, struct runner *runner);
/* REQ of CONN (may be NULL) is over. */
void web_metrics_request(struct web *web, const h2o_req_t *req, const struct web_conn *conn);

struct web_routes web_metrics_routes(void);

#endif
