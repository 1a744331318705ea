/* web_signin: a browser signs in with a token or with a one-time link, hears who it is, and signs
 * out. Its session is a cookie; what it may do is what the token may do. */
#ifndef PIRUN_WEB_WEB_SIGNIN_H
#define PIRUN_WEB_WEB_SIGNIN_H

#include "web/web_route.h"

struct web_routes web_signin_routes(void);

#endif
