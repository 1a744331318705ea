#include "spool/spool_note.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"

#define NOTE_FILE "note"

static void set(char to[SPOOL_NAME_SIZE], const char *name)
{
    memset(to, 0, SPOOL_NAME_SIZE);
    memcpy(to, name, strnlen(name, SPOOL_NAME_SIZE - 1));
}

static void write_part(const struct spool_note *note, size_t from, size_t size)
{
    const char *bytes = (const char *)&note->file;
    if (note->fd >= 0)
        (void)!pwrite(note->fd, bytes + from, size, (off_t)from); /* no note stops no job */
}

static void write_all(const struct spool_note *note)
{
    write_part(note, 0, sizeof(note->file));
}

static void judge(struct spool_note_file *file)
{
    bool is_second_time = file->current[0] && strcmp(file->current, file->suspect) == 0;
    if (is_second_time)
        set(file->condemned, file->current);
    set(file->suspect, is_second_time ? "" : file->current);
    set(file->current, "");
}

void spool_note_open(struct spool_note *note, const struct spool *spool)
{
    memset(&note->file, 0, sizeof(note->file));
    note->fd = openat(spool->dirs.var, NOTE_FILE, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (note->fd < 0)
        return;
    struct spool_note_file found;
    if (pread(note->fd, &found, sizeof(found), 0) == (ssize_t)sizeof(found)) {
        found.current[SPOOL_NAME_SIZE - 1] = '\0';
        found.suspect[SPOOL_NAME_SIZE - 1] = '\0';
        found.condemned[SPOOL_NAME_SIZE - 1] = '\0';
        note->file = found;
    }
    judge(&note->file);
    write_all(note);
}

void spool_note_close(struct spool_note *note)
{
    scope_close(&note->fd);
    note->fd = -1;
}

void spool_note_begin(struct spool_note *note, const char *name)
{
    size_t old_size = strlen(note->file.current);
    size_t size = strnlen(name, SPOOL_NAME_SIZE - 1);
    memcpy(note->file.current, name, size);
    if (old_size > size)
        memset(note->file.current + size, 0, old_size - size);
    write_part(note, 0, (old_size > size ? old_size : size) + 1);
}

void spool_note_end(struct spool_note *note)
{
    if (note->file.current[0])
        spool_note_begin(note, "");
}

bool spool_note_is_condemned(const struct spool_note *note, const char *name)
{
    return note->file.condemned[0] && strcmp(note->file.condemned, name) == 0;
}

void spool_note_buried(struct spool_note *note)
{
    if (!note->file.condemned[0])
        return;
    set(note->file.condemned, "");
    write_part(note, offsetof(struct spool_note_file, condemned), SPOOL_NAME_SIZE);
}
