/* job_schema: the job file as a table, one row per key: name, type, range, where its value goes in
 * struct job, and what people need to know of it. Reader, writer, complaints and manual are all
 * driven by it. A part of job_file. */
#ifndef PIRUN_JOB_JOB_SCHEMA_H
#define PIRUN_JOB_JOB_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "job/job_check.h"

enum job_type {
    JOB_TYPE_VERSION, /* the number 1; goes nowhere */
    JOB_TYPE_INTEGER, /* int64_t */
    JOB_TYPE_NUMBER,  /* double */
    JOB_TYPE_TEXT,    /* char * */
    JOB_TYPE_WORD,    /* an enum: the index of a word in WORDS */
    JOB_TYPE_FLAG,    /* a bool: the second of two WORDS */
    JOB_TYPE_OP,      /* the same as WORD, written only for an order */
    JOB_TYPE_BUILD,   /* the same as WORD, written only for a build */
    JOB_TYPE_TIME,    /* int64_t, microseconds */
    JOB_TYPE_IDENT,   /* struct ident */
    JOB_TYPE_TEXTS,   /* char **, size_t */
    JOB_TYPE_IDENTS,  /* struct ident *, size_t */
    JOB_TYPE_PAIRS,   /* struct job_pair *, size_t */
    JOB_TYPE_REASONS, /* uint32_t, a bit per enum run_reason */
    JOB_TYPE_OBJECT,  /* ROWS */
};

struct job_row {
    const char *name;
    enum job_type type;
    size_t offset;       /* in struct job */
    size_t count_offset; /* of the number of items */
    /* of a number: the smallest and greatest value; of a text: bytes; of a list: items (LEAST
     * unused) */
    double least, most;
    double initial;             /* of a number: the value that is not written */
    size_t item_most;           /* bytes of one item, 0: the file's size is limit enough */
    const char *const *words;   /* NULL-terminated */
    const struct job_row *rows; /* NAME NULL ends them */
    job_check_cb check;         /* of a text, of each item, or of each key of pairs */
    const char *code;           /* of the fault when the value is wrong; NULL: "bad_arg" */
    bool is_required;
    bool is_by_pirun;   /* only PiRun writes it */
    bool is_for_orders; /* means something beside `op` too */
    const char *type_text, *fallback, *help, *example;
};

/* The rows of a job file in canonical order; NAME NULL ends them. */
const struct job_row *job_schema(void);
const struct job_row *job_schema_find(const struct job_row *rows, const char *name);
/* The row whose name looks most like NAME, or NULL when none does. */
const struct job_row *job_schema_nearest(const struct job_row *rows, const char *name);

#endif
