/* web_run_log_search: the lines of an output that contain a text, as the answer to GET /api/run/log
 * with ?search: {"total","matches":[{"offset","line","text"}],"next","size"}. TOTAL is the true
 * number from the beginning of the search on; the first matches are shown, with their lines, cut
 * where those are very long; NEXT, when there are more, is the offset from which to search on.
 * Thread: a lane. */
#ifndef PIRUN_WEB_WEB_RUN_LOG_SEARCH_H
#define PIRUN_WEB_WEB_RUN_LOG_SEARCH_H

#include <stdint.h>

#include "base/json.h"
#include "output/output_read.h"

#define WEB_RUN_LOG_MATCHES_MAX 1000

/* Search READER (NULL: an output without a byte) for TEXT from FROM on. LIMIT: matches to be shown,
 * 0: as many as may be. Owns: returns an object. Errors: as output_search. */
struct json *web_run_log_search(struct output_reader *reader, const char *text, int64_t from,
                                int64_t limit, struct err *err);

/* {"line"}: that of the first traceback of Python from FROM on, else of the first line that has
 * "error", "Error" or "ERROR" in it, else null. Owns: returns an object. Errors: as
 * output_search. */
struct json *web_run_log_error(struct output_reader *reader, int64_t from, struct err *err);

#endif
