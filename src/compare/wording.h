/* compare/wording.h - the same words said again: which sayings of one speaker are one, and how their wording differs.
 *
 * Two are one saying when most of the shorter one's words, weighed by how rare they are among all, stand in the other;
 * neither has a number where the other has another one; and neither denies what the other says. Words are those of
 * text/verbatim.h: no stems and no translation, so that what is one saying is so word for word, mostly. */
#ifndef KB_COMPARE_WORDING_H
#define KB_COMPARE_WORDING_H

#include "text/verbatim.h"

#define KB_SAYING_SECONDS (7 * 86400) /* further apart in time, equal words are said again */

typedef struct {
    kb_str words;
    int64_t at;      /* seconds since 1970 UTC */
    int64_t article; /* two of one article are one only where their words are the same */
    bool against;    /* denied, refused, or not said: never one with what is not */
    kb_str lang;     /* of the article; for compare/across.h alone, as what follows */
    int64_t story;   /* 0: none */
} kb_saying;

/* Groups `count` sayings (fewer than 2^31) of one speaker, in order of `at`: group[i] is the index of the first that is
 * one with saying i, its own where none is before. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear in all words, but
 * for words that very many sayings have, which lead to a bounded number of them. */
kb_status kb_sayings_group(const kb_saying *sayings, size_t count, kb_arena *arena, uint32_t *group, kb_err *err);

/* A run of words that both have, or that one of the two has alone: then the other's span is empty, where they would
 * stand. */
typedef struct {
    kb_span a, b; /* bytes of either */
    bool same;
} kb_wording;
typedef struct {
    kb_wording *at;
    size_t count;
} kb_wordings; /* in order of both; what only `a` has comes before what only `b` has in its place */

/* How the wording of `b` differs from that of `a`: by a longest common subsequence of words (Wagner and Fischer 1974).
 * Of more than KB_WORDING_MAX words the rest differs as a whole. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
#define KB_WORDING_MAX 600
kb_status kb_wording_find(kb_str a, kb_str b, kb_arena *arena, kb_wordings *out, kb_err *err);

/* What of a text became what: the runs of kb_wording_find that are not the same, each with what stands in its place. Of
 * two long texts what they have before the first and behind the last change costs nothing and does not count as words.
 */
kb_status kb_wording_changes(kb_str a, kb_str b, kb_arena *arena, kb_wordings *out, kb_err *err);

#endif
