/* show/speakers.h - who says most: a list of speakers, with how much they said in a time and what last. */
#ifndef KB_SHOW_SPEAKERS_H
#define KB_SHOW_SPEAKERS_H

#include "show/json.h"
#include "story/facts.h"

typedef struct {
    kb_str name, role;                   /* role: as last given; may be empty */
    size_t statements, reports, outlets; /* of the time that was asked for */
    int64_t last;                        /* seconds since 1970 UTC */
    kb_timeline timeline; /* of what is counted here; all speakers of a list have the same begin and step */
    kb_str words;         /* of the last saying; may be empty */
    const char *stance;
    int64_t article;
    kb_span span; /* of these words */
} kb_speaker_lately;

typedef struct {
    const char *name; /* words of names; NULL: all */
    size_t days;      /* 0: ever */
    size_t limit, skip, rows;
    int64_t until; /* the moment to which is counted; 0: none */
} kb_speakers_told;

void kb_json_speaker_lately(kb_json *json, const kb_speaker_lately *speaker); /* a line */
void kb_screen_speaker_lately(kb_buf *out, const kb_speaker_lately *speaker, const kb_print *how);

/* As a page of a served desk. */
void kb_page_speakers_head(kb_buf *out, const kb_speakers_told *told, const kb_print *how);
void kb_page_speakers_item(kb_buf *out, const kb_speaker_lately *speaker, const kb_print *how);
void kb_page_speakers_foot(kb_buf *out, const kb_speakers_told *told, const kb_print *how);

#endif
