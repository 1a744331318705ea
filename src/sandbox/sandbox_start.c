/* sandbox_start: the keeper's side of a start. Two pipes and a clone: `go` holds the child back
 * until its user namespace has its map, and tells it whether the keeper still lives; `status`
 * brings back what failed, and ends with the execute. So this call knows how the start went when it
 * comes back, and nothing has to be kept in mind afterwards. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_clone.h"
#include "sandbox/sandbox_note.h"
#include "sandbox/sandbox_work.h"

#define BOX_FLAGS (CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP)

int sandbox_prepare(struct err *err)
{
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
        return err_errno(err, "cannot become the reaper of orphans");
    return 0;
}

struct start {
    struct sandbox_work work;
    int status, report; /* read ends */
};

static void close_start(struct start *start)
{
    scope_close(&start->work.idmap);
    scope_close(&start->work.go);
    scope_close(&start->work.go_end);
    scope_close(&start->work.status);
    scope_close(&start->work.report);
    scope_close(&start->status);
    scope_close(&start->report);
}

static int open_pipe(int *reader, int *writer)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -1;
    *reader = ends[0];
    *writer = ends[1];
    return 0;
}

/* What is asked for and makes sense together. */
static unsigned plan_parts(const struct sandbox_spec *spec, const struct sandbox_user *user)
{
    unsigned parts = spec->parts;
    if (!(parts & SANDBOX_PART_NAMESPACES)) {
        parts &= ~(unsigned)(SANDBOX_PART_PROC | SANDBOX_PART_COUNT_OWN);
        if (user->is_mapped) /* nothing shows root's files to another user here */
            parts &= ~(unsigned)SANDBOX_PART_USER;
    }
    if (spec->has_network)
        parts &= ~(unsigned)SANDBOX_PART_NET;
    if (spec->cgroup_fd < 0)
        parts &= ~(unsigned)SANDBOX_PARTS_CGROUP;
    return parts;
}

static int fail(struct sandbox_fault *fault, const char *step, unsigned part)
{
    *fault = (struct sandbox_fault){.number = errno, .part = part};
    memcpy(fault->step, step, strnlen(step, sizeof(fault->step) - 1));
    return -1;
}

static int open_start(struct start *start, struct sandbox_fault *fault)
{
    struct sandbox_work *work = &start->work;
    struct err err; /* errno tells it too */
    if (sandbox_user_of(work->spec->project_fd, &work->user, &err) < 0)
        return fail(fault, "directory", 0);
    work->parts = plan_parts(work->spec, &work->user);
    if (work->spec->project == SANDBOX_PROJECT_COPY && !(work->parts & SANDBOX_PART_NAMESPACES)) {
        errno = EOPNOTSUPP;
        return fail(fault, "copy of the project", 0);
    }
    unsigned lack = work->spec->needed & ~work->parts;
    if (lack) {
        errno = ENOTSUP;
        return fail(fault, "needed parts", lack);
    }
    if (open_pipe(&work->go, &work->go_end) < 0 || open_pipe(&start->status, &work->status) < 0 ||
        open_pipe(&start->report, &work->report) < 0 ||
        fcntl(start->report, F_SETFL, O_NONBLOCK) < 0)
        return fail(fault, "pipes", 0);
    if (!(work->parts & SANDBOX_PART_NAMESPACES) || !work->user.is_mapped)
        return 0;
    work->idmap = sandbox_user_idmap(&work->user);
    return work->idmap < 0 ? fail(fault, "map of owners", SANDBOX_PART_NAMESPACES) : 0;
}

static uint64_t flags_of(const struct sandbox_work *work)
{
    if (!(work->parts & SANDBOX_PART_NAMESPACES))
        return 0;
    uint64_t flags = BOX_FLAGS;
    if (work->parts & SANDBOX_PART_NET)
        flags |= CLONE_NEWNET;
    if (geteuid() != 0)
        flags |= CLONE_NEWUSER;
    return flags;
}

static pid_t clone_child(struct sandbox_work *work, struct sandbox_child *child,
                         struct sandbox_fault *fault)
{
    uint64_t flags = flags_of(work);
    unsigned needed = work->spec->needed & SANDBOX_PARTS_CGROUP;
    pid_t pid = -1;
    if (work->parts & SANDBOX_PARTS_CGROUP) {
        pid = sandbox_clone(flags, work->spec->cgroup_fd);
        if (pid >= 0)
            return pid;
        if (needed)
            return fail(fault, "cgroup", needed);
        sandbox_note_missing(child, SANDBOX_PARTS_CGROUP, "cgroup", errno);
        work->parts &= ~(unsigned)SANDBOX_PARTS_CGROUP;
    }
    pid = flags == 0 ? fork() : sandbox_clone(flags, -1);
    return pid < 0 ? fail(fault, "namespaces", flags ? SANDBOX_PART_NAMESPACES : 0) : pid;
}

static void run_child(struct start *start)
{
    (void)close(start->status);
    (void)close(start->report);
    (void)close(take_fd(&start->work.go_end)); /* so that its end is the keeper's death */
    if (start->work.parts & SANDBOX_PART_NAMESPACES)
        sandbox_recipe_box(&start->work);
    sandbox_recipe_script(&start->work);
}

static void bury(pid_t pid)
{
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
}

/* Let the child go on, and hear how it went. */
static int follow(struct start *start, pid_t pid, struct sandbox_child *child,
                  struct sandbox_fault *fault)
{
    struct sandbox_work *work = &start->work;
    bool is_mapped = true;
    if ((flags_of(work) & CLONE_NEWUSER) && sandbox_user_map(pid) < 0) {
        (void)fail(fault, "map of users", SANDBOX_PART_NAMESPACES);
        is_mapped = false;
    }
    (void)close(take_fd(&work->status)); /* only the child's is left: its end can be seen */
    (void)close(take_fd(&work->report));
    if (is_mapped)
        (void)!write(work->go_end, "", 1); /* fails only when it is dead: seen next */
    else
        (void)close(take_fd(&work->go_end)); /* it ends by itself */
    if (sandbox_note_read(start->status, child, fault) == 0 && is_mapped)
        return 0;
    bury(pid);
    return -1;
}

int sandbox_start(const struct sandbox_spec *spec, const struct sandbox_program *program,
                  struct sandbox_child *child, struct sandbox_fault *fault)
{
    struct start start __attribute__((cleanup(close_start))) = {.work = {.spec = spec,
                                                                         .program = program,
                                                                         .idmap = -1,
                                                                         .go = -1,
                                                                         .go_end = -1,
                                                                         .status = -1,
                                                                         .report = -1},
                                                                .status = -1,
                                                                .report = -1};
    struct sandbox_work *work = &start.work;
    *child = (struct sandbox_child){.report = -1};
    *fault = (struct sandbox_fault){0};
    if (open_start(&start, fault) < 0)
        return -1;
    pid_t pid = clone_child(work, child, fault);
    if (pid == 0)
        run_child(&start);
    if (pid < 0 || follow(&start, pid, child, fault) < 0)
        return -1;
    child->pid = pid;
    child->parts = work->parts;
    for (size_t i = 0; i < child->missing_count; i++)
        child->parts &= ~child->missing[i].part;
    child->has_init = (work->parts & SANDBOX_PART_NAMESPACES) != 0;
    if (child->has_init)
        child->report = take_fd(&start.report);
    return 0;
}
