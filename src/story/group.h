/* story/group.h - to which story does a report belong? A first, plain rule; pure and streaming: reports come one by
 * one, each is judged by those before it, and an answer once given stays.
 *
 * A report's sketch is its terms (stems of its words, function words and numbers below 100 left out; those of the title
 * and names count more). Two reports are as like as the cosine of their sketches, each term weighed by how rare it is
 * among the reports held (idf), less the further apart they were published (a bell of GROUP_SIGMA; nothing beyond the
 * window). Texts of two languages are compared by the terms that travel alone. A report's likeness to a story is the
 * mean of that to its nearest member and that to its members on average; it joins the story most like it if that is
 * above a threshold, which depends on the length of the texts. Source of the shape: Miranda et al., Multilingual
 * Clustering of Streaming News, 2018, without its learned weights. */
#ifndef KB_STORY_GROUP_H
#define KB_STORY_GROUP_H

#include "claim/claims.h"

#define KB_SKETCH_TERMS_MAX 256
#define KB_GROUP_HELD_MAX 20000 /* reports held; the oldest to come go first */

/* What a term is good for: to compare texts of one language, or of two. Names, numbers and what the language files call
 * the same in every language (dead, house, ...) travel. */
enum { KB_TERM_SPEAKS = 1, KB_TERM_TRAVELS = 2 };

typedef struct {
    uint32_t term; /* hash of the stem, the name, the digits, the concept */
    uint8_t count; /* weighted occurrences, 1..63 */
    uint8_t use;   /* KB_TERM_... */
} kb_term;

typedef struct {
    kb_term *at; /* in order of term, each once */
    size_t count;
    uint32_t lang; /* hash of the language */
} kb_sketch;

/* The sketch of a document, in `arena`. `tokens` is found in its text, `title` in its title, both with stems. Lines
 * that are no report (credits, pointers to other articles) are left out, and so is what stands far down. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_sketch_make(const kb_document *doc, const kb_tokens *title, const kb_tokens *tokens, kb_arena *arena,
                         kb_sketch *out, kb_err *err);

typedef struct kb_group kb_group;
kb_status kb_group_new(kb_group **out, kb_err *err);
void kb_group_free(kb_group *group); /* NULL is fine */

typedef struct {
    int64_t story;   /* 0: none is like it, it begins a new one */
    double score;    /* likeness to that story, 0..1; from one half on it joins */
    int64_t nearest; /* the article most like it; 0 */
} kb_choice;

/* The story for a report with this sketch, published at `when` (seconds since 1970 UTC). */
kb_status kb_group_find(const kb_group *group, const kb_sketch *sketch, int64_t when, kb_choice *out, kb_err *err);

/* Holds a report that was put into a story. Articles come in rising order of id. Fails: KB_ERR_MEMORY. */
kb_status kb_group_add(kb_group *group, int64_t article, int64_t story, int64_t when, const kb_sketch *sketch,
                       kb_err *err);

int64_t kb_group_last(const kb_group *group); /* the article added last; 0 */

#endif
