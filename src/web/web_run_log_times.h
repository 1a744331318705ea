/* web_run_log_times: when lines of an output were written, as the answer to GET /api/run/log with
 * ?times: {"times":[{"line","time"}],"next"}. A line's time is that of its first byte (RFC 3339,
 * to the millisecond); what is told of a line holds up to the next line that is told of. Lines
 * whose time is not known are not told of. NEXT, when there are more: the line to go on with.
 * Thread: a lane. */
#ifndef PIRUN_WEB_WEB_RUN_LOG_TIMES_H
#define PIRUN_WEB_WEB_RUN_LOG_TIMES_H

#include <stdint.h>

#include "base/json.h"
#include "output/output_read.h"

#define WEB_RUN_LOG_TIMES_MAX 5000 /* lines that one answer tells of */

/* Of the lines that begin in [FROM, TO) of READER (NULL: an output without a byte). Owns: returns
 * an object. */
struct json *web_run_log_times(struct output_reader *reader, int64_t from, int64_t to);

#endif
