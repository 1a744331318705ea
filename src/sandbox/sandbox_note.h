/* sandbox_note: what a child that is being confined tells its keeper: a part that could not be had,
 * or the fault that ended the start. One message a write, smaller than PIPE_BUF, so never torn. */
#ifndef PIRUN_SANDBOX_SANDBOX_NOTE_H
#define PIRUN_SANDBOX_SANDBOX_NOTE_H

#include "sandbox/sandbox.h"

/* In the child; async-signal-safe. The errno of the moment goes along. */
void sandbox_note_send(int status, unsigned part, const char *step, bool is_fault);
/* In the keeper: until end of file. Missing parts are added to CHILD. Answers -1 when *FAULT was
 * sent. */
int sandbox_note_read(int status, struct sandbox_child *child, struct sandbox_fault *fault);
void sandbox_note_missing(struct sandbox_child *child, unsigned part, const char *step, int number);

#endif
