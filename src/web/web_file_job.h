/* web_file_job: one request about files on its way: what is asked, worked on by the lane of the
 * files, and answered on the loop. */
#ifndef PIRUN_WEB_WEB_FILE_JOB_H
#define PIRUN_WEB_WEB_FILE_JOB_H

#include "base/rel.h"
#include "files/files.h"
#include "files/files_read.h"
#include "files/files_tar.h"
#include "files/files_trash.h"
#include "files/files_upload.h"
#include "web/web_call.h"
#include "web/web_work.h"

struct web_file_job;
/* On the lane. Errors: as the functions of files/. */
typedef int (*web_file_work)(struct files *files, struct web_file_job *job, struct err *err);
/* On the loop, after WORK succeeded and while the client is there. */
typedef void (*web_file_answer)(struct web_call *call, struct web_file_job *job);

/* Starts as zeros; a job has what its noun needs. Everything that it holds is freed with it. */
struct web_file_job {
    /* asked */
    struct rel path, to;
    enum files_want want;
    struct files_condition condition;
    char *if_match; /* what condition points to */
    char *text;     /* of the noun's own */
    int64_t limit;
    bool flag, other_flag;
    const char *change; /* what it does to the project, for its event: "written" "removed" "moved"
                           "made", a literal; NULL: nothing */
    void *body;
    size_t body_size;
    struct files_part part;
    /* found */
    struct files_file file;
    struct files_tar *tar;
    struct files_written written;
    struct files_progress progress;
    bool is_new;
    char trash[FILES_TRASH_ID_SIZE];
    struct buf reply;
    /* web_file_job.c */
    struct web *web;
    struct files_options options;
    web_file_work work;
    web_file_answer answer;
    unsigned mine; /* the number of the change: web_watch.h */
    int result;
    struct err err;
};

struct web_file_job *web_file_job_create(void);
void web_file_job_free(struct web_file_job *job);

/* PATH of the query into JOB: required, or with IS_DIR also missing, which is the project. The role
 * of the caller decides what may be written. Errors: as files_path_parse. */
int web_file_job_path(const struct web_call *call, struct web_file_job *job, bool is_change,
                      bool is_dir, struct err *err);
/* What the caller may write. */
enum files_want web_file_job_want(const struct web_call *call);
/* If-Match, and If-None-Match: * of a change. Errors: ERR_INVALID other tags in the latter. */
int web_file_job_condition(const struct web_call *call, struct web_file_job *job, struct err *err);
/* A copy of the request's body: the lane may outlive the request. */
void web_file_job_body(const struct web_call *call, struct web_file_job *job);

/* Do WORK, then ANSWER; takes JOB. A failure is answered here: a broken condition as 412, an upload
 * out of step as 409 with the offset. Thread: loop. */
void web_file_job_start(struct web_call *call, struct web_file_job *job, web_file_work work,
                        web_file_answer answer);
/* Answer with ERR and free JOB. */
void web_file_job_refuse(struct web_call *call, struct web_file_job *job, const struct err *err);

/* The project's files as OPTIONS want them, of the lane WEB_LANE_FILES alone; NULL: they cannot be
 * opened. Owns: borrowed until the next call. */
struct files *web_file_job_files(struct web *web, const struct files_options *options,
                                 struct err *err);
/* What the configuration says. Thread: loop. */
struct files_options web_file_job_options(const struct web *web);

/* For the end of the web, after its lanes have ended. */
void web_file_job_close(struct web *web);

#endif
