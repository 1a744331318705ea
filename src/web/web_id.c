#include "web/web_id.h"

#include <string.h>

#include "base/ident.h"

#define HEADER "x-request-id"

static bool is_sane(h2o_iovec_t value)
{
    if (value.len == 0 || value.len > WEB_ID_MAX)
        return false;
    for (size_t i = 0; i < value.len; i++) {
        char at = value.base[i];
        bool is_letter = (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z');
        if (!is_letter && !(at >= '0' && at <= '9') && at != '.' && at != '_' && at != '-')
            return false;
    }
    return true;
}

static h2o_iovec_t find(const h2o_headers_t *headers)
{
    ssize_t at = h2o_find_header_by_str(headers, H2O_STRLIT(HEADER), -1);
    return at < 0 ? (h2o_iovec_t){0} : headers->entries[at].value;
}

h2o_iovec_t web_id_of(h2o_req_t *req)
{
    h2o_iovec_t id = find(&req->res.headers);
    if (id.base)
        return id;
    id = find(&req->headers);
    if (is_sane(id)) {
        id = h2o_strdup(&req->pool, id.base, id.len);
    } else {
        char text[IDENT_TEXT_SIZE];
        struct ident made = ident_new();
        ident_format(&made, text);
        id = h2o_strdup(&req->pool, text, strlen(text));
    }
    h2o_add_header_by_str(&req->pool, &req->res.headers, H2O_STRLIT(HEADER), 0, NULL, id.base,
                          id.len);
    return id;
}
