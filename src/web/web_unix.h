/* web_unix: a listening socket of the Unix domain at a path of ours. */
#ifndef PIRUN_WEB_WEB_UNIX_H
#define PIRUN_WEB_WEB_UNIX_H

#include "base/err.h"

/* Bind PATH (relative to the directory BASE, or absolute; of any length) with mode 0600. A socket
 * that is left there and that nobody listens on is replaced.
 * Owns: returns the descriptor. Errors: ERR_CONFLICT somebody listens there, or it is no socket;
 * by errno, the text names the path. Source: unix(7). */
int web_unix_listen(const char *base, const char *path, int backlog, struct err *err);
/* Remove PATH when a socket is there. The caller knows that it is still his: he has the project's
 * lock. */
void web_unix_remove(const char *base, const char *path);

#endif
