/* job_writer: a struct job as JSON text, driven by the schema: keys in table order, what is not
 * given is not written. A part of job_file. */
#ifndef PIRUN_JOB_JOB_WRITER_H
#define PIRUN_JOB_JOB_WRITER_H

#include <stdbool.h>

#include "base/buf.h"
#include "job/job.h"
#include "job/job_schema.h"

/* Append ,"key":value for each row from ROW on (to the end of its table) that has something to
 * say. */
void job_writer_rows(const struct job *job, const struct job_row *row, bool is_by_pirun_too,
                     struct buf *out);

#endif
