/* web_preview_page: whole HTTP answers in the place of the app's. What is put into them is escaped
 * here. Pure. */
#ifndef PIRUN_WEB_WEB_PREVIEW_PAGE_H
#define PIRUN_WEB_WEB_PREVIEW_PAGE_H

#include <stdbool.h>

#include "base/buf.h"

struct web_preview_page {
    int status;
    const char *title, *text; /* words and a sentence */
    const char *detail;       /* another sentence; NULL or "": none */
    const char *link;         /* address; NULL: none */
    const char *link_text;
    bool is_retried; /* the browser asks again by itself */
};
/* ANCESTORS as preview_head_write_answer has them. */
void web_preview_page_write(const struct web_preview_page *page, const char *ancestors,
                            struct buf *out);
/* Go to "/", with this cookie ("NAME=VALUE"; NULL: the one that is there). */
void web_preview_page_enter(const char *cookie, int lasts_s, bool is_tls, struct buf *out);

#endif
