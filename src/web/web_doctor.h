/* web_doctor: GET /api/doctor: what 'pirun doctor --json' says here. Asked of a child, because it
 * tries to confine a process for real, and remembered for a minute. */
#ifndef PIRUN_WEB_WEB_DOCTOR_H
#define PIRUN_WEB_WEB_DOCTOR_H

#include "web/web_route.h"

struct web_doctor;

struct web_routes web_doctor_routes(void);

/* web.c. NULL is fine for free, when the lanes have ended. */
struct web_doctor *web_doctor_create(const char *project_path);
void web_doctor_free(struct web_doctor *doctor);

#endif
