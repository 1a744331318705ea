#include "web/web_ui.h"

#include <stdlib.h>
#include <string.h>

#include "base/scope.h"
#include "files/files_etag.h"
#include "ui/ui.h"
#include "web/web_csp.h"

#define KEEP_FOR_EVER "public, max-age=31536000, immutable" /* a year. Source: RFC 8246 */

static bool starts_with(h2o_iovec_t path, const char *head)
{
    return path.len >= strlen(head) && memcmp(path.base, head, strlen(head)) == 0;
}

bool web_ui_is_wanted(const struct web_call *call)
{
    const char *accept = web_call_header(call, "accept");
    return ui_at(0) && accept && strstr(accept, "text/html");
}

/* An address below these is never a place of the page: a wrong one stays a 404. */
static bool may_be_place(h2o_iovec_t path)
{
    return !starts_with(path, "/api/") && !starts_with(path, "/assets/");
}

static const struct ui_file *find_file(struct web_call *call)
{
    static const char index[] = "/index.html";
    h2o_iovec_t path = call->req->path_normalized;
    const struct ui_file *file = ui_find(path.base, path.len);
    if (file || (path.len > 1 && !(may_be_place(path) && web_ui_is_wanted(call))))
        return file;
    const char *early = ui_early(path.base, path.len);
    if (early)
        web_call_add(call, "link", early);
    return ui_find(index, sizeof(index) - 1);
}

static void add_headers(struct web_call *call, const struct ui_file *file, const char *etag)
{
    web_call_add(call, "etag", etag);
    web_call_add(call, "vary", "accept-encoding, accept");
    web_call_add(call, "cache-control", file->is_immutable ? KEEP_FOR_EVER : "no-cache");
    web_call_add(call, "referrer-policy", "no-referrer");
    web_csp_add(call);
}

static void send_piece(struct web_call *call, const struct ui_file *file, enum ui_coding coding)
{
    struct ui_piece piece = ui_piece(file, coding);
    web_call_add(call, "content-encoding", ui_coding_name(coding));
    web_call_bytes(call, 200, file->type, piece.data, piece.size);
}

static void send_plain(struct web_call *call, const struct ui_file *file)
{
    struct err err = {0};
    auto_free void *content = ui_inflate(file, &err);
    if (content)
        web_call_bytes(call, 200, file->type, content, file->size);
    else
        web_call_error(call, &err);
}

static void send_file(struct web_call *call, const struct ui_file *file)
{
    char etag[UI_ETAG_SIZE];
    enum ui_coding coding = ui_coding_for(file, web_call_header(call, "accept-encoding"));
    const char *known = web_call_header(call, "if-none-match");
    ui_etag(file, coding, etag);
    add_headers(call, file, etag);
    if (known && files_etag_is_listed(known, etag, true))
        web_call_empty(call, 304);
    else if (coding == UI_IDENTITY)
        send_plain(call, file);
    else
        send_piece(call, file, coding);
}

bool web_ui_came(struct web_call *call)
{
    h2o_iovec_t method = call->req->method;
    bool is_get = h2o_memis(method.base, method.len, H2O_STRLIT("GET"));
    if (!is_get && !web_call_is_head(call))
        return false;
    const struct ui_file *file = find_file(call);
    if (!file)
        return false;
    send_file(call, file);
    return true;
}
