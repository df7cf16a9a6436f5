/* read/document.h - an article as read. All it points to lives in its arena. */
#ifndef KB_READ_DOCUMENT_H
#define KB_READ_DOCUMENT_H

#include "base/arena.h"
#include "base/time.h"

typedef struct {
    kb_span *at;
    size_t count;
} kb_spans;
typedef struct {
    kb_str *at;
    size_t count;
} kb_strs;

typedef enum {
    KB_LINE_TITLE,  /* the title, where it stands in the text */
    KB_LINE_CREDIT, /* picture credits, agency lines: nobody's words */
    KB_LINE_BYLINE, /* who wrote it, and where from: "BIMA - " is not one, "Oleh X, Antara" is */
    KB_LINE_SKIP    /* "Baca juga: ...": another article's title */
} kb_line_kind;

typedef struct {
    kb_span span;
    kb_line_kind kind;
} kb_line; /* part of the text that is no report */
typedef struct {
    kb_line *at;
    size_t count;
} kb_lines; /* in order; no overlap */

/* What a reader marked as wrong or verified in a text of the desk. */
typedef enum { KB_WRONG_ROW = 1, KB_WRONG_SPEAKER, KB_WRONG_ALIGNMENT, KB_VERIFIED } kb_verdict_kind; /* as stored */
typedef struct {
    int64_t id;
    kb_verdict_kind kind;
    kb_span span;
    kb_str who, note; /* note: may be empty */
    int64_t at;       /* seconds since 1970 UTC */
} kb_verdict;
typedef struct {
    kb_verdict *at;
    size_t count;
} kb_verdicts; /* in order of span.begin */

#define KB_DOC_WORDS_MIN 25 /* fewer are KB_DOC_SHORT */
#define KB_TAGS_MAX 40

struct kb_why; /* read/why.h */

struct kb_document {
    kb_arena *arena;       /* owns all below, and what claim/ finds */
    kb_str id;             /* the input's; else made from its place and bytes: stable */
    kb_str url, canonical; /* as stated */
    kb_str outlet;         /* as stated; else the host of the URL; else empty. Of a desk's: as its user names it */
    kb_str masthead;       /* of a desk's: what its user calls otherwise, as stated; else empty */
    kb_str counted;        /* of a desk's: of a mirror the outlet that stands for it where outlets are counted
                            * (story/outlet.h); else empty */
    kb_str title;
    kb_strs byline;   /* people who wrote it, in order, each once: names alone */
    kb_strs carriers; /* agencies that its by-line or credit names */
    kb_str section;   /* as the outlet calls it: "Ekonomi"; else empty */
    kb_strs tags;     /* at most KB_TAGS_MAX, each once */
    kb_str image;     /* URL of the lead image, absolute where the page's is known; else empty */
    bool paywalled;   /* the outlet says that not everybody may read all of it, or the text is cut short */
    kb_str lang;      /* BCP 47; "und" */
    kb_time published, modified;
    kb_str text; /* valid UTF-8, paragraphs split by "\n" */
    kb_lines lines;
    size_t replaced;                   /* byte sequences that were no text in its encoding and became U+FFFD */
    kb_str encoding, encoding_from;    /* as read/encoding.h says: "windows-1252", "meta"; "input" of JSON; static */
    kb_str origin_file, origin_record; /* where it was read; record: line or WARC-Record-ID */
    uint64_t origin_offset;            /* byte offset in the file */
    int64_t fetched;                   /* when it was captured: it was not published later; of a desk's, when it was
                                        * added; seconds since 1970 UTC; 0: not known */
    int64_t withdrawn;                 /* of a desk's: since when its page is not there any more; 0: it is */
    int64_t revision;                  /* of a desk's: its number, from 1; else 0 */
    kb_document *earlier;              /* of a desk's: the text that it had before, where that was asked for; its own */
    kb_str chosen_by;                  /* which rule chose text: "plain", "jsonl", "article-body", ... */
    kb_str title_from, byline_from, published_from,
        modified_from;             /* where those were stated: "markup", "json-ld",
                                    * "meta", "url", "text", "script", "input", "line"; else "" */
    kb_str outlet_from, lang_from; /* the same; "feed", "stated"; language: "text" where the words told, "option" */
    uint64_t bytes_hash;           /* of the raw bytes that it was read from */
    kb_doc_kind kind;
    struct kb_why *why;   /* how a page was read, where the reader was asked to keep it; else NULL */
    kb_verdicts verdicts; /* of a desk's */
    void *claims;         /* kb_claims *, set by claim/ once found; NULL before */
};

/* An empty document with an arena of at most `limit` bytes. Fails: KB_ERR_MEMORY. */
kb_status kb_document_new(size_t limit, kb_document **out, kb_err *err);
/* kb_document_free: kabar.h */

/* Adds a copy of `item` to one of the document's lists, unless it is empty or there already. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. */
kb_status kb_document_list(kb_document *doc, kb_strs *list, kb_str item, kb_err *err);

/* A list as one string, "A, B", and back: how a desk keeps it and a screen shows it. */
void kb_strs_join(kb_buf *out, kb_strs list);
bool kb_strs_next(kb_str *joined, kb_str *item); /* takes the first item; false when none is left */

/* As the article itself calls its outlet. */
static inline kb_str kb_document_masthead(const kb_document *doc)
{
    return doc->masthead.len ? doc->masthead : doc->outlet;
}

/* Is `span` inside a line of that is no report (credit, by-line, skip)? */
bool kb_document_aside(const kb_document *doc, kb_span span);

#endif
