/* A scratch project and Python programs that are started confined in it. */
#ifndef PIRUN_TEST_SANDBOX_FIXTURE_H
#define PIRUN_TEST_SANDBOX_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "sandbox/sandbox.h"

struct sandbox_fixture {
    char path[64]; /* of the project; has a space in it */
    int project;
    struct sandbox_spec spec; /* of the level that was asked for */
    struct sandbox_child child;
    struct sandbox_fault fault;
    struct buf output; /* what the last program printed */
    int status;        /* as waitpid says it, of the child */
};

/* A project with .git/, .pirun.yaml, var/runs/x/artifacts/ and var/token. */
void sandbox_fixture_open(struct sandbox_fixture *fixture, enum sandbox_level level);
void sandbox_fixture_close(struct sandbox_fixture *fixture);
/* Run CODE to its end. Answers false when it did not start: see fault. */
bool sandbox_fixture_run(struct sandbox_fixture *fixture, const char *code);
/* Run CODE, which must start, and compare what it prints. */
void sandbox_fixture_expect(struct sandbox_fixture *fixture, const char *code, const char *wanted);

#endif
