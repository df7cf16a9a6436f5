/* story/lineage.h - which of many texts repeats which, how much, and from whom: copies, revisions, what is left of its
 * own.
 *
 * The texts are taken by time of publication (to the minute; a day counts as its end, and what has no date comes last;
 * of what cannot be told apart so the longer first, then by its words), so that the order in which they were given
 * changes nothing. Each is looked up by its fingerprints among those before it, the few that share most are compared
 * word by word, and sources are chosen greedily: the text that gives most words, the earlier of those that give as
 * much, then the one that gives most of the rest. A text that names an agency as its carrier has that agency's text for
 * a source even where that one is dated later.
 *
 * Not copies are: a text of the same address (a revision); what an outlet puts under several articles whose rest
 * differs (boilerplate: left out of all counts); passages of quoted speech without the words around them (two reporters
 * heard one speaker), unless the texts have enough else in common.
 *
 * Cost: n log n in all words; a fingerprint that stands in many texts is followed to a bounded number of them, the
 * first and the nearest before. */
#ifndef KB_STORY_LINEAGE_H
#define KB_STORY_LINEAGE_H

#include "base/time.h"
#include "read/document.h"
#include "story/repeat.h"

/* How much makes a copy: this share of a text's words; or of its source's, when that was taken nearly whole; or so many
 * words that nobody writes twice, when they are more than a fringe of the text. */
#define KB_COPY_TEXT_MIN 0.25
#define KB_COPY_SOURCE_MIN 0.5
#define KB_COPY_LONG_MIN 45
#define KB_COPY_LONG_SHARE_MIN 0.1
#define KB_COPY_WORDS_MIN 20 /* words that a copy shares with its source at least */
#define KB_COPY_NEAR_MIN 0.7 /* of both texts: a near copy */
#define KB_BOILERPLATE_MIN 3 /* articles of an outlet whose rest differs under which a passage stands */

typedef struct {
    kb_str id, outlet, url, title; /* outlet: as it states it; url: canonical where there is one; empty: not known */
    kb_strs carriers;              /* agencies that it names */
    kb_time published;
    kb_str text;
    kb_spans asides; /* parts of `text` that are no report, in order: credits, by-lines, pointers to other articles */
    bool aside;      /* others may repeat it; its own lineage is not asked for */
    struct kb_known_text *known; /* the text taken in (story/known.h); NULL: it is for this once */
} kb_lineage_text;

typedef enum { KB_COPY_EXACT, KB_COPY_NEAR, KB_COPY_PART, KB_COPY_REVISION } kb_copy_kind;

typedef struct {
    kb_span text, source; /* byte spans into both */
} kb_taken;

typedef struct {
    uint32_t of; /* index of the source */
    kb_copy_kind kind;
    double share;        /* of the text's words that stand in the source, 0..1 */
    double source_share; /* of the source's words that stand in the text */
    uint32_t words;      /* that it takes from there and not from a source named before */
    bool by_carrier;     /* the source is of the agency that the text names */
    kb_str carrier;      /* agency that both name, whose own text is not among the sources; empty */
    kb_taken *taken;     /* in order of text */
    size_t taken_count;
    kb_spans cut; /* of the source: what the text does not have */
} kb_source;

typedef struct {
    kb_source *at; /* a revision's earlier text first, then by words taken */
    size_t count;
    kb_str agency;        /* that it names as do texts which repeat it: it has those words from there; else empty */
    double agency_share;  /* of its words, those that a text which names it too repeats most of */
    uint32_t words;       /* of the text, without asides and boilerplate */
    uint32_t own;         /* of these in no source (of a revision: in no source but its earlier text) */
    uint32_t boilerplate; /* words left out as such */
    kb_spans added;       /* of the text: what no source has; where count > 0 */
} kb_lineage;

/* Finds the lineage of each of `count` texts (fewer than 2^31); `out` has room for them, what it points to lives in
 * `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_lineage_find(const kb_lineage_text *texts, size_t count, kb_arena *arena, kb_lineage *out, kb_err *err);

/* The lineage of the first text as kb_lineage_find gives it, which costs as much less as there are others. Of theirs
 * only what tells of the first is sure to be there: where `takers`, the lineages of those that have it for a source,
 * and the agencies of its own sources. Fails as kb_lineage_find. */
kb_status kb_lineage_find_first(const kb_lineage_text *texts, size_t count, bool takers, kb_arena *arena,
                                kb_lineage *out, kb_err *err);

/* The text of a document; looks at it but for the lists, which live in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_lineage_text_of(const kb_document *doc, kb_arena *arena, kb_lineage_text *out, kb_err *err);

/* The fingerprints of a text without its asides, in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_lineage_prints(const kb_lineage_text *text, kb_arena *arena, kb_prints *out, kb_err *err);

/* Is `text` a copy (not only a revision) of another? */
bool kb_lineage_copied(const kb_lineage *lineage);

/* Are most of its words others', or an earlier text's of its own? Then it is no independent report. */
bool kb_lineage_rests(const kb_lineage *lineage);

#endif
