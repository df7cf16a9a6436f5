/* bench/recombine.h - a stream of reports put together from real ones, as long as is wanted.
 *
 * Documents are read once and their sketches kept (the bank). An event takes the terms of one of them by chance (.6 of
 * them) and those of two more that share a term with it that few have, so are of its topic (.3 and .2); half of its
 * names, numbers and terms that no other document has become its own: other people, places, figures, so that the
 * vocabulary grows with the stream as that of news does (a bank of some thousands would else give rare terms that
 * thousands of reports share). Each of its reports has three quarters of the event's terms, one in eight nearly all (a
 * copy), and some (.15) of another document of its language. Reports an event: P(at least k) = k^-1.5, at most 2,000
 * (two thirds of the events have one report; the mean is 2.6). Events begin evenly over the days and ten days before
 * them, for the stream to begin and end as densely as it runs, as one does that is taken up on some day; of their
 * reports those within the days are told. Each report comes a time later that is exponential, its mean 6 hours for a
 * single report and 6 more for each doubling. One event of four and more reports in ten is told in a second language
 * too: another document's terms, and those of the event that travel. Outlets: 300. The same seed gives the same stream.
 */
#ifndef KB_BENCH_RECOMBINE_H
#define KB_BENCH_RECOMBINE_H

#include "desk/engine.h"
#include "story/group.h"

typedef struct {
    kb_sketch sketch;
    kb_str lang, title, text; /* text: the first sentences */
} bank_entry;

typedef struct {
    kb_arena *arena;
    bank_entry *at;
    size_t count, room;
    struct place *places; /* the terms that few documents have, in order of term */
    size_t place_count;
} bank;

/* Reads the files' documents. Clear in any case. */
kb_status bank_read(kb_engine *engine, char **files, int count, bank *out, kb_err *err);
void bank_clear(bank *b);

typedef struct recombined recombined;

typedef struct {
    kb_report report;       /* its sketch holds until the next one */
    uint32_t event;         /* of which it tells; counted from 0 */
    const bank_entry *from; /* the document that gave most */
} recombined_report;

/* `count` reports within `days`. NULL: out of memory. */
recombined *recombined_new(const bank *b, int64_t count, int days, uint64_t seed);
void recombined_free(recombined *r);
bool recombined_next(recombined *r, recombined_report *out); /* in order of time; articles are numbered from 1 */

#endif
