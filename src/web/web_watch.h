/* web_watch: changes on the disk, whoever makes them, as `file` and `git` events. Looks after the
 * project (watch/) only while somebody listens to one of the two. What this interface changed
 * itself is told at once by the request, and not once more by the watch.
 *
 *     file   {"kind":"created" "changed" "removed" "moved","path":…,"to"?:…,"type"?:"file" "dir"
 *            "link" "other","etag"?:…,"by"?:…}; TO is where it was moved; BY only of a change that
 *            was made by this interface. `changed` may also be new: something was renamed onto it
 *            {"kind":"rescan","path":DIR,"notice"?:…}: everything below DIR ("": the project) may
 *            have changed; NOTICE says what cannot be watched. One comes when the watch begins
 *     git    how the repository is, when that is not what was told last; at most one a second, and
 *            never so often that looking takes more than a fifth of the time
 *
 * Thread: loop. */
#ifndef PIRUN_WEB_WEB_WATCH_H
#define PIRUN_WEB_WEB_WATCH_H

#include "base/json.h"
#include "watch/watch_news.h"

struct web;
struct web_watch;

struct web_watch *web_watch_create(struct web *web);
/* After the lanes of the web. Blocks until the watch has ended: milliseconds. NULL is fine. */
void web_watch_free(struct web_watch *watch);
/* Somebody listens to `file` or `git`, or nobody does any more: then the watch ends some seconds
 * later. */
void web_watch_listen(struct web_watch *watch, bool is_heard);
/* End it now; nothing begins any more. */
void web_watch_stop(struct web_watch *watch);

/* This interface begins to change PATH, or to move it to TO (NULL: no move). Answers the number to
 * end it with. */
unsigned web_watch_begin(struct web_watch *watch, const char *path, const char *to);
/* It is done, and has been told as KIND; ETAG as in web_mine_end. */
void web_watch_done(struct web_watch *watch, unsigned number, enum watch_kind kind,
                    const char *etag);
/* It has changed nothing. */
void web_watch_failed(struct web_watch *watch, unsigned number);

#endif
