/* store/speakers.h - who says most: speakers with how much they said in a time. */
#ifndef KB_STORE_SPEAKERS_H
#define KB_STORE_SPEAKERS_H

#include "store/said.h"

typedef struct {
    int64_t id, statements; /* statements: that order them */
} kb_speaker_rank;
typedef struct {
    kb_speaker_rank *at;
    size_t count;
} kb_speaker_ranks;

/* The moment to which "lately" is told: that of the newest report, but not later than the last was added. 0 where there
 * is none. */
kb_status kb_store_lately(kb_store *store, int64_t *out, kb_err *err);

/* Those who say most in articles that were published in this time, `limit` of them behind `skip`; in `arena`. Time: by
 * the articles of that time. `since` INT64_MIN: ever, then all that was said is passed over once, along a narrow
 * index. */
kb_status kb_store_speakers_most(kb_store *store, int64_t since, int64_t until, size_t limit, size_t skip,
                                 kb_arena *arena, kb_speaker_ranks *out, kb_err *err);

/* What one of them said in this time, newest first, up to KB_SPEAKER_ROWS_MAX. */
#define KB_SPEAKER_ROWS_MAX 5000
typedef struct {
    int64_t at, article;
    int64_t outlet; /* as outlets count; 0: not known */
} kb_speaker_saying;
typedef struct {
    kb_str name;
    kb_speaker_saying *at;
    size_t count;
} kb_speaker_sayings;
kb_status kb_store_speaker_sayings(kb_store *store, int64_t speaker, int64_t since, int64_t until, kb_arena *arena,
                                   kb_speaker_sayings *out, kb_err *err);

#endif
