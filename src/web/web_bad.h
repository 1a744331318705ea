/* web_bad: dead letters: files that were refused, and why. */
#ifndef PIRUN_WEB_WEB_BAD_H
#define PIRUN_WEB_WEB_BAD_H

#include "web/web_route.h"

struct web_routes web_bad_routes(void);

#endif
