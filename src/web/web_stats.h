/* web_stats: how busy the machine is. */
#ifndef PIRUN_WEB_WEB_STATS_H
#define PIRUN_WEB_WEB_STATS_H

#include "base/json.h"

/* {"cores","load_1m","memory":{"total_kb","available_kb"},"disk":{"total_bytes","free_bytes"},
 * "temperature_c"}; what the machine does not tell is left out. PATH: of the disk. Owns: returns an
 * object. Thread: a lane. Source: proc(5), the kernel's sysfs-class-thermal. */
struct json *web_stats_read(const char *path);

#endif
