/* compare/across.h - the same said in two languages: which sayings of one speaker are one, although no word of them is
 * the same.
 *
 * What the words have in common is told as between reports of two languages (compare/align.h): names, numbers, days,
 * concepts, and what a dictionary gives. Two different sayings that are joined are worse than one that is told twice,
 * so they must be near in time, neither may have a figure where the other has another one, both or neither deny or
 * negate what they share, and of several that would do the best alone is taken. */
#ifndef KB_COMPARE_ACROSS_H
#define KB_COMPARE_ACROSS_H

#include "compare/compare.h"

#define KB_ACROSS_SECONDS (36 * 3600) /* further apart in time only within one story, and then KB_SAYING_SECONDS */

/* Which of the sayings (of one speaker, in order of `at`, with groups of kb_sayings_group) may be one with a saying of
 * another language: may[i]. Of equal words in a group the first alone is. Time: by the pairs within KB_SAYING_SECONDS,
 * where there are several languages. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_sayings_near(const kb_saying *sayings, const uint32_t *group, size_t count, kb_arena *arena, bool *may,
                          kb_err *err);

/* The words of a saying alone as a document of its language, to find claims and stems in; it looks at the saying.
 * Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_saying_document(const kb_saying *saying, kb_time published, kb_document **out, kb_err *err);

/* Joins groups of two languages. docs[i]: the document of saying i, with claims and stems; NULL where it may not. Works
 * with tools.pivot; does nothing without. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_sayings_across(kb_comparison_tools tools, const kb_saying *sayings, const kb_document *const *docs,
                            size_t count, kb_arena *arena, uint32_t *group, kb_err *err);

#endif
