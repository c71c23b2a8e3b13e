#ifndef ENDING_H
#define ENDING_H

#include <stdint.h>

#include "report.h"
#include "watch.h"

/*
 * Ends every process below this one, after naming them in the report: politely, and after `grace` microseconds, or
 * where somebody is in a hurry, for good. Returns how many withstood that: those of another user do.
 */
size_t end_descendants(struct watch *watch, struct report *report, int64_t grace);

#endif
