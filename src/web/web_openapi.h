/* web_openapi: GET /openapi.json, the description of all routes for programs, made from the same
 * tables that decide the calls, so that it cannot say anything else. No token is needed.
 * Source: OpenAPI 3.1.0; JSON Schema 2020-12. */
#ifndef PIRUN_WEB_WEB_OPENAPI_H
#define PIRUN_WEB_WEB_OPENAPI_H

#include "web/web_route.h"

struct web_routes web_openapi_routes(void);

/* The whole description. Owns: returns a tree. */
struct json *web_openapi_make(void);

/* web_openapi_job.c: the schema of a job as POST /api/run takes it. Owns: returns a tree. */
struct json *web_openapi_job(void);

#endif
