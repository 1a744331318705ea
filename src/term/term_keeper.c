#include "term/term_keeper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/scope.h"
#include "exec/exec_limit.h"
#include "sandbox/sandbox_tree.h"
#include "term/term_message.h"
#include "term/term_place.h"

/* One process keeps one terminal (ADR 0027). One poll(2) waits for everything:
 *
 *     shell ⇄ terminal ── master ──▶ ring ──▶ viewers
 *                              ◀── what they type
 *
 * Nothing is queued but in the ring, in the kernel, and 64 KiB of typed input for each viewer. So
 * when a viewer is behind, the master is not read, the terminal fills, and the program in it waits,
 * as it would for a slow line; when the program does not read, viewers are not told that their
 * input was taken, and the server stops reading theirs. */

#define READ_MAX    32768 /* bytes at once: a keystroke's echo never waits long behind output */
#define HOLD_MS     30000 /* for the last viewer to come back and miss nothing */
#define STALL_MS    10000 /* a viewer that holds up others is left after that */
#define HANGUP_MS   2000  /* from SIGHUP to SIGKILL */
#define AGAIN_MS    1000  /* between two looks whether somebody still lives */
#define DRAIN_MS    35000 /* for a viewer that does not read the end, or was cut (HOLD_MS) */
#define LINGER_MS   60000 /* for somebody to come and see how it ended */
#define GOODBYE_MS  2000  /* the same, when the end was ordered */
#define FIXED_POLLS 4

/* What is told */

static struct term_scene scene_of(const struct term_keeper *keeper)
{
    return (struct term_scene){.ring = &keeper->ring,
                               .columns = keeper->columns,
                               .rows = keeper->rows,
                               .state = buf_text(&keeper->state),
                               .is_over = keeper->stage == TERM_STAGE_OVER,
                               .exit_code = keeper->exit_code,
                               .reason = keeper->reason};
}

static int64_t count_viewers(const struct term_keeper *keeper)
{
    int64_t count = 0;
    list_for_each (node, &keeper->viewers)
        count += list_entry(node, struct term_viewer, link)->role == TERM_ROLE_VIEWER;
    return count;
}

static void describe(struct term_keeper *keeper)
{
    char id[IDENT_TEXT_SIZE];
    char started[CLOCK_TEXT_SIZE];
    const struct term_plan *plan = keeper->plan;
    bool is_over = keeper->stage == TERM_STAGE_OVER;
    ident_format(&plan->exec.id, id);
    clock_format(plan->started_at_us, started);
    auto_json struct json *json = json_object();
    json_set_string(json, "id", id);
    json_set_string(json, "title", plan->title);
    json_set_string(json, "shell", plan->exec.argv[0]);
    json_set_integer(json, "cols", keeper->columns);
    json_set_integer(json, "rows", keeper->rows);
    json_set_string(json, "started_at", started);
    json_set_string(json, "by", plan->by);
    json_set_integer(json, "viewers", count_viewers(keeper));
    json_set_bool(json, "is_running", !is_over);
    json_set_string(json, "sandbox_level",
                    sandbox_level_name(sandbox_level_of(keeper->confine.parts)));
    if (is_over)
        json_set_integer(json, "exit_code", keeper->exit_code);
    if (is_over && *keeper->reason)
        json_set_string(json, "reason", keeper->reason);
    buf_clear(&keeper->state);
    json_print(json, false, &keeper->state);
}

static void tell_state(struct term_keeper *keeper)
{
    describe(keeper);
    list_for_each (node, &keeper->viewers)
        list_entry(node, struct term_viewer, link)->owes_state = true;
}

/* The end */

static void set_reason(struct term_keeper *keeper, const char *reason)
{
    if (!*keeper->reason)
        (void)snprintf(keeper->reason, sizeof(keeper->reason), "%s", reason); /* cut at most */
}

static void kill_all(struct term_keeper *keeper)
{
    (void)sandbox_tree_signal(exec_family_root(&keeper->family), SIGKILL);
    keeper->stage = TERM_STAGE_KILL;
    keeper->deadline_ms = clock_boot_ms() + AGAIN_MS;
}

static void order_end(struct term_keeper *keeper, const char *reason, bool is_hard)
{
    pid_t root = exec_family_root(&keeper->family);
    keeper->is_ordered = true;
    if (keeper->stage == TERM_STAGE_LIVE) {
        set_reason(keeper, reason);
        (void)sandbox_tree_signal(root, SIGHUP);
        (void)sandbox_tree_signal(root, SIGCONT); /* a stopped one could not follow */
        keeper->stage = TERM_STAGE_HANGUP;
        keeper->deadline_ms = clock_boot_ms() + HANGUP_MS;
    }
    if (is_hard && keeper->stage == TERM_STAGE_HANGUP)
        kill_all(keeper);
    if (keeper->stage == TERM_STAGE_OVER)
        keeper->deadline_ms = clock_boot_ms();
}

/* The shell has ended: with it the session. */
static void end_family(struct term_keeper *keeper)
{
    int status = keeper->family.wait_status;
    exec_family_end(&keeper->family, keeper->signals, keeper->stage != TERM_STAGE_LIVE);
    exec_cgroup_close(&keeper->cgroup);
    exec_place_seize(keeper->project, keeper->own, &keeper->trusted, keeper->reason,
                     sizeof(keeper->reason));
    keeper->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    keeper->stage = TERM_STAGE_DRAIN;
    keeper->deadline_ms = clock_boot_ms() + (keeper->is_ordered ? GOODBYE_MS : DRAIN_MS);
}

static void say_end(struct term_keeper *keeper)
{
    scope_close(&keeper->shell.master);
    keeper->shell.master = -1;
    keeper->stage = TERM_STAGE_OVER;
    keeper->deadline_ms = clock_boot_ms() + (keeper->is_ordered ? GOODBYE_MS : LINGER_MS);
    tell_state(keeper);
    list_for_each (node, &keeper->viewers)
        list_entry(node, struct term_viewer, link)->owes_exit = true;
}

/* After SIGHUP others than the shell have their time too: an editor saves what it has. */
static void reap(struct term_keeper *keeper)
{
    if (keeper->stage == TERM_STAGE_DRAIN || keeper->stage == TERM_STAGE_OVER)
        return;
    bool has_more = exec_family_reap(&keeper->family);
    if (keeper->family.has_ended && !(has_more && keeper->stage == TERM_STAGE_HANGUP))
        end_family(keeper);
}

/* The terminal */

static bool is_holding(const struct term_keeper *keeper, const struct term_viewer *viewer)
{
    return term_viewer_room(viewer, &keeper->ring) == 0;
}

/* How many bytes may be read from the terminal now. */
static size_t room_of(const struct term_keeper *keeper)
{
    size_t room = READ_MAX;
    size_t kept = keeper->held_till_ms ? (size_t)(keeper->ring.end - keeper->held) : 0;
    if (TERM_RING_SIZE - kept < room)
        room = TERM_RING_SIZE - kept;
    list_for_each (node, &keeper->viewers) {
        size_t its = term_viewer_room(list_entry(node, struct term_viewer, link), &keeper->ring);
        room = its < room ? its : room;
    }
    return room;
}

/* Source: tty_ioctl(4), pty(7): at the end of the other side a read gives EIO. */
static void read_terminal(struct term_keeper *keeper)
{
    size_t size = room_of(keeper);
    if (size == 0 || keeper->shell.master < 0)
        return;
    char *room = term_ring_room(&keeper->ring, &size);
    ssize_t got = read(keeper->shell.master, room, size);
    if (got > 0) {
        term_ring_grew(&keeper->ring, (size_t)got);
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        scope_close(&keeper->shell.master);
        keeper->shell.master = -1;
    }
}

/* Each viewer in turn, as much as the terminal takes. */
static void write_terminal(struct term_keeper *keeper)
{
    list_for_each (node, &keeper->viewers) {
        struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        const char *data = NULL;
        size_t size = term_viewer_typed(viewer, &data);
        if (size == 0 || keeper->shell.master < 0)
            continue;
        ssize_t written = write(keeper->shell.master, data, size);
        if (written > 0)
            term_viewer_took(viewer, (size_t)written);
    }
}

/* Who has left, and whose last words are written. */
static void forget_nobodies(struct term_keeper *keeper)
{
    list_for_each (node, &keeper->viewers) {
        struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        if (viewer->fd < 0 && (viewer->input_size == 0 || keeper->shell.master < 0))
            term_viewer_free(viewer);
    }
}

static bool has_typed(const struct term_keeper *keeper)
{
    const char *data = NULL;
    list_for_each (node, &keeper->viewers) {
        if (term_viewer_typed(list_entry(node, struct term_viewer, link), &data) > 0)
            return true;
    }
    return false;
}

/* The smallest window that looks decides, so that everybody sees all of it. */
static void fit_size(struct term_keeper *keeper)
{
    uint16_t columns = 0;
    uint16_t rows = 0;
    list_for_each (node, &keeper->viewers) {
        const struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        if (viewer->columns == 0 || viewer->rows == 0)
            continue;
        columns = columns == 0 || viewer->columns < columns ? viewer->columns : columns;
        rows = rows == 0 || viewer->rows < rows ? viewer->rows : rows;
    }
    columns = columns > TERM_SIDE_MAX ? TERM_SIDE_MAX : columns;
    rows = rows > TERM_SIDE_MAX ? TERM_SIDE_MAX : rows;
    if (columns == 0 || (columns == keeper->columns && rows == keeper->rows))
        return;
    const struct winsize size = {.ws_col = columns, .ws_row = rows};
    keeper->columns = columns;
    keeper->rows = rows;
    if (keeper->shell.master >= 0)
        (void)ioctl(keeper->shell.master, TIOCSWINSZ, &size); /* the values are valid */
    tell_state(keeper);
    list_for_each (other, &keeper->viewers)
        list_entry(other, struct term_viewer, link)->owes_size = true;
}

/* Who looks */

static void accept_viewer(struct term_keeper *keeper)
{
    size_t count = 0;
    int fd = term_place_accept(keeper->listener);
    if (fd < 0)
        return;
    list_for_each (node, &keeper->viewers)
        count++;
    if (count >= TERM_PLACE_CONNS)
        (void)close(fd);
    else
        list_append(&keeper->viewers, &term_viewer_create(fd)->link);
}

static void judge_stall(struct term_keeper *keeper, struct term_viewer *viewer, int64_t now_ms)
{
    bool has_other = false;
    if (!is_holding(keeper, viewer)) {
        viewer->held_ms = 0;
        return;
    }
    if (viewer->held_ms == 0)
        viewer->held_ms = now_ms;
    list_for_each (node, &keeper->viewers) {
        const struct term_viewer *other = list_entry(node, struct term_viewer, link);
        has_other |=
            other != viewer && other->role == TERM_ROLE_VIEWER && !is_holding(keeper, other);
    }
    if (has_other && now_ms - viewer->held_ms >= STALL_MS)
        term_viewer_detach(viewer, "it did not read for 10 s while others did");
}

/* VIEWER leaves. The last one may have been cut, with its server or by its network: what it has not
 * seen is held for a while, as if it were there. */
static void part(struct term_keeper *keeper, struct term_viewer *viewer, int64_t now_ms)
{
    bool is_viewer = viewer->role == TERM_ROLE_VIEWER;
    uint64_t acked = viewer->acked;
    term_viewer_leave(viewer);
    if (!is_viewer || count_viewers(keeper) > 0)
        return;
    keeper->held = acked;
    keeper->held_till_ms = now_ms + HOLD_MS;
}

/* Hear, tell and part from viewers. */
static void serve_viewers(struct term_keeper *keeper)
{
    int64_t before = count_viewers(keeper);
    int64_t now_ms = clock_boot_ms();
    bool wants_close = false;
    list_for_each (node, &keeper->viewers) {
        struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        const struct term_scene scene = scene_of(keeper);
        term_viewer_receive(viewer, &scene);
        judge_stall(keeper, viewer, now_ms);
        wants_close |= viewer->wants_close;
        if (viewer->is_gone)
            part(keeper, viewer, now_ms);
    }
    if (wants_close)
        order_end(keeper, "closed", false);
    fit_size(keeper);
    int64_t after = count_viewers(keeper);
    if (after > 0)
        keeper->held_till_ms = 0;
    term_idle_note(&keeper->idle, after > 0, now_ms);
    if (after != before)
        tell_state(keeper);
}

static void send_all(struct term_keeper *keeper)
{
    const struct term_scene scene = scene_of(keeper);
    list_for_each (node, &keeper->viewers) {
        struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        term_viewer_send(viewer, &scene);
        keeper->was_told |= viewer->has_exit;
    }
}

/* Time */

static void look(struct term_keeper *keeper, int64_t now_ms)
{
    if (keeper->stage != TERM_STAGE_LIVE || now_ms < keeper->look_ms)
        return;
    char text[sizeof(keeper->reason)];
    keeper->watch.has_cgroup =
        keeper->watch.has_cgroup && exec_cgroup_bounds_memory(&keeper->cgroup);
    enum sandbox_excess excess = sandbox_watch_look(&keeper->watch, false);
    keeper->look_ms = now_ms + keeper->watch.pause_ms;
    if (excess == SANDBOX_EXCESS_NONE)
        return;
    exec_limit_explain(&keeper->watch, excess, text, sizeof(text));
    order_end(keeper, text, true);
    keeper->is_ordered = false; /* nobody wanted it: somebody should read why */
}

static void come_due(struct term_keeper *keeper)
{
    char text[sizeof(keeper->reason)];
    int64_t now_ms = clock_boot_ms();
    look(keeper, now_ms);
    if (keeper->held_till_ms > 0 && now_ms >= keeper->held_till_ms)
        keeper->held_till_ms = 0;
    if (keeper->stage == TERM_STAGE_LIVE && term_idle_is_over(&keeper->idle, now_ms)) {
        (void)snprintf(text, sizeof(text), "nobody looked at it for %lld minutes",
                       (long long)keeper->plan->idle_minutes); /* fits */
        order_end(keeper, text, false);
    }
    if (keeper->deadline_ms == 0 || now_ms < keeper->deadline_ms)
        return;
    if (keeper->stage == TERM_STAGE_HANGUP || keeper->stage == TERM_STAGE_KILL)
        kill_all(keeper);
    else if (keeper->stage == TERM_STAGE_DRAIN)
        say_end(keeper);
}

static int64_t earlier(int64_t a_ms, int64_t b_ms)
{
    return b_ms > 0 && (a_ms == 0 || b_ms < a_ms) ? b_ms : a_ms;
}

/* Units: as poll(2) wants it. */
static int wait_ms(const struct term_keeper *keeper)
{
    int64_t due_ms = earlier(keeper->deadline_ms, keeper->held_till_ms);
    if (keeper->stage == TERM_STAGE_LIVE) {
        due_ms = earlier(due_ms, keeper->look_ms);
        due_ms = earlier(due_ms, term_idle_due_ms(&keeper->idle));
    }
    list_for_each (node, &keeper->viewers) {
        const struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        if (viewer->held_ms > 0)
            due_ms = earlier(due_ms, viewer->held_ms + STALL_MS);
    }
    if (due_ms == 0)
        return -1;
    int64_t left_ms = due_ms - clock_boot_ms();
    return left_ms < 0 ? 0 : left_ms > INT32_MAX ? INT32_MAX : (int)left_ms;
}

/* Everybody has heard the end who is to hear it. */
static bool is_over(const struct term_keeper *keeper)
{
    if (keeper->stage != TERM_STAGE_OVER)
        return false;
    if (clock_boot_ms() >= keeper->deadline_ms)
        return true;
    list_for_each (node, &keeper->viewers) {
        if (!term_viewer_is_done(list_entry(node, struct term_viewer, link)))
            return false;
    }
    return keeper->was_told || keeper->is_ordered;
}

static void take_signals(struct term_keeper *keeper)
{
    struct signalfd_siginfo info;
    while (read(keeper->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
        if (info.ssi_signo != SIGCHLD)
            order_end(keeper, "closed", info.ssi_signo == SIGQUIT);
    }
    reap(keeper);
}

static short master_events(const struct term_keeper *keeper)
{
    return (short)((room_of(keeper) > 0 ? POLLIN : 0) | (has_typed(keeper) ? POLLOUT : 0));
}

static void turn(struct term_keeper *keeper)
{
    struct pollfd polls[FIXED_POLLS + TERM_PLACE_CONNS] = {
        {.fd = keeper->signals, .events = POLLIN},
        {.fd = keeper->shell.child.report, .events = POLLIN},
        {.fd = keeper->listener, .events = POLLIN},
        {.fd = keeper->shell.master, .events = master_events(keeper)}};
    nfds_t count = FIXED_POLLS;
    if (polls[3].events == 0) /* else its hang-up alone would wake us again and again */
        polls[3].fd = -1;
    list_for_each (node, &keeper->viewers) {
        const struct term_viewer *viewer = list_entry(node, struct term_viewer, link);
        polls[count++] = (struct pollfd){
            .fd = viewer->fd, .events = (short)(POLLIN | (viewer->is_full ? POLLOUT : 0))};
    }
    (void)poll(polls, count, wait_ms(keeper)); /* EINTR: nothing is ready */
    if (polls[0].revents)
        take_signals(keeper);
    if (polls[1].revents)
        reap(keeper);
    if (polls[3].revents & (POLLIN | POLLHUP | POLLERR))
        read_terminal(keeper);
    if (polls[2].revents)
        accept_viewer(keeper);
    serve_viewers(keeper);
    write_terminal(keeper);
    forget_nobodies(keeper);
    if (keeper->stage == TERM_STAGE_DRAIN && keeper->shell.master < 0)
        say_end(keeper);
    come_due(keeper);
    send_all(keeper);
}

static void start_watch(struct term_keeper *keeper)
{
    const struct sandbox_spec spec = {.limits = keeper->plan->exec.limits,
                                      .project_fd = keeper->project};
    sandbox_watch_init(&keeper->watch, &spec, exec_family_root(&keeper->family), clock_wall_us());
    keeper->watch.has_cgroup = (keeper->confine.parts & SANDBOX_PART_MEMORY_CGROUP) != 0;
    keeper->look_ms = clock_boot_ms() + keeper->watch.pause_ms;
}

void term_keeper_live(struct term_keeper *keeper)
{
    list_init(&keeper->viewers);
    term_ring_init(&keeper->ring);
    buf_init(&keeper->state, TERM_WIRE_DATA);
    term_idle_init(&keeper->idle, keeper->plan->idle_minutes, clock_boot_ms());
    keeper->columns = keeper->plan->columns;
    keeper->rows = keeper->plan->rows;
    start_watch(keeper);
    describe(keeper);
    while (!is_over(keeper))
        turn(keeper);
    list_for_each (node, &keeper->viewers)
        term_viewer_free(list_entry(node, struct term_viewer, link));
    term_ring_release(&keeper->ring);
    buf_release(&keeper->state);
}
