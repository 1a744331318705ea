/* conf_near: what somebody probably meant who wrote a key that does not exist. Inside conf/ only.
 * Pure text: knows the table of keys and nothing else. */
#ifndef PIRUN_CONF_CONF_NEAR_H
#define PIRUN_CONF_CONF_NEAR_H

#include <stddef.h>

/* Put into TEXT a clause for the end of a sentence: ": did you mean 'jobs'?", or where the key
 * belongs, or "" when nothing is near. SECTION is "" or as "run.limits."; KEY as it was written. */
void conf_near_hint(const char *section, const char *key, char *text, size_t size);

#endif
