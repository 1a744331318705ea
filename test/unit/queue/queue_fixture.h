/* queue_fixture: jobs whose id shows their accept number, and assertions about them. */
#ifndef PIRUN_TEST_QUEUE_FIXTURE_H
#define PIRUN_TEST_QUEUE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "queue/queue.h"

#define SECOND 1000000
#define NOW    (1795327200 * (int64_t)SECOND) /* 2026-11-22T06:00:00Z */
#define MANY   100000

extern char ann[];
extern char bob[];
extern char backup[];

/* A job of ann with accept number and id SEQ. */
struct job a_job(int64_t seq);
struct ident id_of(int64_t seq);
void add(struct queue *queue, const struct job *job);
/* The accept number of the next job, 0 when nothing may start. */
int64_t next(struct queue *queue, int64_t now_us);
void assert_why(struct queue *queue, int64_t seq, enum run_wait why, const char *sentence);
void assert_ended(struct queue *queue, int64_t seq, enum run_reason reason, int64_t other);

/* The state is a queue with two slots. */
int make(void **state);
int unmake(void **state);
#define TEST(name) cmocka_unit_test_setup_teardown(name, make, unmake)

#endif
