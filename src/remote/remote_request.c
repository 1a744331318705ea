#include "remote/remote_request.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/scope.h"
#include "remote/remote_error.h"
#include "remote/remote_own.h"

#define TOTAL_TIMEOUT_MS 120000L /* an answer is small: longer is a line that hangs */
#define REPEATS_MAX      3
#define WAIT_MAX_S       10 /* of a Retry-After: a person waits, or a script with a time limit */
#define LOST_WAIT_S      1  /* before a submission whose answer was lost is repeated */

/* One exchange. */
struct exchange {
    struct remote *remote;
    struct buf body;
    struct curl_slist *headers;
    char error[CURL_ERROR_SIZE];
    int status;
    int64_t retry_after_s;      /* -1: not said */
    int64_t offset, size, line; /* of output; -1: not said */
};

static void exchange_release(struct exchange *exchange)
{
    buf_release(&exchange->body);
    curl_slist_free_all(exchange->headers);
    curl_easy_reset(exchange->remote->easy); /* it points into what ends here */
}
#define auto_exchange __attribute__((cleanup(exchange_release)))

char *remote_target(const struct remote_request *request)
{
    struct buf target;
    buf_init(&target, REMOTE_ANSWER_MAX);
    buf_add(&target, request->path);
    const char *before = "?";
    for (size_t i = 0; i < request->query_count; i++) {
        const struct remote_pair *pair = &request->query[i];
        if (!pair->value)
            continue;
        char *value = curl_easy_escape(NULL, pair->value, (int)strlen(pair->value));
        buf_addf(&target, "%s%s=%s", before, pair->name, value ? value : "");
        curl_free(value);
        before = "&";
    }
    return buf_take(&target);
}

static size_t body_came(char *data, size_t one, size_t size, void *ctx)
{
    struct exchange *exchange = ctx;
    buf_append(&exchange->body, data, one * size);
    return buf_ok(&exchange->body) ? size : 0; /* 0 ends the exchange */
}

static int64_t read_number(const char *text)
{
    char *end = NULL;
    long long number = strtoll(text, &end, 10);
    return end == text || number < 0 ? -1 : number;
}

/* "Name: value\r\n", not NUL-terminated. */
static size_t header_came(char *data, size_t one, size_t size, void *ctx)
{
    struct exchange *exchange = ctx;
    const struct {
        const char *name;
        int64_t *out;
    } known[] = {{"retry-after:", &exchange->retry_after_s},
                 {"x-output-offset:", &exchange->offset},
                 {"x-output-size:", &exchange->size},
                 {"x-output-line:", &exchange->line}};
    auto_free char *line = xstrndup(data, one * size);
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (strncasecmp(line, known[i].name, strlen(known[i].name)) == 0)
            *known[i].out = read_number(line + strlen(known[i].name));
    }
    return one * size;
}

static void set_method(struct exchange *exchange, const struct remote_request *request)
{
    CURL *easy = exchange->remote->easy;
    if (strcmp(request->method, "GET") != 0)
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
    if (strcmp(request->method, "POST") != 0)
        return;
    const char *body = request->body ? request->body : "{}";
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body));
    exchange->headers = curl_slist_append(exchange->headers, "Content-Type: application/json");
    /* no round of 100-continue: bodies are small */
    exchange->headers = curl_slist_append(exchange->headers, "Expect:");
    if (!request->idempotency_key)
        return;
    auto_free char *line = xasprintf("Idempotency-Key: %s", request->idempotency_key);
    exchange->headers = curl_slist_append(exchange->headers, line);
}

/* One exchange, whatever its status. */
static CURLcode exchange_once(struct exchange *exchange, const struct remote_request *request)
{
    CURL *easy = exchange->remote->easy;
    auto_free char *target = remote_target(request);
    long status = 0;
    buf_clear(&exchange->body);
    curl_slist_free_all(exchange->headers);
    exchange->headers = NULL;
    exchange->retry_after_s = -1;
    exchange->offset = -1;
    exchange->size = -1;
    exchange->line = -1;
    curl_easy_reset(easy); /* the connection stays */
    set_method(exchange, request);
    remote_prepare(exchange->remote, easy, target, &exchange->headers, exchange->error);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, TOTAL_TIMEOUT_MS);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body_came);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header_came);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
    CURLcode code = curl_easy_perform(easy);
    (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status); /* 0 then */
    exchange->status = (int)status;
    return code;
}

static void wait_s(int64_t seconds)
{
    struct timespec time = {.tv_sec = seconds};
    (void)nanosleep(&time, NULL); /* a signal ends us or the wait: both are fine */
}

/* How long to wait before another try; -1: there is none. */
static int64_t wait_before_next(const struct exchange *exchange,
                                const struct remote_request *request, CURLcode code)
{
    bool is_get = strcmp(request->method, "GET") == 0;
    bool is_busy = exchange->status == 429 || exchange->status == 503;
    if (code == CURLE_OK && is_get && is_busy && !request->takes_busy &&
        exchange->retry_after_s >= 0)
        return exchange->retry_after_s <= WAIT_MAX_S ? exchange->retry_after_s : -1;
    bool was_sent = code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
                    code == CURLE_SEND_ERROR || code == CURLE_PARTIAL_FILE;
    return was_sent && (is_get || request->idempotency_key) ? LOST_WAIT_S : -1;
}

static int fail_status(const struct exchange *exchange, struct err *err)
{
    char *where = NULL;
    /* NULL when it is no redirect */
    (void)curl_easy_getinfo(exchange->remote->easy, CURLINFO_REDIRECT_URL, &where);
    struct remote_answer answer = {.status = exchange->status,
                                   .body = buf_text(&exchange->body),
                                   .size = exchange->body.size,
                                   .url = exchange->remote->url,
                                   .where = where,
                                   .has_token = exchange->remote->token != NULL};
    return remote_error_set(&answer, err);
}

/* /health says that it is not well, which is no failure of the question. */
static bool is_unwell(const struct exchange *exchange, const struct remote_request *request)
{
    struct err ignored;
    if (!request->takes_busy || exchange->status != 503)
        return false;
    auto_json struct json *body =
        json_parse(buf_text(&exchange->body), exchange->body.size, &ignored);
    return body && json_get(body, "ok");
}

static int exchange_do(struct exchange *exchange, const struct remote_request *request,
                       struct err *err)
{
    CURLcode code = CURLE_OK;
    for (int i = 0;; i++) {
        code = exchange_once(exchange, request);
        int64_t seconds = i < REPEATS_MAX ? wait_before_next(exchange, request, code) : -1;
        if (seconds < 0)
            break;
        wait_s(seconds);
    }
    if (!buf_ok(&exchange->body))
        return err_set(err, ERR_TOO_LARGE, "the answer of '%.80s' is larger than %zu bytes",
                       exchange->remote->url, exchange->body.cap);
    if (code != CURLE_OK)
        return remote_fail(exchange->remote, code, exchange->error, err);
    bool is_good = exchange->status >= 200 && exchange->status < 300;
    return is_good || is_unwell(exchange, request) ? 0 : fail_status(exchange, err);
}

static void exchange_init(struct exchange *exchange, struct remote *remote)
{
    *exchange = (struct exchange){.remote = remote};
    buf_init(&exchange->body, REMOTE_ANSWER_MAX);
}

struct json *remote_ask(struct remote *remote, const struct remote_request *request,
                        struct err *err)
{
    auto_exchange struct exchange exchange;
    exchange_init(&exchange, remote);
    if (exchange_do(&exchange, request, err) < 0)
        return NULL;
    if (exchange.body.size == 0)
        return json_object();
    struct json *json = json_parse(buf_text(&exchange.body), exchange.body.size, err);
    if (!json)
        (void)err_set(err, ERR_REMOTE,
                      "'%.80s' answered with something that is no JSON: is it the URL of a PiRun "
                      "server?",
                      remote->url);
    return json;
}

int remote_ask_extent(struct remote *remote, const struct remote_request *request,
                      struct remote_extent *out, struct err *err)
{
    auto_exchange struct exchange exchange;
    exchange_init(&exchange, remote);
    if (exchange_do(&exchange, request, err) < 0)
        return -1;
    if (exchange.offset < 0 || exchange.size < 0)
        return err_set(err, ERR_REMOTE, "'%.80s' does not tell how much output there is",
                       remote->url);
    *out = (struct remote_extent){.offset = exchange.offset,
                                  .size = exchange.size,
                                  .line = exchange.line > 0 ? exchange.line : 0};
    return 0;
}
