/* web_script_job: one question about a script on its way to the lane of the reader (script/) and
 * back. The forms of the last scripts are kept, by the files' tags; the reader's process is ended
 * when nobody has asked for 5 minutes. */
#ifndef PIRUN_WEB_WEB_SCRIPT_JOB_H
#define PIRUN_WEB_WEB_SCRIPT_JOB_H

#include "base/rel.h"
#include "files/files_etag.h"
#include "script/script_form.h"
#include "web/web_call.h"
#include "web/web_work.h"

struct web_script; /* one per web */
struct web_script_job;

/* On the lane. FORM is borrowed; NULL: the job asks for none. */
typedef int (*web_script_use)(struct web_script_job *job, const struct script_form *form,
                              struct err *err);

/* Starts as zeros but for what web_script_job_create fills; all that it holds is freed with it. */
struct web_script_job {
    struct rel path;
    char *text; /* what is to be checked, instead of the file */
    size_t text_size;
    struct json *values; /* an object */
    char **args;         /* NULL-terminated */
    struct json *reply;  /* made by USE */
    char etag[FILES_ETAG_SIZE];
    int result;
    struct err err;
    void *ctx; /* of who asks; not freed */
    /* web_script_job.c */
    struct web_script *script;
    web_script_use use;
    char *project, *python, *venv_python;
    bool is_following;
};

/* Errors: ERR_BUSY there is no project yet; as files_path_parse. */
struct web_script_job *web_script_job_create(const struct web_call *call, const char *path,
                                             struct err *err);
void web_script_job_free(struct web_script_job *job);
/* Read the form of the file JOB->path and USE it; or with JOB->text ask for its problems and put
 * them into REPLY. Then DONE, which gets JOB as its ctx and frees it. Answers false when the call
 * was answered with 503: JOB is still the caller's. Thread: loop.
 * Errors, in JOB: as files_read_open and script_reader_ask. */
bool web_script_job_start(struct web_call *call, struct web_script_job *job, web_script_use use,
                          web_done_cb done);

void web_script_open(struct web *web);
/* After the lanes. NULL is fine. */
void web_script_free(struct web_script *script);

#endif
