/* show/digest.h - what a time brought: its stories with what is new and disputed in them, what was corrected, what
 * readers marked; as CommonMark, as one self-contained HTML page, or as JSON (docs/json.md). Written part by part, in this
 * order: kb_digest_begin, stories, then parts with their lines, kb_digest_end. A failed growth is kept in the buffer. */
#ifndef KB_SHOW_DIGEST_H
#define KB_SHOW_DIGEST_H

#include "compare/compare.h"
#include "show/facts.h"
#include "show/offsets.h"
#include "show/paper.h"

typedef struct {
    kb_time from, until;     /* half-open; of a day until is none */
    size_t stories, reports; /* that got reports in that time; how many */
    size_t told;             /* of these stories, those that follow */
} kb_digest_head;
void kb_digest_begin(const kb_paper *paper, const kb_digest_head *head);
void kb_digest_end(const kb_paper *paper);

typedef struct {
    size_t number; /* in the digest, from 1 */
    const kb_story_told *story;
    size_t fresh;              /* reports of that time */
    kb_str title, url, outlet; /* of the report that tells it best */
    kb_time published;
    const kb_comparison *comparison; /* NULL: there is nothing to compare */
    const kb_row *const *agreed;     /* what most of its reports share */
    size_t agreed_count;
    const kb_row *const *disputed; /* new in that time: differences, denials, counts that moved */
    size_t disputed_count, left_out;
} kb_digest_story;
void kb_digest_tell_story(const kb_paper *paper, const kb_digest_story *story);

/* Begins a part behind the stories: its title and, under it, a list; ended by the same call with NULL. */
void kb_digest_part(const kb_paper *paper, const char *english);

/* An article that was changed: from where and when, and what stands in place of what. */
typedef struct {
    kb_str gone, more, before, after; /* the words around it */
    bool title;
} kb_digest_change;
typedef struct {
    kb_str outlet, title, url;
    int64_t article;
    kb_time at;
    const kb_digest_change *changes;
    size_t count;
} kb_digest_correction;
void kb_digest_tell_correction(const kb_paper *paper, const kb_digest_correction *correction);

/* Words that a reader marked; `mark`: kb_phrase_verdict's. */
typedef struct {
    kb_str outlet, words, mark;
    int64_t story; /* 0: none */
} kb_digest_mark;
void kb_digest_tell_mark(const kb_paper *paper, const kb_digest_mark *mark);

/* As JSON: fields of an open object. A list is opened and closed for each part, whether anything is in it or not. */
void kb_json_digest_head(kb_json *json, const kb_digest_head *head);
/* `offsets`: an entry for each report that is compared; NULL where nothing is. `since`, `until`: which reports are new. */
void kb_json_digest_story(kb_json *json, const kb_digest_story *story, const kb_offsets *offsets, int64_t since,
                          int64_t until);
void kb_json_digest_correction(kb_json *json, const kb_digest_correction *correction, bool changed);

void kb_digest_note(const kb_paper *paper, kb_buf *words); /* a line that is no more than that; it is emptied */

#endif
