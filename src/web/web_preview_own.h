/* web_preview_own: what web_preview's files share. */
#ifndef PIRUN_WEB_WEB_PREVIEW_OWN_H
#define PIRUN_WEB_WEB_PREVIEW_OWN_H

#include "preview/preview_relay.h"
#include "web/web_preview.h"
#include "web/web_preview_app.h"
#include "web/web_preview_key.h"

struct web_preview {
    struct web *web;
    char *addr;
    struct preview_relay *relay; /* NULL: nothing listens */
    struct err why_not;          /* why not, if it should */
    struct web_preview_keys keys;
    struct web_preview_app app;
};

/* web_preview_door.c: who comes in by the preview's port. */
extern const struct preview_relay_host web_preview_door; /* without its ctx */
/* The preview speaks HTTPS when the API does. */
bool web_preview_has_tls(const struct web_preview *preview);
#define WEB_PREVIEW_ENTER "/.pirun-preview?key="
/* The name in a Host header, without its port; false: it is too long to be one of ours. */
bool web_preview_host_name(const char *host, size_t size, char name[PREVIEW_NAME_MAX]);

#endif
