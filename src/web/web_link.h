/* web_link: POST /api/signin/link: a new link that signs a browser in, once. */
#ifndef PIRUN_WEB_WEB_LINK_H
#define PIRUN_WEB_WEB_LINK_H

#include "web/web_route.h"

struct web_routes web_link_routes(void);

#endif
