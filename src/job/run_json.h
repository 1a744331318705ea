/* run_json: the run record, version 1, and the two files of an attempt (start.json, result.json) ↔
 * JSON. A field that is not known is absent, never null. Times: RFC 3339, UTC, six digits. */
#ifndef PIRUN_JOB_RUN_JSON_H
#define PIRUN_JOB_RUN_JSON_H

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "job/run.h"

#define RUN_RECORD_MAX ((size_t)512 * 1024) /* bytes of any file of a run that is read */

/* Owns: returns a tree, freed with json_free. */
struct json *run_json_record(const struct run *run);
/* For readers of records (CLI of a remote server, tests). *OUT is initialized; the caller releases
 * it. */
int run_json_parse_record(const char *text, size_t size, struct run *out, struct err *err);

void run_json_result(const struct run_result *result, struct buf *out);
/* Errors: ERR_INVALID for a torn or foreign file; never a partly filled result. */
int run_json_parse_result(const char *text, size_t size, struct run_result *out, struct err *err);

/* start.json: what is known when an attempt is about to start. */
struct run_start {
    int attempt;
    char boot_id[40];
    int64_t started_at_us;
    int64_t timeout_ms;
    char python[512];
    char host[128];
    char note[240];       /* what people should know of its files; "": nothing */
    char environment[40]; /* beginning of its name; "": none of ours */
};
void run_json_start(const struct run_start *start, struct buf *out);
int run_json_parse_start(const char *text, size_t size, struct run_start *out, struct err *err);

#endif
