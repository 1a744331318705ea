/* web_trash: what was removed for a day goes for good after it, once an hour. */
#ifndef PIRUN_WEB_WEB_TRASH_H
#define PIRUN_WEB_WEB_TRASH_H

struct web;
struct web_trash;

/* web.c. NULL is fine for free, when the lanes have ended. */
struct web_trash *web_trash_create(struct web *web);
void web_trash_free(struct web_trash *trash);

#endif
