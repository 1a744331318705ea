/* web_run_log_view: which part of which output is asked for, and where that is. */
#ifndef PIRUN_WEB_WEB_RUN_LOG_VIEW_H
#define PIRUN_WEB_WEB_RUN_LOG_VIEW_H

#include "base/ident.h"
#include "base/json.h"
#include "output/output_read.h"
#include "web/web_query.h"
#include "web/web_records.h"

enum web_run_log_from {
    WEB_RUN_LOG_TAIL_BYTES,
    WEB_RUN_LOG_TAIL_LINES,
    WEB_RUN_LOG_OFFSET,
    WEB_RUN_LOG_LINE,
    WEB_RUN_LOG_TIME
};

/* One look; owned by the loop or a lane, in turn. */
struct web_run_log_view {
    /* what is asked for */
    struct web_records *records;
    char run[64]; /* as the client names it */
    int attempt;  /* 0: the current one */
    enum web_run_log_from how;
    int64_t number;       /* of bytes, lines, or where; microseconds */
    int64_t limit, lines; /* at most; 0: to the end */
    int stream;           /* enum output_stream; 0: both */
    char *text;           /* to be searched; NULL: the bytes are wanted */
    bool is_download;
    bool finds_error; /* the line of the first error is wanted */
    bool tells_times; /* the times of the lines are wanted */
    char *range;      /* of the Range header: "bytes=…"; NULL: none */

    /* what there is */
    struct err err;
    struct ident id;
    struct output_reader *reader; /* NULL: it has written nothing */
    bool is_final;                /* the output grows no more */
    int64_t size, from, to, line;
    bool has_hole;
    int64_t hole_from, hole_to;
    bool is_part;         /* 206 */
    bool is_out_of_range; /* 416 */
    struct json *found;   /* of a search, or the times */
};

/* Read the parameters. Owns: *VIEW is released with web_run_log_view_release, also on failure.
 * Errors: ERR_INVALID names the parameter. */
int web_run_log_view_parse(struct web_run_log_view *view, const struct web_query *query,
                           const char *range, struct err *err);
void web_run_log_view_release(struct web_run_log_view *view);
/* Is JSON about the output wanted, and not its bytes? */
bool web_run_log_view_is_about(const struct web_run_log_view *view);

/* Find the run, open its output, find the place. Fills view->err. Thread: the read lane. */
void web_run_log_view_open(struct web_run_log_view *view);
/* Find out what is_about means. Fills FOUND or err. Thread: a lane. */
void web_run_log_view_search(struct web_run_log_view *view);
/* How many bytes the body has; -1: that is not known before. */
int64_t web_run_log_view_body(const struct web_run_log_view *view);
/* Read on: at most SIZE bytes to DATA. As web_pull's fill. Thread: a lane. */
ssize_t web_run_log_view_fill(struct web_run_log_view *view, char *data, size_t size);

#endif
