/* fake_cgroup: a tree of plain files in a temporary directory that answers as the kernel's cgroup
 * v2 does, as far as the room sandbox asks: new directories get their control files, processes are
 * in one cgroup each, controllers obey "no internal processes", directories in use are busy. The
 * link needs FAKE_CGROUP_WRAP (CMakeLists.txt): it stands between the room and write(2), mkdirat(2)
 * and unlinkat(2). Its numbers are no processes: nothing is ever done to them.
 * Not imitated: poll(2) on cgroup.events, accounting. Source: admin-guide/cgroup-v2.rst. */
#ifndef PIRUN_TEST_FAKE_CGROUP_H
#define PIRUN_TEST_FAKE_CGROUP_H

#include <stdbool.h>

/* The root's path. */
const char *fake_root(void);
/* A new tree whose root is that of a cgroup namespace and has CONTROLLERS ("memory pids"). */
int fake_set_up(const char *controllers);
/* Remove it. Answers 0 as a cmocka teardown. */
int fake_tear_down(void **state);
/* Make cgroup PATH ("unit") below the root. */
void fake_make(const char *path);
void fake_put(const char *path, int pid);
/* How many processes PATH has. */
int fake_count(const char *path);
/* From now on, using the file (or making the directory) NAME fails with NUMBER; NULL: no more. */
void fake_refuse(const char *name, int number);
/* Write, read, remove a control file: PATH is "unit/memory.max". fake_text's answer is good until
 * the next call. */
void fake_set(const char *path, const char *text);
const char *fake_text(const char *path);
void fake_remove(const char *path);
bool fake_exists(const char *path);
/* True when the temporary directory takes extended attributes of users. */
bool fake_has_xattr(void);

#endif
