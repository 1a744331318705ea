/* cli_fixture: a real project in a temporary directory, for the tests of this room.
 *
 *     HOME_DIR/a project/.pirun.yaml  scripts/a.py  scripts/data.txt
 *     HOME_DIR/elsewhere/b.py */
#ifndef PIRUN_TEST_CLI_FIXTURE_H
#define PIRUN_TEST_CLI_FIXTURE_H

#include "base/err.h"
#include "base/ident.h"
#include "cli/cli_project.h"

struct cli_fixture {
    char home[64];
    char *project_path, *script_path;
    char **program_argv;
    struct err err;
};

/* The one of the test that runs. */
extern struct cli_fixture fixture;

/* For cmocka_unit_test_setup_teardown. */
int cli_fixture_set_up(void **state);
int cli_fixture_tear_down(void **state);

/* Write HOME/NAME. */
void cli_fixture_write(const char *name, const char *text);
/* As `pirun -C DIRECTORY` does; the failure is in fixture.err. */
int cli_fixture_open_at(struct cli_project *project, const char *directory);
/* The project; fails the test when it cannot be opened. */
void cli_fixture_open(struct cli_project *project);
/* Submit scripts/a.py with the label n=LABEL. */
void cli_fixture_submit(struct cli_project *project, const char *label, struct ident *id);

#define FIXTURE_TEST(name) \
    cmocka_unit_test_setup_teardown(name, cli_fixture_set_up, cli_fixture_tear_down)

#endif
