/* spool_note: the poison rule. The name about to be handled is noted first, so that a file that
 * kills its reader is known at the next start; a name found there at two starts in a row is
 * condemned: it goes to bad/ unread. The note must survive kill -9, not a power cut: one small
 * write in place, no sync. A note that cannot be written stops nothing. */
#ifndef PIRUN_SPOOL_SPOOL_NOTE_H
#define PIRUN_SPOOL_SPOOL_NOTE_H

#include <stdbool.h>

#include "spool/spool.h"
#include "spool/spool_name.h"

/* The file var/note, exactly as it lies on the disk: three names, NUL-padded. */
struct spool_note_file {
    char current[SPOOL_NAME_SIZE];   /* being handled now; "" between files */
    char suspect[SPOOL_NAME_SIZE];   /* what the last start found in CURRENT */
    char condemned[SPOOL_NAME_SIZE]; /* found twice in a row, not in bad/ yet */
};

struct spool_note {
    int fd; /* -1: there is none */
    struct spool_note_file file;
};

/* Read the note that the last process left and begin a new one. Call once per start. */
void spool_note_open(struct spool_note *note, const struct spool *spool);
void spool_note_close(struct spool_note *note);
/* NAME is about to be read. */
void spool_note_begin(struct spool_note *note, const char *name);
/* Nothing is being read. */
void spool_note_end(struct spool_note *note);
bool spool_note_is_condemned(const struct spool_note *note, const char *name);
/* NAME lies in bad/ now. */
void spool_note_buried(struct spool_note *note);

#endif
