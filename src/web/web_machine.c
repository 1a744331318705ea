#include "web/web_machine.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "runner/runner.h"
#include "runner/runner_observe.h"
#include "web/web_own.h"
#include "web/web_ring.h"
#include "web/web_stats.h"

#define BUSY_MS      5000
#define IDLE_MS      120000
#define FRESH_MS     15000  /* what is older says nothing of now */
#define INTEREST_MS  120000 /* after a question, more are to be expected */
#define FILE_MAX     262144 /* /proc/stat of a machine with hundreds of processors */
#define TICK_FIELDS  8 /* user nice system idle iowait irq softirq steal; guests count in user */
#define FIELD_IDLE   3
#define FIELD_IOWAIT 4
#define SINCE_START  16 /* the same bits, shifted */

/* One look, on its way to the lane and back. */
struct look {
    const char *path;
    struct json *now;
    int64_t busy, all, at_ms; /* ALL 0: not known */
};

struct web_machine {
    struct web *web;
    struct loop_timer *timer;
    struct runner_observer *observer;
    struct runner *runner;
    bool is_looking;
    int64_t asked_at_ms; /* somebody did; 0: never */
    int64_t busy, all, at_ms;
    struct web_ring ring;
};

static void read_file(const char *path, struct buf *text)
{
    struct err none; /* what is not told is left out */
    buf_init(text, FILE_MAX);
    if (fd_read_file(AT_FDCWD, path, text, &none) < 0)
        buf_clear(text);
}

bool web_machine_ticks(const char *text, int64_t *busy, int64_t *all)
{
    int64_t sum = 0;
    int64_t idle = 0;
    if (strncmp(text, "cpu ", 4) != 0)
        return false;
    const char *at = text + 4;
    for (int i = 0; i < TICK_FIELDS; i++) {
        char *end = NULL;
        int64_t ticks = strtoll(at, &end, 10);
        if (end == at)
            return false;
        sum += ticks;
        idle += i == FIELD_IDLE || i == FIELD_IOWAIT ? ticks : 0;
        at = end;
    }
    *all = sum;
    *busy = sum - idle;
    return true;
}

static struct json *words_of(unsigned bits)
{
    static const char *const words[] = {"under-voltage", "frequency capped", "throttled",
                                        "near its temperature limit"};
    struct json *array = json_array();
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (bits >> i & 1)
            json_push(array, json_new_string(words[i]));
    }
    return array;
}

struct json *web_machine_throttled(unsigned bits)
{
    struct json *json = json_object();
    json_set(json, "now", words_of(bits));
    json_set(json, "since_start", words_of(bits >> SINCE_START));
    return json;
}

static void add_throttled(struct json *json)
{
    auto_buf struct buf text;
    read_file("/sys/devices/platform/soc/soc:firmware/get_throttled", &text);
    if (text.size)
        json_set(json, "throttled",
                 web_machine_throttled((unsigned)strtoul(buf_text(&text), NULL, 16)));
}

/* The name that people know it by, where the firmware tells one. */
static void add_model(struct json *json)
{
    static const char *const places[] = {"/proc/device-tree/model",
                                         "/sys/class/dmi/id/product_name"};
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        auto_buf struct buf text;
        read_file(places[i], &text);
        size_t size = strcspn(buf_text(&text), "\n");
        auto_free char *model = xstrndup(buf_text(&text), size);
        if (!*model)
            continue;
        json_set_string(json, "model", model);
        return;
    }
}

static void add_system(struct json *json)
{
    struct utsname name;
    auto_buf struct buf text;
    read_file("/proc/uptime", &text);
    if (text.size)
        json_set_integer(json, "uptime_s", strtoll(buf_text(&text), NULL, 10));
    if (uname(&name) == 0) {
        json_set_string(json, "kernel", name.release);
        json_set_string(json, "machine", name.machine);
    }
}

static void look_around(void *ctx)
{
    struct look *look = ctx;
    auto_buf struct buf text;
    look->now = web_stats_read(look->path);
    add_throttled(look->now);
    add_model(look->now);
    add_system(look->now);
    read_file("/proc/stat", &text);
    if (!web_machine_ticks(buf_text(&text), &look->busy, &look->all))
        look->all = 0;
    look->at_ms = clock_boot_ms();
}

static struct look *new_look(const struct web *web)
{
    struct look *look = xcalloc(1, sizeof(*look));
    look->path = web->rooms.project_path ? web->rooms.project_path : "/";
    return look;
}

static void free_look(struct look *look)
{
    json_free(look->now);
    free(look);
}

static float memory_percent(const struct json *now)
{
    const struct json *memory = json_get(now, "memory");
    int64_t total = json_get_integer(memory, "total_kb", 0);
    int64_t available = json_get_integer(memory, "available_kb", 0);
    return total > 0 ? (float)(100.0 * (double)(total - available) / (double)total) : NAN;
}

/* Between two looks; the first one has nothing to compare with. */
static void add_sample(struct web_machine *machine, const struct look *look)
{
    int64_t all = look->all - machine->all;
    bool has_cpu = machine->at_ms && machine->all && all > 0;
    struct web_sample sample = {
        .from_ms = machine->at_ms ? machine->at_ms : look->at_ms - BUSY_MS,
        .to_ms = look->at_ms,
        .values = {[WEB_RING_CPU] =
                       has_cpu ? (float)(100.0 * (double)(look->busy - machine->busy) / (double)all)
                               : NAN,
                   [WEB_RING_MEMORY] = memory_percent(look->now),
                   [WEB_RING_TEMPERATURE] =
                       (float)json_number(json_get(look->now, "temperature_c"), (double)NAN)}};
    web_ring_add(&machine->ring, &sample);
    machine->busy = look->busy;
    machine->all = look->all;
    machine->at_ms = look->at_ms;
}

static bool is_busy(const struct web_machine *machine)
{
    struct runner_counts counts = {0};
    if (machine->runner)
        runner_count(machine->runner, &counts);
    return counts.running > 0 ||
           (machine->asked_at_ms && clock_boot_ms() - machine->asked_at_ms < INTEREST_MS);
}

static void arm(struct web_machine *machine)
{
    if (machine->web->rooms.project_path)
        loop_timer_arm(machine->timer, is_busy(machine) ? BUSY_MS : IDLE_MS);
}

struct tick {
    struct web_machine *machine;
    struct look *look;
};

static void tick_work(void *ctx)
{
    look_around(((struct tick *)ctx)->look);
}

static void tick_done(void *ctx)
{
    auto_free struct tick *tick = ctx;
    tick->machine->is_looking = false;
    add_sample(tick->machine, tick->look);
    free_look(tick->look);
    arm(tick->machine);
}

static void look_again(void *ctx)
{
    struct web_machine *machine = ctx;
    if (machine->is_looking || machine->web->is_stopping)
        return;
    machine->is_looking = true;
    struct tick *tick = xcalloc(1, sizeof(*tick));
    *tick = (struct tick){.machine = machine, .look = new_look(machine->web)};
    lane_post(machine->web->lanes[WEB_LANE_LIVE], tick_work, tick_done, tick);
}

/* What was is not known more closely than the last look before. */
static void happened(void *ctx, const struct runner_event *event)
{
    struct web_machine *machine = ctx;
    if (event->kind == RUNNER_RUN_STARTED && clock_boot_ms() - machine->at_ms > BUSY_MS)
        look_again(machine);
}

static void note_interest(struct web_machine *machine)
{
    bool was_busy = is_busy(machine);
    machine->asked_at_ms = clock_boot_ms();
    if (!was_busy && !machine->is_looking)
        arm(machine);
}

void web_machine_add_cpu(struct web_machine *machine, struct json *json)
{
    const struct web_sample *last = web_ring_last(&machine->ring);
    double cpu = last && clock_boot_ms() - last->to_ms <= FRESH_MS
                     ? (double)last->values[WEB_RING_CPU]
                     : (double)NAN;
    note_interest(machine);
    if (!isnan(cpu))
        json_set(json, "cpu_percent", json_new_number(round(10 * cpu) / 10));
}

struct web_machine *web_machine_create(struct web *web)
{
    struct web_machine *machine = xcalloc(1, sizeof(*machine));
    machine->web = web;
    machine->timer = loop_timer_create(web->loop, look_again, machine);
    if (web->rooms.project_path)
        loop_timer_arm(machine->timer, 0);
    return machine;
}

void web_machine_observe(struct web_machine *machine, struct runner *runner)
{
    runner_unobserve(take(machine->observer));
    machine->runner = runner;
    machine->observer = runner ? runner_observe(runner, happened, machine) : NULL;
}

void web_machine_free(struct web_machine *machine)
{
    if (!machine)
        return;
    runner_unobserve(machine->observer);
    loop_timer_free(machine->timer);
    free(machine);
}

/* A question. */
struct question {
    struct look *look;
    int minutes;
};

static void question_work(void *ctx)
{
    look_around(((struct question *)ctx)->look);
}

static void question_done(struct web_call *call, void *ctx)
{
    auto_free struct question *question = ctx;
    struct web_machine *machine = call->web->machine;
    struct look *look = question->look;
    if (look->at_ms - machine->at_ms > BUSY_MS / 2 || !web_ring_last(&machine->ring))
        add_sample(machine, look);
    web_machine_add_cpu(machine, look->now);
    auto_json struct json *json = json_object();
    json_set(json, "now", take(look->now));
    json_set(json, "history", web_ring_json(&machine->ring, machine->at_ms, question->minutes));
    web_call_json(call, 200, json);
    free_look(look);
}

static void get_machine(struct web_call *call)
{
    static const struct web_range range = {1, WEB_RING_MINUTES, WEB_RING_MINUTES};
    struct err err = {0};
    int64_t minutes = 0;
    struct web_machine *machine = call->web->machine;
    if (web_query_integer(&call->query, "minutes", &range, &minutes, &err)) {
        web_call_error(call, &err);
        return;
    }
    note_interest(machine);
    struct question *question = xcalloc(1, sizeof(*question));
    question->look = new_look(call->web);
    question->minutes = (int)minutes;
    if (!web_work(call, WEB_LANE_READ, question_work, question_done, question)) {
        free_look(question->look);
        free(question);
    }
}

static const struct web_param params[] = {
    {"minutes", "integer", false, "how far back the history goes, 1 to 60; without it 60"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/machine",
     .role = ACCESS_VIEWER,
     .handler = get_machine,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 503",
     .help =
         "How busy and how warm the machine is, what it is, and how it was in the last hour: at "
         "most 240 points, null where nothing was measured. On a Raspberry Pi also whether it "
         "was slowed down"},
};

WEB_ROUTES(web_machine_routes, routes)
