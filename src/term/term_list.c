#include "term/term_list.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "term/term_link.h"
#include "term/term_place.h"

#define ANSWER_MS 5000 /* a supervisor does nothing that takes long */
#define OBEY_MS   8000 /* HANGUP_MS of term_keeper, the end of all, and a slow viewer's goodbye */

struct session {
    struct list node;
    struct term_list *list;
    struct ident id;
    struct term_link *link;
    struct loop_timer *deadline; /* armed: it was told to end */
    int pidfd;                   /* -1: none */
    struct json *state;
};

struct term_list {
    struct loop *loop;
    term_list_cb on_change;
    void *ctx;
    struct list sessions;
};

struct term_list *term_list_create(struct loop *loop, term_list_cb on_change, void *ctx)
{
    struct term_list *list = xcalloc(1, sizeof(*list));
    *list = (struct term_list){.loop = loop, .on_change = on_change, .ctx = ctx};
    list_init(&list->sessions);
    return list;
}

static void free_session(struct session *session)
{
    list_remove(&session->node);
    term_link_close(session->link);
    loop_timer_free(session->deadline);
    scope_close(&session->pidfd);
    json_free(session->state);
    free(session);
}

void term_list_free(struct term_list *list)
{
    if (!list)
        return;
    list_for_each (node, &list->sessions)
        free_session(list_entry(node, struct session, node));
    free(list);
}

/* On a lane */

void term_found_free(struct term_found *found)
{
    scope_close(&found->fd);
    scope_close(&found->pidfd);
    json_free(found->state);
    free(found);
}

struct term_found *term_list_reach(int terms_fd, const struct ident *id, struct err *err)
{
    pid_t pid = 0;
    char bytes[TERM_WIRE_MAX];
    struct term_frame answer;
    const struct term_frame watch = {.kind = TERM_KIND_WATCH};
    auto_fd int fd = term_place_connect(terms_fd, id, &pid, err);
    if (fd < 0 || term_link_ask(fd, &watch, ANSWER_MS, bytes, &answer, err) < 0)
        return NULL;
    auto_json struct json *state =
        answer.kind == TERM_KIND_STATE ? json_parse(answer.data, answer.size, err) : NULL;
    if (!state) {
        (void)err_set(err, ERR_INVALID, "the terminal's supervisor is not understood");
        return NULL;
    }
    struct term_found *found = xcalloc(1, sizeof(*found));
    *found = (struct term_found){.id = *id, .fd = take_fd(&fd), .state = take(state)};
    found->pidfd = (int)syscall(SYS_pidfd_open, pid, 0); /* it has just answered: it is this one */
    list_init(&found->link);
    return found;
}

static bool read_name(const char *name, struct ident *id)
{
    size_t size = IDENT_TEXT_SIZE - 1;
    return strlen(name) > size && strcmp(name + size, TERM_PLACE_PLAN) == 0 &&
           ident_parse(name, size, id);
}

void term_list_scan(int terms_fd, struct list *found)
{
    int own = openat(terms_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir)
        scope_close(&own);
    for (struct dirent *entry; dir && (entry = readdir(dir));) { /* NOLINT(concurrency-mt-unsafe) */
        struct ident id;
        struct err err;
        if (!read_name(entry->d_name, &id))
            continue;
        struct term_found *one = term_list_reach(terms_fd, &id, &err);
        if (one)
            list_append(found, &one->link);
        else if (err.code == ERR_NOT_FOUND)
            term_place_remove(terms_fd, &id);
    }
}

/* On the loop */

static struct session *find(const struct term_list *list, const struct ident *id)
{
    list_for_each (node, &list->sessions) {
        struct session *session = list_entry(node, struct session, node);
        if (ident_equal(&session->id, id))
            return session;
    }
    return NULL;
}

static bool is_running(const struct session *session)
{
    return json_get_bool(session->state, "is_running", false);
}

/* Its supervisor is gone: usually after it has told the end. */
static void supervisor_ended(struct session *session)
{
    struct term_list *list = session->list;
    auto_json struct json *state = take(session->state);
    session->link = NULL; /* freed by itself */
    free_session(session);
    if (!json_get_bool(state, "is_running", false))
        return;
    json_set_bool(state, "is_running", false);
    json_set_integer(state, "viewers", 0);
    json_set_string(state, "reason", "its supervisor was killed");
    list->on_change(list->ctx, state);
}

static void frame_came(void *ctx, const struct term_frame *frame)
{
    struct session *session = ctx;
    struct term_list *list = session->list;
    if (!frame) {
        supervisor_ended(session);
        return;
    }
    struct json *state =
        frame->kind == TERM_KIND_STATE ? json_parse(frame->data, frame->size, NULL) : NULL;
    if (!state)
        return;
    bool was_running = is_running(session);
    json_free(session->state);
    session->state = state;
    if (was_running != is_running(session))
        list->on_change(list->ctx, state);
}

static void kill_supervisor(void *ctx)
{
    struct session *session = ctx;
    if (session->pidfd >= 0) /* what runs in it dies with it */
        (void)syscall(SYS_pidfd_send_signal, session->pidfd, SIGKILL, NULL, 0);
}

/* Sessions found later may have begun earlier. */
static void put_in_order(struct term_list *list, struct session *session)
{
    const char *began = json_get_string(session->state, "started_at");
    struct list *at = &list->sessions;
    while (at->prev != &list->sessions) {
        const struct session *before = list_entry(at->prev, struct session, node);
        const char *its = json_get_string(before->state, "started_at");
        if (!began || !its || strcmp(its, began) <= 0)
            break;
        at = at->prev;
    }
    list_insert_before(at, &session->node);
}

void term_list_add(struct term_list *list, struct term_found *found)
{
    if (find(list, &found->id)) {
        term_found_free(found);
        return;
    }
    struct session *session = xcalloc(1, sizeof(*session));
    session->list = list;
    session->id = found->id;
    session->pidfd = take_fd(&found->pidfd);
    session->state = take(found->state);
    session->deadline = loop_timer_create(list->loop, kill_supervisor, session);
    put_in_order(list, session);
    session->link = term_link_create(list->loop, take_fd(&found->fd), frame_came, session);
    term_found_free(found);
    list->on_change(list->ctx, session->state);
}

struct json *term_list_row(const struct term_list *list, const struct ident *id)
{
    const struct session *session = find(list, id);
    return session ? json_copy(session->state) : NULL;
}

struct json *term_list_rows(const struct term_list *list)
{
    struct json *rows = json_array();
    list_for_each (node, &list->sessions)
        json_push(rows, json_copy(list_entry(node, struct session, node)->state));
    return rows;
}

size_t term_list_count(const struct term_list *list)
{
    size_t count = 0;
    list_for_each (node, &list->sessions)
        count += is_running(list_entry(node, struct session, node));
    return count;
}

int term_list_close(struct term_list *list, const struct ident *id, struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    const struct term_frame close_it = {.kind = TERM_KIND_CLOSE};
    struct session *session = find(list, id);
    ident_format(id, text);
    if (!session)
        return err_set(err, ERR_NOT_FOUND, "there is no terminal '%s'", text);
    (void)term_link_send(session->link, &close_it); /* one that takes nothing is killed */
    if (!loop_timer_is_armed(session->deadline))
        loop_timer_arm(session->deadline, OBEY_MS);
    return 0;
}
