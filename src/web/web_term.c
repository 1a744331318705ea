#include "web/web_term.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/log.h"
#include "base/rel.h"
#include "base/scope.h"
#include "base/spawn.h"
#include "conf/conf.h"
#include "runner/runner.h"
#include "spool/spool.h"
#include "term/term_link.h"
#include "term/term_list.h"
#include "term/term_message.h"
#include "term/term_place.h"
#include "term/term_plan.h"
#include "term/term_supervise.h"
#include "web/web_events.h"
#include "web/web_live.h"
#include "web/web_own.h"
#include "web/web_term_socket.h"
#include "web/web_ws.h"

#define START_MS     15000
#define ANSWER_MAX   65536
#define BODY_MAX     8192
#define COLUMNS      80 /* when the client says nothing. Source: VT100 */
#define ROWS         24
#define OFFSET_MAX   ((int64_t)1 << 53)
#define OFF_SENTENCE "terminals are off here: set 'terminal.enabled' to true in .pirun.yaml"

struct web_terms {
    struct web *web;
    struct term_list *list;
    int starting; /* under way on the lane */
    bool is_finding, is_found;
};

static const struct conf *conf_of(const struct web_call *call)
{
    return call->web->rooms.conf;
}

static bool is_enabled(const struct web_call *call)
{
    return conf_of(call) && conf_of(call)->terminal.is_enabled;
}

/* What an earlier server left */

struct finding {
    struct web_terms *terms;
    const struct spool *spool;
    struct list found;
};

static void find_on_lane(void *ctx)
{
    struct finding *finding = ctx;
    struct err err; /* then nothing was ever there */
    auto_fd int dir = term_place_open(finding->spool->dirs.var, &err);
    if (dir >= 0)
        term_list_scan(dir, &finding->found);
}

static void found(void *ctx)
{
    auto_free struct finding *finding = ctx;
    size_t count = 0;
    finding->terms->is_found = true;
    list_for_each (node, &finding->found) {
        struct term_found *one = list_entry(node, struct term_found, link);
        list_remove(node);
        term_list_add(finding->terms->list, one);
        count++;
    }
    if (count > 0)
        log_info("%zu terminals of an earlier server go on", count);
}

void web_terms_find(struct web_terms *terms)
{
    if (terms->is_finding || !terms->web->rooms.spool)
        return;
    terms->is_finding = true;
    struct finding *finding = xcalloc(1, sizeof(*finding));
    finding->terms = terms;
    finding->spool = terms->web->rooms.spool;
    list_init(&finding->found);
    lane_post(terms->web->lanes[WEB_LANE_LOOK], find_on_lane, found, finding);
}

static void changed(void *ctx, const struct json *row)
{
    const struct web_terms *terms = ctx;
    web_events_term(terms->web->live->events, row);
}

struct web_terms *web_terms_create(struct web *web)
{
    struct web_terms *terms = xcalloc(1, sizeof(*terms));
    terms->web = web;
    terms->list = term_list_create(web->loop, changed, terms);
    return terms;
}

void web_terms_free(struct web_terms *terms)
{
    if (!terms)
        return;
    term_list_free(terms->list);
    free(terms);
}

/* GET /api/terms */

static void answer_list(struct web_call *call)
{
    auto_json struct json *json = json_object();
    json_set_bool(json, "is_enabled", is_enabled(call));
    if (!is_enabled(call))
        json_set_string(json, "why", OFF_SENTENCE);
    json_set(json, "sessions", term_list_rows(call->web->terms->list));
    web_call_json(call, 200, json);
}

static void nothing(void *ctx)
{
    (void)ctx;
}

static void looked(struct web_call *call, void *ctx)
{
    (void)ctx;
    answer_list(call);
}

/* While the earlier ones are still being looked for on the lane, after that. */
static void get_terms(struct web_call *call)
{
    if (call->web->terms->is_found)
        answer_list(call);
    else
        (void)web_work(call, WEB_LANE_LOOK, nothing, looked, NULL);
}

/* POST /api/terms */

struct start {
    struct web_terms *terms;
    const struct runner *runner;
    const struct runner_rules *rules;
    const struct spool *spool;
    struct exec_shell shell;
    char *program, *name; /* owned, of SHELL */
    struct term_plan plan;
    struct term_found *found; /* NULL: ERR says why */
    struct err err;
};

static void free_start(struct start *start)
{
    term_plan_release(&start->plan);
    if (start->found)
        term_found_free(start->found);
    free(start->program);
    free(start->name);
    free(start);
}

static int write_plan(const struct start *start, int dir, struct err *err)
{
    char name[TERM_PLACE_NAME];
    auto_buf struct buf text;
    buf_init(&text, TERM_PLAN_MAX);
    term_plan_format(&start->plan, &text);
    term_place_name(&start->shell.id, TERM_PLACE_PLAN, name);
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "the terminal's plan is too large");
    return fd_create_file(dir, name, text.data, text.size, FD_DURABLE_NONE, err);
}

/* The supervisor answers when the shell runs, or cannot. */
static int spawn(const struct start *start, struct err *err)
{
    int status = 0;
    char id[IDENT_TEXT_SIZE];
    auto_free char *project = xstrdup(start->spool->project_path);
    char *argv[] = {(char[]){"pirun"}, (char[]){TERM_SUPERVISE_COMMAND}, project, id, NULL};
    auto_buf struct buf text;
    buf_init(&text, ANSWER_MAX);
    ident_format(&start->shell.id, id);
    if (spawn_self(argv, START_MS, &text, &status, err) < 0)
        return -1;
    auto_json struct json *answer = json_parse(buf_text(&text), text.size, NULL);
    const char *error = json_get_string(answer, "error");
    if (error)
        return err_set(err, err_named(json_get_string(answer, "code")), "%s", error);
    if (json_get_bool(answer, "ok", false))
        return 0;
    return err_set(err, ERR_INTERNAL, "the terminal's supervisor ended with status %d", status);
}

/* Perhaps it runs all the same, and only could not say so. */
static void give_up(int dir, const struct ident *id)
{
    struct err err; /* nobody is there: as it should be */
    pid_t pid = 0;
    const struct term_frame watch = {.kind = TERM_KIND_WATCH};
    const struct term_frame close_it = {.kind = TERM_KIND_CLOSE};
    auto_fd int fd = term_place_connect(dir, id, &pid, &err);
    if (fd < 0)
        term_place_remove(dir, id);
    else
        term_link_tell(fd, (const struct term_frame[]){watch, close_it}, 2);
}

static void set_title(struct term_plan *plan)
{
    const char *shell = strrchr(plan->exec.argv[0], '/') + 1;
    plan->title = plan->directory ? xasprintf("%s in %s", shell, plan->directory) : xstrdup(shell);
}

static void start_on_lane(void *ctx)
{
    struct start *start = ctx;
    struct err *err = &start->err;
    auto_fd int dir = term_place_open(start->spool->dirs.var, err);
    if (dir < 0 ||
        runner_plan_shell(start->runner, start->rules, &start->shell, &start->plan.exec, err) < 0)
        return;
    set_title(&start->plan);
    start->plan.started_at_us = clock_wall_us();
    if (write_plan(start, dir, err) == 0 && spawn(start, err) == 0)
        start->found = term_list_reach(dir, &start->shell.id, err);
    if (!start->found)
        give_up(dir, &start->shell.id);
}

static void started(struct web_call *call, void *ctx)
{
    struct start *start = ctx;
    struct web_terms *terms = start->terms;
    terms->starting--;
    if (!start->found) {
        web_call_error(call, &start->err);
        free_start(start);
        return;
    }
    char detail[sizeof("terminal ") + IDENT_TEXT_SIZE] = "terminal ";
    ident_format(&start->shell.id, detail + strlen(detail));
    term_list_add(terms->list, take(start->found));
    auto_json struct json *row = term_list_row(terms->list, &start->shell.id);
    web_audit_say(call, detail);
    web_call_json(call, 201, row);
    free_start(start);
}

static int read_side(const struct json *body, const char *key, uint16_t fallback, uint16_t *out,
                     struct err *err)
{
    int64_t number = json_get_integer(body, key, fallback);
    if (number < 1 || number > TERM_SIDE_MAX)
        return err_set(err, ERR_INVALID, "'%s' must be from 1 to %d", key, TERM_SIDE_MAX);
    *out = (uint16_t)number;
    return 0;
}

static int read_body(const struct web_call *call, struct term_plan *plan, struct err *err)
{
    auto_json struct json *body = web_call_fields(call, err);
    const char *directory = json_get_string(body, "cwd");
    struct rel rel;
    if (!body || read_side(body, "cols", COLUMNS, &plan->columns, err) < 0 ||
        read_side(body, "rows", ROWS, &plan->rows, err) < 0)
        return -1;
    if (!directory || !*directory || strcmp(directory, ".") == 0)
        return 0;
    if (rel_parse(directory, strlen(directory), &rel, err) < 0)
        return err_prefix(err, "'cwd'");
    plan->directory = xstrdup(rel.text);
    return 0;
}

static int may_start(const struct web_call *call, struct err *err)
{
    const struct web *web = call->web;
    if (!is_enabled(call))
        return err_set(err, ERR_FORBIDDEN, "%s", OFF_SENTENCE);
    if (!web->runner || web->live->is_stopping)
        return err_set(err, ERR_BUSY, "the server is starting or stopping");
    int64_t most = conf_of(call)->terminal.max;
    if ((int64_t)term_list_count(web->terms->list) + web->terms->starting < most)
        return 0;
    return err_set(err, ERR_BUSY,
                   "there are %lld terminals already: close one, or raise 'terminal.max' in "
                   ".pirun.yaml",
                   (long long)most);
}

static void post_terms(struct web_call *call)
{
    struct err err;
    auto_terminal struct term_plan plan = {0};
    if (read_body(call, &plan, &err) < 0 || may_start(call, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    const struct conf *conf = conf_of(call);
    struct start *start = xcalloc(1, sizeof(*start));
    start->terms = call->web->terms;
    start->runner = call->web->runner;
    start->rules = runner_rules(call->web->runner);
    start->spool = call->web->rooms.spool;
    start->program = xstrdup(conf->terminal.shell);
    start->name = xstrdup(conf->name);
    start->shell = (struct exec_shell){.id = ident_new(),
                                       .program = start->program,
                                       .name = start->name,
                                       .has_network = conf->run.network == CONF_NETWORK_FULL};
    start->plan = plan;
    plan = (struct term_plan){0};
    start->plan.by = xstrdup(call->who.name);
    start->plan.idle_minutes = conf->terminal.idle_minutes;
    start->terms->starting++;
    if (web_work(call, WEB_LANE_LOOK, start_on_lane, started, start))
        return;
    start->terms->starting--;
    free_start(start);
}

/* DELETE /api/terms, GET /api/term */

static int read_id(const struct web_call *call, struct ident *id, struct err *err)
{
    const char *text = web_query_text(&call->query, "id");
    if (!text)
        return err_set(err, ERR_INVALID, "'id' is missing: which terminal?");
    if (ident_parse(text, strlen(text), id))
        return 0;
    return err_set(err, ERR_NOT_FOUND, "there is no terminal '%.40s'", text);
}

static void delete_terms(struct web_call *call)
{
    struct err err;
    struct ident id;
    if (read_id(call, &id, &err) < 0 || term_list_close(call->web->terms->list, &id, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    char text[IDENT_TEXT_SIZE];
    ident_format(&id, text);
    auto_json struct json *json = json_object();
    json_set_string(json, "id", text);
    web_call_json(call, 202, json);
}

struct joining {
    const struct spool *spool;
    struct ident id;
    struct web_term_view view;
    int fd; /* -1: ERR says why */
    struct err err;
};

static void join_on_lane(void *ctx)
{
    struct joining *joining = ctx;
    pid_t pid = 0;
    auto_fd int dir = term_place_open(joining->spool->dirs.var, &joining->err);
    if (dir >= 0)
        joining->fd = term_place_connect(dir, &joining->id, &pid, &joining->err);
}

static void joined(struct web_call *call, void *ctx)
{
    auto_free struct joining *joining = ctx;
    auto_fd int fd = joining->fd;
    if (!call->req)
        return;
    if (fd < 0 && joining->err.code == ERR_NOT_FOUND)
        web_term_socket_miss(call, joining->err.text);
    else if (fd < 0)
        web_call_error(call, &joining->err);
    else
        web_term_socket_start(call, take_fd(&fd), &joining->view);
}

static int read_view(const struct web_call *call, struct web_term_view *view, struct err *err)
{
    static const struct web_range offsets = {0, OFFSET_MAX, 0};
    static const struct web_range sides = {1, TERM_SIDE_MAX, 0};
    int64_t from = 0;
    int64_t columns = 0;
    int64_t rows = 0;
    if (web_query_integer(&call->query, "from", &offsets, &from, err) < 0 ||
        web_query_integer(&call->query, "cols", &sides, &columns, err) < 0 ||
        web_query_integer(&call->query, "rows", &sides, &rows, err) < 0)
        return -1;
    *view = (struct web_term_view){
        .from = (uint64_t)from, .columns = (uint16_t)columns, .rows = (uint16_t)rows};
    return 0;
}

static void refuse_plain(struct web_call *call)
{
    struct err err;
    (void)err_set(&err, ERR_INVALID, "a terminal is reached by a WebSocket alone");
    web_call_add(call, "upgrade", "websocket");
    web_call_refuse(call, 426, &err);
}

static void get_term(struct web_call *call)
{
    struct err err;
    auto_free struct joining *joining = xcalloc(1, sizeof(*joining));
    joining->fd = -1;
    joining->spool = call->web->rooms.spool;
    if (read_id(call, &joining->id, &err) < 0 || read_view(call, &joining->view, &err) < 0) {
        web_call_error(call, &err);
    } else if (!is_enabled(call)) {
        (void)err_set(&err, ERR_FORBIDDEN, "%s", OFF_SENTENCE);
        web_call_error(call, &err);
    } else if (!web_ws_is_asked(call)) {
        refuse_plain(call);
    } else if (web_work(call, WEB_LANE_LOOK, join_on_lane, joined, joining)) {
        (void)take(joining);
    }
}

static const struct web_param start_fields[] = {
    {"cols", "integer", false, "columns of the window [80]"},
    {"rows", "integer", false, "rows of the window [24]"},
    {"cwd", "string", false, "directory below the project to start in [the project]"},
    {0},
};
static const struct web_param id_params[] = {{"id", "string", true, "the terminal"}, {0}};
static const struct web_param view_params[] = {
    {"id", "string", true, "the terminal"},
    {"from", "integer", false, "offset of the first byte to be shown; 0: all that is kept [0]"},
    {"cols", "integer", false, "columns of the window; later by {\"resize\":[COLS,ROWS]}"},
    {"rows", "integer", false, "rows of the window"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/terms",
     .role = ACCESS_VIEWER,
     .handler = get_terms,
     .answer = "application/json",
     .statuses = "200",
     .help = "Whether there are terminals here, why not, and the 'sessions', oldest first"},
    {.method = "POST",
     .path = "/api/terms",
     .role = ACCESS_EDITOR,
     .handler = post_terms,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = start_fields,
     .answer = "application/json",
     .statuses = "201 400 403 404 500 503 504 507",
     .help = "Starts a shell in the project, confined as runs are; goes on without viewers and "
             "without this server"},
    {.method = "DELETE",
     .path = "/api/terms",
     .role = ACCESS_EDITOR,
     .handler = delete_terms,
     .params = id_params,
     .answer = "application/json",
     .statuses = "202 400 404",
     .help = "Ends a terminal: SIGHUP, and after two seconds SIGKILL to all that runs in it"},
    {.method = "GET",
     .path = "/api/term",
     .role = ACCESS_EDITOR,
     .handler = get_term,
     .params = view_params,
     .answer = "application/octet-stream",
     .statuses = "101 400 403 404 426 503",
     .help =
         "A terminal as a WebSocket: bytes both ways, and JSON about offsets, sizes and the end"},
};

WEB_ROUTES(web_term_routes, routes)
