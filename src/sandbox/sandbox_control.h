/* sandbox_control: the control files of a cgroup v2 directory. One value is one write(2), one
 * answer one read(2); never creates a file. Allocates nothing. Thread: any.
 * Source: the kernel's admin-guide/cgroup-v2.rst, "Conventions". */
#ifndef PIRUN_SANDBOX_SANDBOX_CONTROL_H
#define PIRUN_SANDBOX_SANDBOX_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SANDBOX_CONTROL_UNKNOWN (-1)

/* Write TEXT to the file NAME below DIRFD. Answers 0, or -1 with errno set: ENOENT the kernel or
 * the parent does not give this file. */
int sandbox_control_write(int dirfd, const char *name, const char *text);
/* Read NAME into TEXT of SIZE bytes, NUL-terminated; what does not fit is left out. Answers the
 * number of bytes, or -1 with errno set. */
ssize_t sandbox_control_read(int dirfd, const char *name, char *text, size_t size);
bool sandbox_control_exists(int dirfd, const char *name);
/* True when WORD is one of the words in the file NAME, separated by blanks. */
bool sandbox_control_has_word(int dirfd, const char *name, const char *word);
/* The number that the file NAME consists of; UNKNOWN when there is none ("max" is none). */
int64_t sandbox_control_number(int dirfd, const char *name);
/* The number behind "KEY " at the beginning of a line of TEXT; UNKNOWN when there is none. */
int64_t sandbox_control_field(const char *text, const char *key);
/* The sum of all numbers behind "KEY=" in TEXT (io.stat has one for each device). */
int64_t sandbox_control_sum(const char *text, const char *key);

#endif
