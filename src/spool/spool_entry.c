/* Looking at one file of the door. Everything about it may be hostile or in motion: it may be a
 * link, a FIFO or a directory, grow, shrink, be replaced or vanish between two calls. So it is
 * opened without following or blocking, examined by its descriptor, and read once into memory;
 * only that copy counts. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool/spool_scan_state.h"

void spool_entry_init(struct spool_entry *entry, int dirfd, const char *file)
{
    *entry = (struct spool_entry){.dirfd = dirfd, .file = file, .type = DT_UNKNOWN};
    spool_name_stem(file, entry->stem);
    entry->has_id = spool_name_ident(file, &entry->id);
}

void spool_entry_release(struct spool_entry *entry)
{
    if (entry->has_job)
        job_release(&entry->job);
    entry->has_job = false;
}

static enum spool_look wrong_type(struct spool_entry *entry, const char *what)
{
    job_fault_set(&entry->fault, "not_regular",
                  "write the job into a file of its own below tmp/ and rename it into the spool",
                  "it is %s and not a regular file", what);
    return SPOOL_LOOK_WRONG;
}

static const char *type_name(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFLNK:
        return "a symbolic link";
    case S_IFIFO:
        return "a FIFO";
    case S_IFDIR:
        return "a directory";
    case S_IFSOCK:
        return "a socket";
    default:
        return "a device";
    }
}

/* What a name that is no regular file is; also the way to learn the owner of what cannot be
 * opened. */
static bool examine_unopened(struct spool_entry *entry)
{
    entry->has_st = fstatat(entry->dirfd, entry->file, &entry->st, AT_SYMLINK_NOFOLLOW) == 0;
    return entry->has_st;
}

static enum spool_look unopenable(struct spool_scan *scan, struct spool_entry *entry, int number)
{
    if (number == ENOENT || !examine_unopened(entry))
        return SPOOL_LOOK_GONE;
    if (!S_ISREG(entry->st.st_mode))
        return wrong_type(entry, type_name(entry->st.st_mode));
    if (number == EACCES || number == EPERM) {
        job_fault_set(
            &entry->fault, "owner",
            "make it readable for the group (chmod g+r) before it is renamed into the spool",
            "the server may not read it (mode %03o)", entry->st.st_mode & 0777U);
        return SPOOL_LOOK_WRONG;
    }
    struct err err; /* out of descriptors, a bad sector: nothing that the file's writer did */
    errno = number;
    (void)err_errno(&err, "cannot open '%.80s' in the spool", entry->file);
    spool_scan_trouble(scan, &err);
    return SPOOL_LOOK_WAIT;
}

static enum spool_look too_large(const struct spool_scan *scan, struct spool_entry *entry)
{
    job_fault_set(&entry->fault, "too_large",
                  "put data into a file of the project and name that file in 'args'",
                  "the job file has more than %zu bytes", scan->spool->max_job_bytes);
    return SPOOL_LOOK_WRONG;
}

/* Everything that does not need its content. */
static enum spool_look examine(struct spool_scan *scan, struct spool_entry *entry)
{
    const struct stat *st = &entry->st;
    if (!S_ISREG(st->st_mode))
        return wrong_type(entry, type_name(st->st_mode));
    if (st->st_nlink == 0)
        return SPOOL_LOOK_GONE;
    if (st->st_nlink > 1) {
        job_fault_set(&entry->fault, "not_regular", "copy it into the spool instead of linking it",
                      "it has %lu links: another name for the same file could change it",
                      (unsigned long)st->st_nlink);
        return SPOOL_LOOK_WRONG;
    }
    const struct spool_owner *owner = spool_owner_find(&scan->owners, scan->spool, st->st_uid);
    memcpy(entry->owner, owner->name, sizeof(entry->owner));
    if (!owner->is_allowed) {
        job_fault_set(&entry->fault, "owner",
                      "submit it as the server's user, or make that user a member of spool.group",
                      "'%s' may not submit jobs here", owner->name);
        return SPOOL_LOOK_WRONG;
    }
    if ((uint64_t)st->st_size > scan->spool->max_job_bytes)
        return too_large(scan, entry);
    return SPOOL_LOOK_JOB;
}

static enum spool_look read_once(struct spool_scan *scan, struct spool_entry *entry, int fd)
{
    size_t limit = scan->spool->max_job_bytes + 1;
    buf_clear(&scan->text);
    while (scan->text.size < limit) {
        /* one read takes the whole file; where it ended as fstat said, no second read asks for
         * the end */
        size_t ask = limit - scan->text.size;
        char *room = buf_room(&scan->text, ask);
        ssize_t got = room ? read(fd, room, ask) : 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            struct err err;
            (void)err_errno(&err, "cannot read '%.80s' in the spool", entry->file);
            spool_scan_trouble(scan, &err);
            return SPOOL_LOOK_WAIT;
        }
        if (got == 0)
            break;
        buf_grew(&scan->text, (size_t)got);
        if (scan->text.size == (size_t)entry->st.st_size)
            break;
    }
    return scan->text.size >= limit ? too_large(scan, entry) : SPOOL_LOOK_JOB;
}

static enum spool_look ask_patience(struct spool_scan *scan, const struct spool_entry *entry,
                                    int64_t limit_ms)
{
    int64_t again_ms = 0;
    if (!spool_patience_ask(&scan->patience, &entry->st, limit_ms, &again_ms))
        return SPOOL_LOOK_WRONG;
    spool_scan_look_again(scan, again_ms);
    return SPOOL_LOOK_WAIT;
}

static enum spool_look parse(struct spool_scan *scan, struct spool_entry *entry)
{
    const struct buf *text = &scan->text;
    switch (job_file_parse(buf_text(text), text->size, &entry->job, &entry->fault)) {
    case JOB_FILE_OK:
        entry->has_job = true;
        return spool_judge_entry(scan, entry) ? SPOOL_LOOK_JOB : SPOOL_LOOK_WRONG;
    case JOB_FILE_INCOMPLETE:
        return ask_patience(scan, entry, SPOOL_PATIENCE_CUT_MS);
    case JOB_FILE_WRONG:
        break;
    }
    bool is_json =
        strcmp(entry->fault.code, "json") != 0; /* else more writing might still mend it */
    return is_json ? SPOOL_LOOK_WRONG : ask_patience(scan, entry, SPOOL_PATIENCE_WRONG_MS);
}

/* Programs that save by renaming use other names for a moment: only one that stays is an answer. */
static enum spool_look without_suffix(struct spool_scan *scan, struct spool_entry *entry)
{
    job_fault_set(&entry->fault, "bad_arg", "rename it to a name that ends in .json",
                  "its name does not end in .json");
    return ask_patience(scan, entry, SPOOL_PATIENCE_CUT_MS);
}

enum spool_look spool_entry_look(struct spool_scan *scan, struct spool_entry *entry)
{
    if (entry->type != DT_REG && entry->type != DT_UNKNOWN) {
        if (!examine_unopened(entry))
            return SPOOL_LOOK_GONE;
        if (!S_ISREG(entry->st.st_mode))
            return wrong_type(entry, type_name(entry->st.st_mode));
    }
    auto_fd int fd = openat(entry->dirfd, entry->file,
                            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return unopenable(scan, entry, errno);
    if (fstat(fd, &entry->st) < 0)
        return SPOOL_LOOK_GONE; /* cannot happen on a local disk */
    entry->has_st = true;
    int64_t again_ms = 0;
    if (spool_patience_is_waiting(&scan->patience, &entry->st, &again_ms)) {
        spool_scan_look_again(scan, again_ms);
        return SPOOL_LOOK_WAIT;
    }
    enum spool_look look = examine(scan, entry);
    if (look == SPOOL_LOOK_JOB && !entry->is_claim && !spool_name_has_json(entry->file))
        return without_suffix(scan, entry);
    if (look == SPOOL_LOOK_JOB)
        look = read_once(scan, entry, fd);
    return look == SPOOL_LOOK_JOB ? parse(scan, entry) : look;
}

bool spool_entry_is_canonical(struct spool_scan *scan, const struct spool_entry *entry)
{
    bool may_be = entry->st.st_uid == scan->uid && entry->has_id && !entry->is_claim &&
                  (entry->st.st_mode & S_IWUSR); /* acceptance is stamped into it */
    if (!may_be)
        return false;
    buf_clear(&scan->canonical);
    job_file_format(&entry->job, scan->text.data, scan->text.size, &scan->canonical);
    return buf_ok(&scan->canonical) && scan->canonical.size == scan->text.size &&
           memcmp(scan->canonical.data, scan->text.data, scan->text.size) == 0;
}
