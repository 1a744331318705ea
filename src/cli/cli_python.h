/* cli_python: asking a Python interpreter who it is, and making a virtual environment with it.
 * Argument vectors only, never a shell. */
#ifndef PIRUN_CLI_CLI_PYTHON_H
#define PIRUN_CLI_CLI_PYTHON_H

#include <stddef.h>

#include "base/err.h"

/* Run ARGV, wait, and put the first line of what it prints (stdout and stderr) into LINE of SIZE
 * bytes.
 * Errors: ERR_NOT_FOUND it cannot be executed; ERR_INTERNAL it ended with another status than 0
 * (with the line). */
int cli_python_call(char *const argv[], char *line, size_t size, struct err *err);

/* "Python 3.11.2" of the interpreter PATH. Errors: as above. */
int cli_python_version(const char *path, char *line, size_t size, struct err *err);

/* The python3 to make environments with: the distribution's, else the first one in PATH. Owns:
 * returns the path.
 * Errors: ERR_NOT_FOUND with the package to install. */
char *cli_python_find(struct err *err);

#endif
