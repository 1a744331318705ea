/* exec_fixture: a temporary project with one run of inline Python, kept by a real supervisor. */
#ifndef TEST_EXEC_FIXTURE_H
#define TEST_EXEC_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exec/exec_supervise.h"
#include "job/run_json.h"

struct exec_fixture {
    char path[64]; /* of the project */
    int project, var, logs, run;
    struct exec_plan plan;
    pid_t supervisor;
    struct run_result result;
    struct buf output;
};

void exec_fixture_open(struct exec_fixture *fixture, const char *code);
void exec_fixture_close(struct exec_fixture *fixture);
#define auto_fixture __attribute__((cleanup(exec_fixture_close)))

/* Fork a supervisor for the plan. TETHER -1: none; else it is given away. */
void exec_fixture_start(struct exec_fixture *fixture, int tether);
/* Wait for it; answers its exit status, or -1 when a signal ended it. */
int exec_fixture_wait(struct exec_fixture *fixture);
/* The result and the output of a run that has one. */
void exec_fixture_read(struct exec_fixture *fixture);
/* Start, wait, read. */
void exec_fixture_run(struct exec_fixture *fixture);
/* The output so far. */
const char *exec_fixture_output(struct exec_fixture *fixture);
/* Wait until the output holds TEXT; fails after 20 s. */
void exec_fixture_await(struct exec_fixture *fixture, const char *text);
/* The number behind NAME in the output, such as "pid=123". */
pid_t exec_fixture_number(struct exec_fixture *fixture, const char *name);
/* Wait until CONDITION(CTX); fails after 20 s. */
void exec_fixture_until(bool (*condition)(void *ctx), void *ctx);
bool exec_fixture_is_gone(void *pid);

#endif
