/* script_reader: a Python process of ours that reads scripts without running them
 * (script_reader.py). It gets the text, opens no file, imports nothing of a project and is limited
 * in memory and time; what it says is a stranger's word all the same. It stays for further
 * questions until it is told to go. */
#ifndef PIRUN_SCRIPT_SCRIPT_READER_H
#define PIRUN_SCRIPT_SCRIPT_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"

#define SCRIPT_TEXT_MAX   1048576 /* bytes of a script: 1 MiB */
#define SCRIPT_ANSWER_MAX 1048576

struct script_reader;

struct script_question {
    const char *what; /* "form" or "check": script_reader.py */
    const char *path; /* for messages */
    const void *data;
    size_t size;
    bool is_text; /* UTF-8 by its origin, whatever a coding line says */
};

/* Nothing is started yet. PYTHON: absolute path of an interpreter that no script can replace; it
 * is copied. Thread: one at a time, of all these functions. */
struct script_reader *script_reader_create(const char *python);
/* End the process. NULL is fine. */
void script_reader_free(struct script_reader *reader);
/* Ask, and wait for the answer: at most 2 s, and 3 s more for a process that has to be started.
 * Owns: returns a tree, freed with json_free.
 * Errors: ERR_TOO_LARGE; ERR_INVALID the text cannot be read, nothing could read it; ERR_TIMEOUT;
 * ERR_INTERNAL the interpreter does not start. The process is ended after the last three. */
struct json *script_reader_ask(struct script_reader *reader, const struct script_question *question,
                               struct err *err);
/* End the process: the next question starts another one. */
void script_reader_rest(struct script_reader *reader);
/* Is there one? */
bool script_reader_is_up(const struct script_reader *reader);

#endif
