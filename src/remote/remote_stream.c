#include "remote/remote_stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "remote/remote_error.h"
#include "remote/remote_own.h"
#include "remote/remote_piece.h"
#include "remote/remote_request.h"
#include "remote/remote_sse.h"

#define SILENCE_MAX_S   45L  /* the server says something every 15 s */
#define RETRY_FIRST_MS  200  /* then 1.7 times as much each time … */
#define RETRY_MOST_MS   8000 /* … up to this */
#define FIRST_TRIES_MAX 4    /* of a server that is busy before it ever answered */
#define REFUSAL_MAX     ((size_t)64 * 1024)
#define STEADY_MS       5000 /* a connection that held so long was a good one */
#define TORN_MAX        3    /* times that one byte may be followed by nonsense */
#define IDLE_MS         1000 /* of a poll: a bound, nothing depends on it */

struct remote_stream {
    struct remote *remote;
    const struct remote_handlers *handlers;
    void *ctx;
    char *run_id;
    int64_t attempt; /* 0: not known yet */
    int64_t next;    /* first byte of it that was not handed out */
    int64_t patience_ms;
    CURLM *multi;
    CURL *easy;
    struct curl_slist *headers;
    char error[CURL_ERROR_SIZE];
    struct remote_sse sse;
    struct buf bytes;   /* of a piece */
    struct buf refusal; /* the body of an answer that is no stream */
    bool has_output;    /* something was handed out */
    bool is_connected;  /* an exchange is under way */
    bool was_answered;  /* some exchange was a stream */
    bool is_lost;       /* and was said to be */
    bool is_over;
    bool is_torn; /* bytes are missing, or it makes no sense: begin again at NEXT */
    int try_count;
    int torn_count;      /* in a row, at the same byte */
    int64_t next_before; /* NEXT when it connected */
    int64_t connected_at_ms;
    int64_t retry_at_ms, retry_wait_ms;
    int64_t lost_at_ms;
};

struct remote_stream *remote_stream_open(struct remote *remote,
                                         const struct remote_stream_options *options,
                                         const struct remote_handlers *handlers, void *ctx)
{
    struct remote_stream *stream = xcalloc(1, sizeof(*stream));
    stream->remote = remote;
    stream->handlers = handlers;
    stream->ctx = ctx;
    stream->run_id = xstrdup(options->run_id);
    stream->attempt = options->attempt;
    stream->next = options->offset;
    stream->patience_ms = options->patience_ms ? options->patience_ms : REMOTE_PATIENCE_MS;
    stream->retry_wait_ms = RETRY_FIRST_MS;
    stream->lost_at_ms = clock_boot_ms();
    remote_sse_init(&stream->sse);
    buf_init(&stream->bytes, REMOTE_SSE_MAX);
    buf_init(&stream->refusal, REFUSAL_MAX);
    stream->multi = curl_multi_init();
    stream->easy = curl_easy_init();
    if (!stream->multi || !stream->easy)
        abort(); /* only memory can be missing */
    return stream;
}

static void disconnect(struct remote_stream *stream)
{
    if (stream->is_connected)
        (void)curl_multi_remove_handle(stream->multi, stream->easy);
    stream->is_connected = false;
    curl_slist_free_all(stream->headers);
    stream->headers = NULL;
}

void remote_stream_close(struct remote_stream *stream)
{
    if (!stream)
        return;
    disconnect(stream);
    curl_easy_cleanup(stream->easy);
    (void)curl_multi_cleanup(stream->multi);
    remote_sse_release(&stream->sse);
    buf_release(&stream->bytes);
    buf_release(&stream->refusal);
    free(stream->run_id);
    free(stream);
}

bool remote_stream_is_over(const struct remote_stream *stream)
{
    return stream->is_over;
}

int64_t remote_stream_offset(const struct remote_stream *stream)
{
    return stream->next;
}

/* Another attempt: its output is a file of its own. False: it was handed out before. */
static bool take_attempt(struct remote_stream *stream, int64_t attempt)
{
    if (attempt == stream->attempt || stream->attempt == 0) {
        stream->attempt = attempt;
        return true;
    }
    if (attempt < stream->attempt && stream->has_output)
        return false;
    stream->attempt = attempt;
    stream->next = 0;
    return true;
}

static bool output_came(struct remote_stream *stream, const struct json *event)
{
    struct remote_piece piece;
    if (!remote_piece_read(event, &stream->bytes, &piece)) {
        stream->is_torn = true;
        return false;
    }
    if (!take_attempt(stream, piece.attempt))
        return true;
    stream->is_torn = piece.offset > stream->next;
    if (stream->is_torn || !remote_piece_cut(&piece, stream->next))
        return !stream->is_torn;
    stream->has_output = true;
    stream->next = piece.offset + (int64_t)piece.size;
    stream->is_over = !stream->handlers->on_output(stream->ctx, &piece);
    return !stream->is_over;
}

static bool state_came(struct remote_stream *stream, const struct json *event)
{
    if (stream->attempt == 0) /* a later connection is to go on with this one */
        stream->attempt = json_get_integer(event, "attempt", 0);
    stream->is_over = !stream->handlers->on_state(stream->ctx, event);
    return !stream->is_over;
}

static bool end_came(struct remote_stream *stream, const struct json *event)
{
    (void)event;
    stream->is_over = true;
    return false;
}

static const struct {
    const char *name;
    bool (*came)(struct remote_stream *stream, const struct json *event);
} events[] = {{"output", output_came}, {"state", state_came}, {"end", end_came}};

/* Events of other names are for others. */
static bool event_came(void *ctx, const struct remote_event *event)
{
    struct remote_stream *stream = ctx;
    struct err ignored;
    for (size_t i = 0; i < ARRAY_LEN(events); i++) {
        if (strcmp(events[i].name, event->name) != 0)
            continue;
        auto_json struct json *data = json_parse(event->data, event->size, &ignored);
        stream->is_torn = !data;
        return data && events[i].came(stream, data);
    }
    return true;
}

static bool is_stream(const struct remote_stream *stream)
{
    long status = 0;
    const char *type = NULL;
    (void)curl_easy_getinfo(stream->easy, CURLINFO_RESPONSE_CODE, &status); /* 0 then */
    (void)curl_easy_getinfo(stream->easy, CURLINFO_CONTENT_TYPE, &type);    /* NULL then */
    return status == 200 && type && strncasecmp(type, "text/event-stream", 17) == 0;
}

static size_t bytes_came(char *data, size_t one, size_t size, void *ctx)
{
    struct remote_stream *stream = ctx;
    struct err ignored; /* an event that is too large tears the stream */
    if (!is_stream(stream)) {
        buf_append(&stream->refusal, data, one * size);
        return one * size;
    }
    stream->was_answered = true;
    if (remote_sse_feed(&stream->sse, data, one * size, event_came, stream, &ignored) < 0)
        stream->is_torn = true;
    return stream->is_over || stream->is_torn ? 0 : one * size; /* 0 ends the exchange */
}

static void connect_now(struct remote_stream *stream)
{
    char offset[24];
    (void)snprintf(offset, sizeof(offset), "%lld", (long long)stream->next); /* fits */
    char attempt[24];
    (void)snprintf(attempt, sizeof(attempt), "%lld", (long long)stream->attempt); /* fits */
    const struct remote_pair query[] = {{"run_id", stream->run_id},
                                        {"offset", offset},
                                        {"attempt", stream->attempt > 0 ? attempt : NULL}};
    const struct remote_request request = {
        .path = "/api/run/stream", .query = query, .query_count = ARRAY_LEN(query)};
    auto_free char *target = remote_target(&request);
    stream->try_count++;
    stream->is_torn = false;
    stream->next_before = stream->next;
    stream->connected_at_ms = clock_boot_ms();
    remote_sse_restart(&stream->sse);
    buf_clear(&stream->refusal);
    curl_easy_reset(stream->easy);
    stream->headers = curl_slist_append(NULL, "Accept: text/event-stream");
    remote_prepare(stream->remote, stream->easy, target, &stream->headers, stream->error);
    curl_easy_setopt(stream->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(stream->easy, CURLOPT_LOW_SPEED_TIME, SILENCE_MAX_S);
    curl_easy_setopt(stream->easy, CURLOPT_WRITEFUNCTION, bytes_came);
    curl_easy_setopt(stream->easy, CURLOPT_WRITEDATA, stream);
    (void)curl_multi_add_handle(stream->multi, stream->easy); /* a fresh one: cannot fail */
    stream->is_connected = true;
}

static int fail_status(const struct remote_stream *stream, int status, struct err *err)
{
    char *where = NULL;
    (void)curl_easy_getinfo(stream->easy, CURLINFO_REDIRECT_URL, &where); /* NULL: no redirect */
    struct remote_answer answer = {.status = status,
                                   .body = buf_text(&stream->refusal),
                                   .size = stream->refusal.size,
                                   .url = stream->remote->url,
                                   .where = where,
                                   .has_token = stream->remote->token != NULL};
    return remote_error_set(&answer, err);
}

/* Statuses of a server that is busy, starts, or stands behind somebody who does not see it. */
static bool may_pass(int status)
{
    return status == 429 || status >= 500;
}

static void plan_retry(struct remote_stream *stream, const char *why)
{
    int64_t now_ms = clock_boot_ms();
    int64_t wait_ms = stream->retry_wait_ms;
    if (!stream->is_lost) {
        stream->lost_at_ms = now_ms;
        if (stream->was_answered && stream->handlers->on_lost)
            stream->handlers->on_lost(stream->ctx, why);
    }
    stream->is_lost = true;
    if (stream->sse.retry_ms > wait_ms && stream->sse.retry_ms < RETRY_MOST_MS)
        wait_ms = stream->sse.retry_ms;
    stream->retry_at_ms = now_ms + wait_ms;
    stream->retry_wait_ms = wait_ms * 17 / 10 < RETRY_MOST_MS ? wait_ms * 17 / 10 : RETRY_MOST_MS;
}

/* A connection that brought something, or held, ends the time of being lost. */
static void judge_exchange(struct remote_stream *stream, bool was_stream)
{
    bool has_moved = stream->next != stream->next_before;
    bool has_held = clock_boot_ms() - stream->connected_at_ms >= STEADY_MS;
    stream->torn_count = stream->is_torn && !has_moved ? stream->torn_count + 1 : 0;
    if (!was_stream || !(has_moved || has_held))
        return;
    stream->is_lost = false;
    stream->retry_wait_ms = RETRY_FIRST_MS;
}

/* No stream came. Answers 1 when another try makes sense. */
static int judge_refusal(struct remote_stream *stream, int status, CURLcode code, bool is_patient,
                         struct err *err)
{
    bool is_new = !stream->was_answered;
    if (status == 0)
        return is_new || !is_patient ? remote_fail(stream->remote, code, stream->error, err) : 1;
    if (!may_pass(status) || !is_patient || (is_new && stream->try_count >= FIRST_TRIES_MAX))
        return fail_status(stream, status, err);
    return 1;
}

static int judge_stream(const struct remote_stream *stream, bool is_patient, struct err *err)
{
    if (stream->torn_count < TORN_MAX && is_patient)
        return 1;
    return err_set(err, ERR_REMOTE,
                   "what '%.80s' sends behind byte %lld of the output makes no "
                   "sense: is its version another one?",
                   stream->remote->url, (long long)stream->next);
}

/* The exchange is over: for good, or for another one. */
static int exchange_ended(struct remote_stream *stream, CURLcode code, struct err *err)
{
    long status = 0;
    (void)curl_easy_getinfo(stream->easy, CURLINFO_RESPONSE_CODE, &status); /* 0 then */
    bool was_stream = is_stream(stream);
    judge_exchange(stream, was_stream);
    bool is_patient =
        !stream->is_lost || clock_boot_ms() - stream->lost_at_ms < stream->patience_ms;
    int verdict = 0;
    if (!stream->is_over)
        verdict = was_stream ? judge_stream(stream, is_patient, err)
                             : judge_refusal(stream, (int)status, code, is_patient, err);
    if (verdict > 0)
        plan_retry(stream, *stream->error && !stream->is_torn ? stream->error : "it was cut off");
    disconnect(stream);
    return verdict < 0 ? -1 : 0;
}

static int handle_ended(struct remote_stream *stream, struct err *err)
{
    int left = 0;
    const CURLMsg *message = NULL;
    while ((message = curl_multi_info_read(stream->multi, &left))) {
        CURLcode code = message->data.result;
        if (message->msg == CURLMSG_DONE && exchange_ended(stream, code, err) < 0)
            return -1;
    }
    return 0;
}

/* Shorter than TIMEOUT_MS when the next try comes first. */
static int wait_ms(const struct remote_stream *stream, int timeout_ms)
{
    int64_t most = timeout_ms < 0 || timeout_ms > IDLE_MS ? IDLE_MS : timeout_ms;
    int64_t retry = stream->retry_at_ms - clock_boot_ms();
    if (!stream->is_connected && retry < most)
        most = retry > 0 ? retry : 0;
    return (int)most;
}

int remote_stream_step(struct remote_stream *stream, int fd, int timeout_ms, struct err *err)
{
    int running = 0;
    struct curl_waitfd extra = {.fd = fd, .events = CURL_WAIT_POLLIN};
    if (stream->is_over)
        return 0;
    if (!stream->is_connected && clock_boot_ms() >= stream->retry_at_ms)
        connect_now(stream);
    (void)curl_multi_poll(stream->multi, &extra, fd >= 0, wait_ms(stream, timeout_ms),
                          NULL); /* what it tells is looked at anyway */
    (void)curl_multi_perform(stream->multi, &running);
    return handle_ended(stream, err);
}
