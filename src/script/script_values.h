/* script_values: what a person filled in, as the words of a command line. Pure.
 *
 *   - fields in their order, first those with a flag, then the positional ones
 *   - a value is the word behind its flag; one that begins with "-" is joined to it: --limit=-5,
 *     -n-5
 *   - a boolean writes `flag` when it is true and `flag_off` when it is false, where there is one;
 *     nothing when it is what the default says
 *   - a list writes its flag once before all values, or with is_repeated before each; nothing when
 *     it is empty; is_count writes the flag as often as it says, beyond the default
 *   - "--" stands before the positional ones where one of them begins with '-', or where a list
 *     before them would go on with them
 *   - null and what is not given write nothing */
#ifndef PIRUN_SCRIPT_SCRIPT_VALUES_H
#define PIRUN_SCRIPT_SCRIPT_VALUES_H

#include "script/script_form.h"

#define SCRIPT_WORDS_MAX 4096

/* VALUES: an object, keys are names of fields. Texts are taken for numbers where they are some.
 * Owns: *ARGV is a NULL-terminated list, freed with script_words_free.
 * Errors: ERR_INVALID names the field: it is required, unknown, no number, none of the choices;
 * ERR_TOO_LARGE. Thread: any. */
int script_values_argv(const struct script_form *form, const struct json *values, char ***argv,
                       struct err *err);
void script_words_free(char **words);

/* Could TEXT be what Python takes for a whole number, or a number? Signs, spaces around, '_'
 * between digits, and whatever is not ASCII may be. */
bool script_is_integer(const char *text);
bool script_is_number(const char *text);
/* Judge TEXT as a value of FIELD. Errors: ERR_INVALID names the field and what it takes. */
int script_field_judge(const struct script_field *field, const char *text, struct err *err);

#endif
