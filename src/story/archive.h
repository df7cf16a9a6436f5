/* story/archive.h - the fingerprints of many texts, to be looked up: an inverted index made in one go. */
#ifndef KB_STORY_ARCHIVE_H
#define KB_STORY_ARCHIVE_H

#include "story/fingerprint.h"

typedef struct kb_archive kb_archive;

kb_status kb_archive_new(kb_archive **out, kb_err *err);
void kb_archive_free(kb_archive *archive); /* NULL is fine */

/* Adds the fingerprints of the next text (numbered from 0). `outlet`: a number for its outlet, 0 where it is not known.
 * Fails: KB_ERR_MEMORY, KB_ERR_LIMIT (2^32 fingerprints). */
kb_status kb_archive_add(kb_archive *archive, const kb_prints *prints, uint32_t outlet, kb_err *err);

/* All texts are added: sorts. Tells boilerplate: fingerprints that stand in `articles` texts of one outlet, of which no
 * two share half of their fingerprints. Fails: KB_ERR_MEMORY. Time: n log n. */
kb_status kb_archive_seal(kb_archive *archive, uint32_t articles, kb_err *err);

typedef struct {
    uint32_t text, shared; /* shared: fingerprints, boilerplate of either not counted */
} kb_candidate;

typedef struct {
    kb_candidate *at;
    size_t count;
} kb_candidates;

/* The texts before `text` (behind it too, where `later`) that share fingerprints with it, those that share most first,
 * at most `most`; in `arena`. Time: linear in the text's fingerprints. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_archive_find(kb_archive *archive, uint32_t text, bool later, size_t most, kb_arena *arena,
                          kb_candidates *out, kb_err *err);

size_t kb_archive_prints(const kb_archive *archive, uint32_t text); /* how many fingerprints it has */

/* Marks in `leave` (one for each word of the text, as many as `words`) those that boilerplate covers; returns how many.
 */
size_t kb_archive_boilerplate(const kb_archive *archive, uint32_t text, bool *leave, size_t words);

#endif
