/* bench/retell.h - articles with full text and claims, put together from passages of real ones, as many as are wanted.
 *
 * Documents are read once, their claims found once (the pool). Each is cut into passages: sentences in a row that no
 * quote, statement, figure, date or remark crosses. An event is told from one document: each of its reports takes most
 * of that one's passages, in order, and one or two of another document of its language, until the text is long enough.
 * Then words are exchanged, and the spans of all claims moved with them:
 *
 *   - half of a document's people become others, the same in all reports of the event: names made of parts of the
 * pool's names, half of these of two halves of words, so that rare words and speakers grow in number with the stream;
 *   - the digits of figures become others, the same in all reports but one in ten; the interval and the printed number
 *     of the claim with them;
 *   - of the words of five letters and more that are in no name, figure, date or cue a fifth becomes others by event, a
 *     fourth by report, drawn from all such words of the pool's language (so frequent ones are), one in forty of two
 *     halves of words. So no two reports but copies repeat one another word by word.
 *
 * One report in eight of an event is a copy of its first, under another outlet, without its last passages or whole.
 * The same seed gives the same articles. */
#ifndef KB_BENCH_RETELL_H
#define KB_BENCH_RETELL_H

#include "claim/claims.h"
#include "desk/engine.h"
#include "plan.h"
#include "story/sketch.h"

typedef struct pool pool;

/* Reads the files' documents; those with a sketch too small and too little text are left out. *out is freed in any
 * case. */
kb_status pool_read(kb_engine *engine, char **files, int count, pool **out, kb_err *err);
void pool_free(pool *p);
size_t pool_count(const pool *p);

typedef struct {
    kb_document *doc; /* url, outlet, title, text, byline, language; freed by who told it */
    kb_claims claims; /* in the document's arena; without tokens, sentences and quotes */
    kb_sketch sketch; /* likewise */
    uint32_t words;
    uint32_t copied; /* words that it repeats of the event's first report; 0: it is no copy */
    uint32_t source_words;
} told;

/* Tells report `number` of the event. `revision`: 0, or the words once more exchanged in its first passage. Fails:
 * KB_ERR_MEMORY. */
kb_status retell(const pool *p, uint64_t seed, const moment *m, uint64_t revision, told *out, kb_err *err);

#endif
