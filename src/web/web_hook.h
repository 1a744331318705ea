/* web_hook: POST /api/hook/NAME: other services start runs (`hooks:` of the config). The signature
 * is the authentication, and is looked at before anything else of the body. The same delivery again
 * is the same run; a sender's delivery number is not a part of what is signed, so this guards
 * against repetition by accident. */
#ifndef PIRUN_WEB_WEB_HOOK_H
#define PIRUN_WEB_WEB_HOOK_H

#include "web/web_route.h"

struct web_routes web_hook_routes(void);

#endif
