/* job_check: is one text of a job file well-formed: a script's path, a module's name, a variable's
 * name … Form only: what is on the disk is the spool's business. A part of job_file. */
#ifndef PIRUN_JOB_JOB_CHECK_H
#define PIRUN_JOB_JOB_CHECK_H

#include <stddef.h>

/* Answers NULL when TEXT is right, else why not, as the rest of a sentence: "does not end in
 * '.py'". */
typedef const char *(*job_check_cb)(const char *text);

const char *job_check_script(const char *text);  /* struct rel, ends in .py */
const char *job_check_module(const char *text);  /* names with dots */
const char *job_check_name(const char *text);    /* of a function: letters, digits and _ */
const char *job_check_archive(const char *text); /* sha256: and 64 hexadecimal digits */
const char *job_check_ref(const char *text);     /* Source: git-check-ref-format(1) */
const char *job_check_commit(const char *text);  /* 40 hexadecimal digits */
const char *job_check_env(const char *text); /* Source: POSIX 8.1, names of environment variables */
const char *job_check_line(const char *text); /* not empty, no control characters */
const char *job_check_word(const char *text);
const char *job_check_protection(const char *text); /* a-z, 0-9 and _ */
const char *job_check_ident(const char *text);      /* a run's id */
const char *job_check_time(const char *text);       /* RFC 3339 */
/* The beginning of a requirement: a package's name. Source: PEP 508. No option of pip's, no path
 * and no URL. */
const char *job_check_package(const char *text);
const char *job_check_backend(const char *text);

#endif
