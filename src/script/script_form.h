/* script_form: the arguments that a script takes, as far as its text tells them: what
 * script_reader.py found, checked and in the form that others use. What it says of a script is a
 * stranger's word: a form is shown, and refuses arguments only when it is certain. */
#ifndef PIRUN_SCRIPT_SCRIPT_FORM_H
#define PIRUN_SCRIPT_SCRIPT_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"

#define SCRIPT_FIELDS_MAX 256
#define SCRIPT_MAIN_NAME  "main"

enum script_kind {
    SCRIPT_NONE, /* nothing is known of its arguments */
    SCRIPT_ARGPARSE,
    SCRIPT_CLICK,
    SCRIPT_TYPER,
    SCRIPT_MAIN /* has a function main() that nothing in it calls: PiRun does (ADR 0029) */
};

enum script_type {
    SCRIPT_STRING,
    SCRIPT_INTEGER,
    SCRIPT_NUMBER,
    SCRIPT_BOOLEAN
};

/* Everything is borrowed from the form; texts are NULL where there is none. */
struct script_field {
    const char *name;
    enum script_type type; /* of each value */
    const char *flag;      /* that is written before the value; of a boolean: when it is true */
    const char *flag_off;  /* of a boolean: when it is false; NULL: nothing is written then */
    const char *help, *metavar;
    const char *format;          /* "path" "date" "date-time" "time" "json" */
    const struct json *flags;    /* array of all flags that mean this one */
    const struct json *choices;  /* array */
    const struct json *fallback; /* the default */
    const char *fallback_text;   /* of a default that only running the script would tell */
    bool is_required;
    bool is_positional; /* has no flag; in the order of the fields */
    bool is_list;
    bool is_repeated; /* of a list: the flag stands before each value, not before all */
    bool is_count;    /* an integer: the flag is written as many times */
    bool is_loose;    /* the script has its own way to read the value: it is not judged */
    bool is_hidden;
    int64_t min_count, max_count; /* of values; MAX_COUNT -1: no limit */
};

struct script_form {
    enum script_kind kind;
    bool is_certain;          /* an argument that does not fit would be refused by the script */
    bool has_prefixes;        /* --lim is taken for --limit */
    const char *description;  /* NULL: none */
    const struct json *flags; /* array of further flags: help, version; NULL: none */
    struct script_field *fields;
    size_t count;
    struct json *root; /* all of it */
};

/* Owns: takes ROOT, also on failure; release FORM with script_form_release.
 * Errors: ERR_INTERNAL it is no form. Thread: any. */
int script_form_init(struct script_form *form, struct json *root, struct err *err);
void script_form_release(struct script_form *form);
#define auto_form __attribute__((cleanup(script_form_release)))

const char *script_kind_name(enum script_kind kind);
const char *script_type_name(enum script_type type); /* as JSON schema says it */
/* The first field that has FLAG (SIZE bytes) among its flags, or NULL. */
const struct script_field *script_form_find_flag(const struct script_form *form, const char *flag,
                                                 size_t size);
/* Is FLAG one of the array FLAGS? */
bool script_flags_have(const struct json *flags, const char *flag, size_t size);

#endif
