/* web_fault: why a job is refused, as an answer: {"error","code"} like all errors, and beside them
 * `fault` (the code of the spool protocol), `pointer`, `line`, `column` and `cure`. */
#ifndef PIRUN_WEB_WEB_FAULT_H
#define PIRUN_WEB_WEB_FAULT_H

#include "base/json.h"
#include "job/job_file.h"
#include "web/web_call.h"

void web_fault_refuse(struct web_call *call, const struct job_fault *fault);
/* The same from a receipt that says "accepted":false. */
void web_fault_refuse_by_receipt(struct web_call *call, const struct json *receipt);

#endif
