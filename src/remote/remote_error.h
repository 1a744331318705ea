/* remote_error: a server's refusal becomes the error that the same command would have met beside
 * it, with the same exit status. Pure: bytes in, struct err out. */
#ifndef PIRUN_REMOTE_REMOTE_ERROR_H
#define PIRUN_REMOTE_REMOTE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct remote_answer {
    int status;       /* of HTTP */
    const char *body; /* {"error":…,"code":…,"cure":…}, or what something in between made of it */
    size_t size;
    const char *url;   /* for messages */
    const char *where; /* of a redirect; NULL: none */
    bool has_token;    /* one was sent */
};

/* Fill ERR from ANSWER, whose status is not 2xx. Answers -1. The code by its name in the body; a
 * name that is not known, by the status. Errors: any code of base/err.h; ERR_REMOTE for what no
 * PiRun answers. */
int remote_error_set(const struct remote_answer *answer, struct err *err);

/* The code for an HTTP status that came without a known name. */
enum err_code remote_error_code(int status);

#endif
