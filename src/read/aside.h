/* read/aside.h - is a line a credit, a by-line, or a pointer to another article? By its shape and by the words of the
 * language file.
 *
 * [credit]: value published or updated: words of a date line. Value photo or byline; flags say when the form counts:
 *     colon   at the line's begin, a colon behind it ("Foto: ...")
 *     names   at the line's begin, and all that follows is names ("Photo by Ana Reyes", "Oleh Sari Dewi, Bima")
 *     inside  anywhere in a line that is nothing but names, slashes, parentheses ("DEWI/HARIAN FOTO", "(Handout via
 * Kantor)") [skip]: no value: the line begins with it; `colon`: a colon follows; `alone`: it is the whole line. */
#ifndef KB_READ_ASIDE_H
#define KB_READ_ASIDE_H

#include "read/document.h"
#include "text/token.h"

#define KB_ASIDE_BYTES_MAX 240     /* a longer line is no aside */
#define KB_ASIDE_DATE_BYTES_MAX 80 /* ... and no date */

typedef struct {
    bool first_lines; /* among the first lines of the text: a line of names, place and outlet may be a by-line */
    bool below_title; /* right below the title, no report before it: a caption or an agency alone may stand here */
    bool last_lines;  /* among the last: names in parentheses may be one */
} kb_aside_place;

/* Can only the line's first word make it an aside (kb_aside_may_begin), so that the rest needs no tokens before? So of
 * most lines: those that end as sentences do. */
bool kb_aside_by_begin(kb_str line, kb_aside_place place);
/* May a line be an aside that begins with these tokens (one is enough)? */
bool kb_aside_may_begin(kb_str begin, const kb_tokens *tokens);

/* Looks at one line (its tokens; spans are into `line`). *names: of a by-line, who wrote it; else empty. Returns false
 * when the line is report. */
bool kb_aside_find(kb_str line, const kb_tokens *tokens, kb_aside_place place, kb_line_kind *kind, kb_span *names);

/* "(kha)", "[abc/def]", "(Kantor Foto/Sari Dewi)" behind the last sentence of a paragraph: where it stands; empty when
 * the paragraph ends otherwise. Its tokens then tell whether it is a signature. */
kb_span kb_aside_signature(kb_str line);
bool kb_aside_is_signature(kb_str group, const kb_tokens *tokens);

/* A line of date and clock alone ("Selasa, 4 Maret 2025 | 09.10 WIB"): when; *updated: it says that it is of a change.
 * False for any other line. */
bool kb_aside_date(kb_str line, const kb_tokens *tokens, kb_time *out, bool *updated);

#endif
