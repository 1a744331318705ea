/* web_config: GET /api/config: the configuration in force, key by key. */
#ifndef PIRUN_WEB_WEB_CONFIG_H
#define PIRUN_WEB_WEB_CONFIG_H

#include "web/web_route.h"

struct web_routes web_config_routes(void);

#endif
