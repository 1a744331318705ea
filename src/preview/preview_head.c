#include "preview/preview_head.h"

#include <string.h>
#include <strings.h>

#include "base/scope.h"

#define LINE_END  "\r\n"
#define SIZE_MOST ((int64_t)1 << 50) /* a pebibyte: sums stay far from wrapping */

static bool is_span(struct preview_span span, const char *text)
{
    return span.size == strlen(text) && strncasecmp(span.text, text, span.size) == 0;
}

/* Source: RFC 9110 5.6.2. */
static bool is_token(struct preview_span span)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < span.size; i++) {
        char c = span.text[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_letter && (c == '\0' || !strchr(others, c)))
            return false;
    }
    return span.size > 0;
}

/* No byte that ends a line somewhere, or is nothing that a person could see. */
static bool is_clean(struct preview_span span)
{
    for (size_t i = 0; i < span.size; i++) {
        unsigned char c = (unsigned char)span.text[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static struct preview_span trimmed(struct preview_span span)
{
    while (span.size && (span.text[0] == ' ' || span.text[0] == '\t')) {
        span.text++;
        span.size--;
    }
    while (span.size && (span.text[span.size - 1] == ' ' || span.text[span.size - 1] == '\t'))
        span.size--;
    return span;
}

/* Cut the first line off REST. */
static struct preview_span next_line(struct preview_span *rest)
{
    const char *end = memmem(rest->text, rest->size, LINE_END, 2);
    size_t size = end ? (size_t)(end - rest->text) : rest->size;
    struct preview_span line = {.text = rest->text, .size = size};
    size_t step = end ? size + 2 : size;
    rest->text += step;
    rest->size -= step;
    return line;
}

/* Cut the part before the first space off REST; all of it when there is none. */
static struct preview_span next_word(struct preview_span *rest)
{
    const char *end = memchr(rest->text, ' ', rest->size);
    struct preview_span word = {.text = rest->text,
                                .size = end ? (size_t)(end - rest->text) : rest->size};
    size_t step = word.size + (end ? 1 : 0);
    rest->text += step;
    rest->size -= step;
    return word;
}

static bool read_header(struct preview_span line, struct preview_head *head)
{
    const char *colon = memchr(line.text, ':', line.size);
    if (!colon || head->count == PREVIEW_HEADERS_MAX)
        return false;
    size_t size = (size_t)(colon - line.text);
    struct preview_header header = {
        .name = {.text = line.text, .size = size},
        .value = trimmed((struct preview_span){.text = colon + 1, .size = line.size - size - 1})};
    head->headers[head->count++] = header;
    return is_token(header.name) && is_clean(header.value);
}

static bool is_version(struct preview_span word)
{
    return word.size == 8 && memcmp(word.text, "HTTP/1.", 7) == 0 &&
           (word.text[7] == '0' || word.text[7] == '1');
}

static bool read_request_line(struct preview_span line, struct preview_head *head)
{
    head->method = next_word(&line);
    head->target = next_word(&line);
    return is_token(head->method) && head->target.size > 0 && head->target.text[0] == '/' &&
           is_clean(head->target) && is_version(line);
}

static bool read_status_line(struct preview_span line, struct preview_head *head)
{
    struct preview_span version = next_word(&line);
    struct preview_span status = next_word(&line);
    head->reason = line;
    if (!is_version(version) || status.size != 3 || !is_clean(line))
        return false;
    for (size_t i = 0; i < 3; i++) {
        if (status.text[i] < '0' || status.text[i] > '9')
            return false;
        head->status = head->status * 10 + (status.text[i] - '0');
    }
    return head->status >= 100;
}

static enum preview_head_state read_head(const char *text, size_t size,
                                         bool (*read_first)(struct preview_span,
                                                            struct preview_head *),
                                         struct preview_head *head)
{
    size_t most = size < PREVIEW_HEAD_MAX ? size : PREVIEW_HEAD_MAX;
    const char *end = memmem(text, most, LINE_END LINE_END, 4);
    head->count = 0;
    head->status = 0;
    head->host = (struct preview_span){0};
    head->is_websocket = false;
    head->body = PREVIEW_BODY_NONE;
    head->body_size = 0;
    if (!end)
        return most < PREVIEW_HEAD_MAX ? PREVIEW_HEAD_MORE : PREVIEW_HEAD_BAD;
    head->size = (size_t)(end - text) + 4;
    struct preview_span rest = {.text = text, .size = head->size - 4};
    if (!read_first(next_line(&rest), head))
        return PREVIEW_HEAD_BAD;
    while (rest.size) {
        if (!read_header(next_line(&rest), head))
            return PREVIEW_HEAD_BAD;
    }
    return PREVIEW_HEAD_OK;
}

const struct preview_span *preview_head_find(const struct preview_head *head, const char *name,
                                             size_t *at)
{
    while (*at < head->count) {
        const struct preview_header *header = &head->headers[(*at)++];
        if (is_span(header->name, name))
            return &header->value;
    }
    return NULL;
}

/* The only header of NAME, NULL when there is none; false when there are several. */
static bool find_only(const struct preview_head *head, const char *name,
                      const struct preview_span **out)
{
    size_t at = 0;
    *out = preview_head_find(head, name, &at);
    return !preview_head_find(head, name, &at);
}

static bool read_size(struct preview_span text, int64_t *out)
{
    int64_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9' || size > SIZE_MOST)
            return false;
        size = size * 10 + (text.text[i] - '0');
    }
    *out = size;
    return text.size > 0;
}

static bool find_body(struct preview_head *head)
{
    const struct preview_span *size;
    const struct preview_span *coding;
    if (!find_only(head, "content-length", &size) ||
        !find_only(head, "transfer-encoding", &coding) || (size && coding))
        return false;
    if (coding) {
        head->body = PREVIEW_BODY_CHUNKED;
        return is_span(*coding, "chunked");
    }
    head->body = size ? PREVIEW_BODY_SIZED : PREVIEW_BODY_NONE;
    return !size || read_size(*size, &head->body_size);
}

static bool asks_for_websocket(const struct preview_head *head)
{
    const struct preview_span *upgrade;
    return find_only(head, "upgrade", &upgrade) && upgrade && is_span(*upgrade, "websocket");
}

enum preview_head_state preview_head_request(const char *text, size_t size,
                                             struct preview_head *out)
{
    const struct preview_span *host;
    enum preview_head_state state = read_head(text, size, read_request_line, out);
    if (state != PREVIEW_HEAD_OK)
        return state;
    if (!find_only(out, "host", &host) || !host || !find_body(out))
        return PREVIEW_HEAD_BAD;
    out->host = *host;
    out->is_websocket = asks_for_websocket(out);
    bool has_body = out->body == PREVIEW_BODY_CHUNKED || out->body_size > 0;
    return out->is_websocket && has_body ? PREVIEW_HEAD_BAD : PREVIEW_HEAD_OK;
}

enum preview_head_state preview_head_answer(const char *text, size_t size, struct preview_head *out)
{
    enum preview_head_state state = read_head(text, size, read_status_line, out);
    if (state == PREVIEW_HEAD_OK)
        out->is_websocket = out->status == 101 && asks_for_websocket(out);
    if (state == PREVIEW_HEAD_OK && out->status == 101 && !out->is_websocket)
        return PREVIEW_HEAD_BAD;
    return state;
}

static bool is_one_of(struct preview_span name, const char *const *names)
{
    for (; *names; names++) {
        if (is_span(name, *names))
            return true;
    }
    return false;
}

static void write_header(const struct preview_header *header, struct buf *out)
{
    buf_append(out, header->name.text, header->name.size);
    buf_add(out, ": ");
    buf_append(out, header->value.text, header->value.size);
    buf_add(out, LINE_END);
}

void preview_head_write_request(const struct preview_head *head, struct buf *out)
{
    /* X-API-Key is another name of Authorization here (web_auth). */
    static const char *const secret[] = {"cookie", "cookie2", "authorization", "x-api-key", NULL};
    static const char *const own[] = {
        "connection", "keep-alive", "proxy-connection", "proxy-authorization",
        "te",         "upgrade",    "expect",           NULL};
    buf_append(out, head->method.text, head->method.size);
    buf_add(out, " ");
    buf_append(out, head->target.text, head->target.size);
    buf_add(out, " HTTP/1.1" LINE_END);
    for (size_t i = 0; i < head->count; i++) {
        struct preview_span name = head->headers[i].name;
        if (!is_one_of(name, secret) && !is_one_of(name, own))
            write_header(&head->headers[i], out);
    }
    buf_add(out, head->is_websocket ? "Connection: Upgrade" LINE_END "Upgrade: websocket" LINE_END
                                    : "Connection: close" LINE_END);
    buf_add(out, LINE_END);
}

/* Cookies know no ports: the app could sign its reader in as somebody else, or out. */
static bool sets_our_cookie(const struct preview_header *header)
{
    static const char *const prefixes[] = {"pirun", "__host-pirun", "__secure-pirun"};
    struct preview_span value = header->value;
    if (!is_span(header->name, "set-cookie") && !is_span(header->name, "set-cookie2"))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++) {
        size_t size = strlen(prefixes[i]);
        if (value.size >= size && strncasecmp(value.text, prefixes[i], size) == 0)
            return true;
    }
    return false;
}

void preview_head_write_answer(const struct preview_head *head, const char *ancestors,
                               struct buf *out)
{
    static const char *const own[] = {"connection", "keep-alive", "proxy-connection", NULL};
    /* They are about the host with all its ports, and PiRun's own is one of these. */
    static const char *const wide[] = {"strict-transport-security", "clear-site-data", "alt-svc",
                                       NULL};
    bool is_interim = head->status < 200;
    buf_addf(out, "HTTP/1.1 %03d ", head->status);
    buf_append(out, head->reason.text, head->reason.size);
    buf_add(out, LINE_END);
    for (size_t i = 0; i < head->count; i++) {
        const struct preview_header *header = &head->headers[i];
        bool is_kept = (head->is_websocket && is_span(header->name, "connection")) ||
                       !is_one_of(header->name, own);
        if (is_kept && !is_one_of(header->name, wide) && !sets_our_cookie(header))
            write_header(header, out);
    }
    if (!is_interim)
        buf_addf(out,
                 "Connection: close" LINE_END
                 "Content-Security-Policy: frame-ancestors %s" LINE_END,
                 ancestors);
    buf_add(out, LINE_END);
}
