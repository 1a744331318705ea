#include "exec/exec_confine.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "exec/exec_copy.h"
#include "exec/exec_place.h"

#define LIST_MAX       4096 /* bytes: every protection with its reason */
#define STEP_DIRECTORY "directory"
#define STEP_EXECUTE   "execute"
#define STEP_FILES     "file system" /* with a fault that is not the kernel's */

/* Parts without which nothing may be started. Answers false, with the name that cannot be met. */
static bool find_needed(const struct exec_plan *plan, unsigned parts, unsigned *needed,
                        const char **unmet)
{
    *needed = 0;
    for (char **at = plan->require; at && *at; at++) {
        *unmet = *at;
        if (!sandbox_require(parts, *at, needed))
            return false;
    }
    if (!plan->is_level_needed)
        return true;
    /* Landlock is a second lock; some kernels (Raspberry Pi's) are built without it */
    unsigned level = sandbox_level_parts(plan->level) & ~(unsigned)SANDBOX_PART_LANDLOCK;
    if (plan->has_network)
        level &= ~(unsigned)SANDBOX_PART_NET;
    *needed |= level;
    *unmet = sandbox_level_name(plan->level);
    return (level & ~parts) == 0;
}

static void note_lack(struct exec_confine *confine, const struct sandbox_fault *fault)
{
    if (confine->lack_count < ARRAY_LEN(confine->lacks))
        confine->lacks[confine->lack_count++] = *fault;
}

/* Parts that the run can have at all. */
static unsigned parts_of(const struct exec_plan *plan, unsigned cgroup)
{
    unsigned parts = sandbox_level_parts(plan->level);
    if (plan->boxless)
        parts &= sandbox_level_parts(SANDBOX_LEVEL_LANDLOCK);
    if (plan->has_network)
        parts &= ~(unsigned)SANDBOX_PART_NET;
    return parts & (~(unsigned)SANDBOX_PARTS_CGROUP | cgroup);
}

static enum sandbox_project project_of(const struct exec_plan *plan)
{
    if (plan->tree)
        return SANDBOX_PROJECT_COPY;
    return plan->is_project_readonly ? SANDBOX_PROJECT_READONLY : SANDBOX_PROJECT_WRITABLE;
}

static struct sandbox_spec spec_of(const struct exec_plan *plan, int project_fd,
                                   const struct exec_cgroup *cgroup)
{
    return (struct sandbox_spec){.limits = plan->limits,
                                 .project_path = plan->project_path,
                                 .project_fd = project_fd,
                                 .project = project_of(plan),
                                 .binds = plan->binds,
                                 .bind_count = plan->bind_count,
                                 .has_network = plan->has_network,
                                 .cgroup_fd = cgroup->parts ? cgroup->fd : -1};
}

static int refuse(const char *unmet, const struct exec_confine *confine, struct err *err)
{
    const struct sandbox_fault *last =
        confine->lack_count > 0 ? &confine->lacks[confine->lack_count - 1] : NULL;
    if (!last)
        return err_set(err, ERR_FORBIDDEN,
                       "the protection '%s' is required and cannot be had here: 'pirun doctor' "
                       "tells why",
                       unmet);
    errno = last->number;
    (void)err_errno(err,
                    "the protection '%s' is required and cannot be had here ('pirun doctor' tells "
                    "more): step '%s'",
                    unmet, last->step);
    err->code = ERR_FORBIDDEN;
    return -1;
}

static int explain(const struct sandbox_fault *fault, const struct exec_plan *plan, struct err *err)
{
    bool is_place = strcmp(fault->step, STEP_DIRECTORY) == 0;
    const char *file = is_place ? plan->project_path : plan->argv[0];
    errno = fault->number;
    (void)err_errno(err, "cannot start '%.100s' (step '%.27s')", file, fault->step);
    if (strcmp(fault->step, STEP_FILES) == 0)
        return err_set(
            err, ERR_INVALID,
            "cannot show '%.100s' to the script: '.git', '.pirun.yaml' or 'var' is a link, "
            "or neither directory nor file: put the thing itself there",
            plan->project_path);
    if (strcmp(fault->step, STEP_EXECUTE) == 0 && fault->number == ENOENT)
        (void)err_set(err, ERR_NOT_FOUND,
                      "cannot start '%.100s' (step '%.27s'): no such file, or its interpreter is "
                      "gone or outside of what a run sees: run 'pirun init'",
                      file, fault->step);
    return -1;
}

/* Where the box has a /tmp of its own, that is the home; elsewhere a directory of the run. */
static int make_home(struct exec_plan *plan, const struct sandbox_spec *spec, struct err *err)
{
    if (spec->parts & SANDBOX_PART_NAMESPACES)
        return 0;
    if (exec_place_make(spec->project_fd, spec->scratch, true, err) < 0)
        return -1;
    auto_free char *path = xasprintf("%s/%s", plan->project_path, spec->scratch);
    exec_plan_change_variable(plan, "HOME", SANDBOX_HOME, path);
    exec_plan_change_variable(plan, "TMPDIR", SANDBOX_HOME, path);
    return 0;
}

/* Where no layer can lie over the files of a commit, the script works in a copy of its own, beside
 * its home: it goes with that. */
static int make_copy(const struct exec_plan *plan, const struct sandbox_spec *spec, struct err *err)
{
    struct sandbox_user user;
    if (!spec->copy)
        return 0;
    auto_free char *tree = xasprintf("var/%s", plan->tree);
    if (sandbox_user_of(spec->project_fd, &user, err) < 0)
        return -1;
    return exec_copy(spec->project_fd, tree, spec->copy, &user, err);
}

static int start(struct exec_plan *plan, struct sandbox_spec *spec,
                 const struct sandbox_program *program, struct exec_confine *confine,
                 struct sandbox_child *child, struct err *err)
{
    const char *unmet = NULL;
    struct sandbox_fault fault;
    if (!find_needed(plan, spec->parts, &spec->needed, &unmet))
        return refuse(unmet, confine, err);
    if (make_home(plan, spec, err) < 0 || make_copy(plan, spec, err) < 0)
        return -1;
    int started = sandbox_start(spec, program, child, &fault);
    for (size_t i = 0; i < child->missing_count; i++)
        note_lack(confine, &child->missing[i]);
    confine->parts = started == 0 ? child->parts : 0;
    if (started == 0)
        return 0;
    if (!(fault.part & spec->needed))
        return explain(&fault, plan, err);
    note_lack(confine, &fault);
    return refuse(fault.step, confine, err);
}

int exec_confine_start(struct exec_plan *plan, const struct sandbox_program *program,
                       int project_fd, struct exec_confine *confine, struct sandbox_child *child,
                       struct err *err)
{
    const struct exec_cgroup *cgroup = confine->cgroup;
    auto_free char *artifacts = plan->is_shell ? NULL : exec_plan_place(plan, EXEC_PLACE_ARTIFACTS);
    auto_free char *scratch = exec_plan_place(plan, EXEC_PLACE_SCRATCH);
    auto_free char *environment = plan->environment ? xasprintf("var/%s", plan->environment) : NULL;
    auto_free char *tree = plan->tree ? xasprintf("var/%s", plan->tree) : NULL;
    auto_free char *copy = xasprintf("%s/" EXEC_PLACE_COPY, scratch);
    struct sandbox_spec spec = spec_of(plan, project_fd, cgroup);
    spec.artifacts = artifacts;
    spec.scratch = scratch;
    spec.environment = environment;
    spec.tree = tree;
    *confine = (struct exec_confine){.cgroup = cgroup};
    spec.parts = parts_of(plan, cgroup->parts);
    bool is_boxless = !(spec.parts & SANDBOX_PART_NAMESPACES);
    if (tree && is_boxless) {
        spec.project = SANDBOX_PROJECT_READONLY;
        spec.tree = NULL;
        spec.copy = copy;
    }
    if (artifacts && exec_place_make(project_fd, artifacts, is_boxless, err) < 0)
        return -1;
    return start(plan, &spec, program, confine, child, err);
}

/* The account */

/* Without ',' and ')': the list is read back by them. */
static void add_why(const struct exec_confine *confine, const struct exec_plan *plan,
                    const struct sandbox_protection *row, struct buf *out)
{
    const struct sandbox_fault *lack =
        sandbox_fault_find(confine->lacks, confine->lack_count, row->parts);
    unsigned wanted = sandbox_level_parts(plan->level) & ~(unsigned)SANDBOX_PARTS_CGROUP;
    unsigned boxless = sandbox_level_parts(SANDBOX_LEVEL_LANDLOCK);
    if (lack) {
        struct err err;
        errno = lack->number;
        (void)err_errno(&err, "step '%s'", lack->step);
        buf_add(out, err.text);
    } else if ((row->parts & SANDBOX_PART_NET) && plan->has_network) {
        buf_add(out, "the job asked for the network");
    } else if (plan->boxless && (row->parts & wanted & ~boxless)) {
        buf_add(out, plan->boxless);
    } else if (!(row->parts & sandbox_level_parts(plan->level))) {
        buf_addf(out, "run.sandbox is '%s'", sandbox_level_name(plan->level));
    } else {
        buf_addf(out, "needs %s", row->cure);
    }
}

static void list_missing(const struct exec_confine *confine, const struct exec_plan *plan,
                         struct buf *out)
{
    size_t count = 0;
    const struct sandbox_protection *rows = sandbox_protections(&count);
    for (size_t i = 0; i < count; i++) {
        const struct sandbox_protection *row = &rows[i];
        if (row->parts == 0 || (row->parts & confine->parts) || (row->unless & confine->parts))
            continue;
        buf_addf(out, "%s%s%s%s (", out->size ? "," : "", row->name, row->means ? ":" : "",
                 row->means ? row->means : "");
        add_why(confine, plan, row, out);
        buf_add(out, ")");
    }
}

void exec_confine_list(const struct exec_confine *confine, const struct exec_plan *plan,
                       struct run_result *result)
{
    struct buf in_force;
    struct buf missing;
    buf_init(&in_force, LIST_MAX);
    buf_init(&missing, LIST_MAX);
    sandbox_list_in_force(confine->parts, &in_force);
    list_missing(confine, plan, &missing);
    (void)snprintf(result->sandbox_level, sizeof(result->sandbox_level), "%s",
                   sandbox_level_name(sandbox_level_of(confine->parts))); /* fits */
    result->in_force = buf_take(&in_force);
    result->missing = buf_take(&missing);
}
