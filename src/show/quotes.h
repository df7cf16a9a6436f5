/* show/quotes.h - what one speaker said, over articles: each saying once, with those that carry it. */
#ifndef KB_SHOW_QUOTES_H
#define KB_SHOW_QUOTES_H

#include "claim/claims.h"
#include "compare/wording.h"
#include "show/json.h"
#include "story/facts.h"
#include "story/outlet.h"

/* A saying as one article has it. */
typedef struct kb_quoted {
    int64_t article, story; /* story: 0 none */
    kb_str outlet, url, title, lang, type;
    kb_str counted; /* the outlet that stands for it where outlets are counted; empty: itself */
    kb_stance stance;
    kb_time published;
    int64_t added;      /* seconds since 1970 UTC */
    kb_str text_sha256; /* of the revision */
    kb_spans spans;     /* in the revision's text, in the unit that was asked for */
    kb_str words;
    kb_strs carriers;
    bool negated, hearsay;
    kb_verdicts verdicts;          /* what readers marked in it */
    kb_wordings wording;           /* against those of `model`; empty: the same */
    const struct kb_quoted *model; /* the report whose words stand for all in its language */
} kb_quoted;

typedef struct {
    const kb_quoted **at; /* in order of time */
    size_t count, shown;  /* shown: the model that most outlets have, then the earliest */
    size_t outlets;
} kb_saying_told;

typedef struct {
    kb_str name;
    int64_t statements;
} kb_speaker_told;

typedef struct {
    kb_str name, role;                     /* of whom it tells; role: as last given, may be empty */
    const kb_speaker_told *forms, *others; /* other names under which he was found; others who were found */
    size_t form_count, other_count;
    const kb_saying_told *sayings; /* in order of time */
    size_t count, before;          /* before: earlier ones that are left out */
    size_t articles;               /* of those told */
    kb_outlet_count outlets;
    bool cut; /* there are so many statements that older ones were not read */
    size_t statements;               /* that were read */
    size_t stances[KB_STANCE_COUNT]; /* of these */
    kb_timeline timeline;            /* of these */
} kb_quotes_told;

void kb_json_quotes(kb_json *json, const kb_quotes_told *quotes);
void kb_screen_quotes(kb_buf *out, const kb_quotes_told *quotes, const kb_print *how);

/* As a page of a served desk (show/quotes_page.c). `stance` and the query's words are what was asked for. */
void kb_page_quotes(kb_buf *out, const kb_quotes_told *quotes, const kb_query *query, const char *stance,
                    const kb_print *how);

#endif
