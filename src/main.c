/* pirun: server and command line in one program. Nothing is decided here: the table of commands
 * (cli/cli_command.c) knows the roles too. */
#include "base/lazy.h"
#include "cli/cli.h"

int main(int argc, char *argv[])
{
    lazy_init();
    return cli_main(argc, argv);
}
