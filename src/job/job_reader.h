/* job_reader: a JSON tree that follows the schema becomes a struct job, or a complaint with its
 * place. A part of job_file. */
#ifndef PIRUN_JOB_JOB_READER_H
#define PIRUN_JOB_JOB_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"
#include "job/job.h"
#include "job/job_file.h"
#include "job/job_schema.h"

struct job_reader {
    const char *text; /* that ROOT was parsed from, for positions */
    size_t size;
    const struct json *root;
    struct job *job;
    struct job_fault *fault;
    bool is_asked; /* by job_file_parse_asked */
};

/* Fill READER->job, which is initialized. False: READER->fault says why; the job is partly
 * filled. */
bool job_reader_read(const struct job_reader *reader);

/* Fill the fault with "'NAME OF VALUE' " and the rest of a sentence. IS_KEY: the place is where
 * the value's key stands. Always answers false. */
bool job_reader_refuse(const struct job_reader *reader, const struct json *value, bool is_key,
                       const char *code, const char *cure, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* What holds between keys: exactly one thing to run, keys that need another one, orders. In
 * job_rule.c. */
bool job_reader_check_rules(const struct job_reader *reader);

#endif
