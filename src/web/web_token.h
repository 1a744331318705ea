/* web_token: the tokens of the project, for its admins: listed, made, revoked. */
#ifndef PIRUN_WEB_WEB_TOKEN_H
#define PIRUN_WEB_WEB_TOKEN_H

#include "web/web_route.h"

struct web_routes web_token_routes(void);

#endif
