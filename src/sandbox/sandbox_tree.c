#include "sandbox/sandbox_tree.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"

/* A tree of processes changes while it is read: a child may fork, or die and give its children
 * to the reaper above, behind our back. So nothing here trusts one look. Three things together
 * make that a kill cannot be outrun by a process that forks without end:
 *
 *   - a process is signalled in the moment it is met, not after the whole tree was read;
 *   - SIGKILL goes to its whole process group: the kernel makes that atomic against fork(2), also
 *     when all that is left to see of a member is a zombie. The script leads a session of its own,
 *     so a group met below is never a foreign one;
 *   - the keeper waits for the dead and looks again until it has no child left at all. As it is
 *     child subreaper, a death moves processes to it, never away from it.
 *
 * A chain of processes that makes a new group at each fork can survive some looks, not many: each
 * takes microseconds. Stopping everything first (SIGSTOP in one pass, SIGKILL in the next) was
 * tried and is worse: a chain in which each parent exits is gone before the second pass, and its
 * zombies make every pass slower. */

#define ROUNDS_MAX   8    /* a tree that still grows after that is for the keeper's next call */
#define PATH_ROOM    64   /* "/proc/<pid>/task/<tid>/children" */
#define STAT_ROOM    512  /* the head of /proc/PID/stat, up to the parent at least */
#define STEP_ROOM    4096 /* bytes per read of a list or an environment */
/* bytes: 4 million processes, as many as Linux can have, with 8 bytes each */
#define CHILDREN_MAX ((size_t)32 * 1024 * 1024)

void sandbox_tree_release(struct sandbox_tree *tree)
{
    free(tree->pids);
    *tree = (struct sandbox_tree){0};
}

/* Where PID is, or belongs. */
static size_t place_of(const struct sandbox_tree *tree, pid_t pid)
{
    size_t low = 0;
    size_t high = tree->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tree->pids[middle] < pid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_pid(const struct sandbox_tree *tree, pid_t pid)
{
    size_t at = place_of(tree, pid);
    return at < tree->count && tree->pids[at] == pid;
}

/* False when it is there already. */
static bool add_pid(struct sandbox_tree *tree, pid_t pid)
{
    size_t at = place_of(tree, pid);
    if (at < tree->count && tree->pids[at] == pid)
        return false;
    if (tree->count == tree->capacity) {
        tree->capacity = tree->capacity ? tree->capacity * 2 : 16;
        tree->pids = xrealloc(tree->pids, tree->capacity * sizeof(*tree->pids));
    }
    memmove(tree->pids + at + 1, tree->pids + at, (tree->count - at) * sizeof(*tree->pids));
    tree->pids[at] = pid;
    tree->count++;
    return true;
}

/* A name of /proc that is a number, or 0. */
static pid_t pid_of(const char *name)
{
    if (!isdigit((unsigned char)name[0]))
        return 0;
    char *end = NULL;
    long value = strtol(name, &end, 10);
    return *end == '\0' && value > 0 && value <= INT32_MAX ? (pid_t)value : 0;
}

/* The next name of DIR that is a number; 0 at the end. */
static pid_t next_pid(DIR *dir)
{
    pid_t pid = 0;
    while (pid == 0) {
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return 0;
        pid = pid_of(entry->d_name);
    }
    return pid;
}

/* One look at the tree. */
struct walk {
    struct sandbox_tree *met;  /* in this look */
    struct sandbox_tree *seen; /* in this and earlier looks: signalled already; NULL: only look */
    struct sandbox_tree next;  /* whose children are to be read still */
    int signal_number;
    pid_t own_group; /* is never signalled */
    size_t fresh;    /* met for the first time */
};

static void hit(const struct walk *walk, pid_t pid)
{
    pid_t group = walk->signal_number == SIGKILL ? getpgid(pid) : -1;
    if (group > 1 && group != walk->own_group)
        (void)kill(-group, SIGKILL); /* nobody there any more: as good */
    (void)kill(pid, walk->signal_number);
}

/* False when this look has met PID already. */
static bool meet(struct walk *walk, pid_t pid)
{
    if (!add_pid(walk->met, pid))
        return false;
    if (walk->seen && add_pid(walk->seen, pid)) {
        hit(walk, pid);
        walk->fresh++;
    }
    return true;
}

/* A list of numbers with spaces between. */
static void take_children(struct walk *walk, const char *text)
{
    char *end = NULL;
    for (long pid = strtol(text, &end, 10); end != text; pid = strtol(text, &end, 10)) {
        text = end;
        if (pid > 0 && pid <= INT32_MAX && meet(walk, (pid_t)pid))
            (void)add_pid(&walk->next, (pid_t)pid); /* met now, so at most once in there */
    }
}

/* The children that one thread made. False when there is no such list in this kernel. */
static bool read_thread(struct walk *walk, pid_t pid, pid_t thread)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid,
                   (int)thread); /* fits */
    auto_buf struct buf text;
    buf_init(&text, CHILDREN_MAX);
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        (void)snprintf(path, sizeof(path), "/proc/%d/task/%d", (int)pid, (int)thread); /* fits */
        return access(path, F_OK) < 0; /* no list: fine when the thread has ended meanwhile */
    }
    for (;;) {
        char *room = buf_room(&text, STEP_ROOM);
        ssize_t got = room ? read(fd, room, STEP_ROOM) : -1;
        if (got < 0)
            break;
        buf_grew(&text, (size_t)got); /* also for 0: it ends the text */
        if (got == 0)
            break;
    }
    take_children(walk, buf_text(&text));
    return true;
}

static bool read_process(struct walk *walk, pid_t pid)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%d/task", (int)pid); /* fits */
    auto_dir DIR *dir = opendir(path);
    if (!dir)
        return true; /* it has ended */
    for (pid_t thread = next_pid(dir); thread > 0; thread = next_pid(dir)) {
        if (!read_thread(walk, pid, thread))
            return false;
    }
    return true;
}

static bool find_by_children(struct walk *walk, pid_t root)
{
    bool is_known = read_process(walk, root);
    while (is_known && walk->next.count > 0) {
        pid_t pid = walk->next.pids[--walk->next.count];
        is_known = read_process(walk, pid);
    }
    sandbox_tree_release(&walk->next);
    return is_known;
}

struct parent_row {
    pid_t pid, parent;
};

/* The parent from "PID (NAME) STATE PPID …"; a name may hold anything, ')' too, so its end is
 * the last. */
static pid_t parent_of(pid_t pid)
{
    char path[PATH_ROOM];
    char text[STAT_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid); /* fits */
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
    if (size <= 0)
        return 0;
    text[size] = '\0';
    const char *name_end = strrchr(text, ')');
    if (!name_end || strlen(name_end) < sizeof(") S 1") - 1)
        return 0;
    long parent = strtol(name_end + sizeof(") S ") - 1, NULL, 10);
    return parent > 0 && parent <= INT32_MAX ? (pid_t)parent : 0;
}

static struct parent_row *read_parents(size_t *count)
{
    struct parent_row *rows = NULL;
    size_t capacity = 0;
    *count = 0;
    auto_dir DIR *dir = opendir("/proc");
    if (!dir)
        return NULL;
    for (pid_t pid = next_pid(dir); pid > 0; pid = next_pid(dir)) {
        pid_t parent = parent_of(pid);
        if (parent == 0)
            continue;
        if (*count == capacity) {
            capacity = capacity ? capacity * 2 : 256;
            rows = xrealloc(rows, capacity * sizeof(*rows));
        }
        rows[(*count)++] = (struct parent_row){pid, parent};
    }
    return rows;
}

static bool find_by_parents(struct walk *walk, pid_t root)
{
    size_t count = 0;
    auto_free struct parent_row *rows = read_parents(&count);
    bool has_grown = true;
    while (has_grown) {
        has_grown = false;
        for (size_t i = 0; i < count; i++) {
            if (rows[i].parent == root || has_pid(walk->met, rows[i].parent))
                has_grown = meet(walk, rows[i].pid) || has_grown;
        }
    }
    return rows != NULL;
}

static bool find(struct walk *walk, pid_t root, enum sandbox_tree_way way)
{
    switch (way) {
    case SANDBOX_TREE_BY_CHILDREN:
        return find_by_children(walk, root);
    case SANDBOX_TREE_BY_PARENTS:
        return find_by_parents(walk, root);
    }
    return false;
}

bool sandbox_tree_find(pid_t root, enum sandbox_tree_way way, struct sandbox_tree *tree)
{
    struct walk walk = {.met = tree};
    return find(&walk, root, way);
}

size_t sandbox_tree_signal(pid_t root, int signal_number)
{
    struct sandbox_tree seen = {0};
    size_t fresh = 1;
    for (int round = 0; fresh > 0 && round < ROUNDS_MAX; round++) {
        struct sandbox_tree met = {0};
        struct walk walk = {
            .met = &met, .seen = &seen, .signal_number = signal_number, .own_group = getpgid(root)};
        if (!find(&walk, root, SANDBOX_TREE_BY_CHILDREN))
            (void)find(&walk, root, SANDBOX_TREE_BY_PARENTS); /* no /proc: nobody can be met */
        fresh = walk.fresh;
        sandbox_tree_release(&met);
    }
    size_t count = seen.count;
    sandbox_tree_release(&seen);
    return count;
}

size_t sandbox_tree_count(pid_t root)
{
    struct sandbox_tree found = {0};
    if (!sandbox_tree_find(root, SANDBOX_TREE_BY_CHILDREN, &found))
        (void)sandbox_tree_find(root, SANDBOX_TREE_BY_PARENTS, &found); /* no /proc: 0 */
    size_t count = found.count;
    sandbox_tree_release(&found);
    return count;
}

/* Does the environment, entries ended by NUL, hold WANTED? Read in pieces: it may be megabytes. */
static bool environment_has(int fd, const char *wanted)
{
    size_t size = strlen(wanted);
    size_t matched = 0; /* bytes of this entry that agree; SIZE_MAX: it differs */
    char step[STEP_ROOM];
    for (ssize_t got = read(fd, step, sizeof(step)); got > 0; got = read(fd, step, sizeof(step))) {
        for (ssize_t i = 0; i < got; i++) {
            if (step[i] == '\0' && matched == size)
                return true;
            if (step[i] == '\0')
                matched = 0;
            else if (matched != SIZE_MAX)
                matched = matched < size && step[i] == wanted[matched] ? matched + 1 : SIZE_MAX;
        }
    }
    return false;
}

static bool is_marked(pid_t pid, const char *wanted)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof(path), "/proc/%d/environ", (int)pid); /* fits */
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    return fd >= 0 && fstat(fd, &about) == 0 && about.st_uid == geteuid() &&
           environment_has(fd, wanted);
}

static void find_marked(struct walk *walk, const char *wanted)
{
    auto_dir DIR *dir = opendir("/proc");
    if (!dir)
        return;
    for (pid_t pid = next_pid(dir); pid > 0; pid = next_pid(dir)) {
        if (pid != getpid() && is_marked(pid, wanted))
            (void)meet(walk, pid); /* /proc may show one twice */
    }
}

size_t sandbox_tree_sweep(const char *name, const char *value)
{
    auto_free char *wanted = xasprintf("%s=%s", name, value);
    struct sandbox_tree seen = {0};
    size_t fresh = 1;
    for (int round = 0; fresh > 0 && round < ROUNDS_MAX; round++) {
        struct sandbox_tree met = {0};
        struct walk walk = {
            .met = &met, .seen = &seen, .signal_number = SIGKILL, .own_group = getpgrp()};
        find_marked(&walk, wanted);
        fresh = walk.fresh;
        sandbox_tree_release(&met);
    }
    size_t count = seen.count;
    sandbox_tree_release(&seen);
    return count;
}
