/* read/reading.h - bytes of any kind to documents: the kind is found, its reader called, each document finished alike.
 * The formats are rows of a table in reading.c; a format is one file here and one row there. */
#ifndef KB_READ_READING_H
#define KB_READ_READING_H

#include "base/stream.h"
#include "read/document.h"
#include "text/token.h"

/* What the readers work with; nothing of it is changed. */
typedef struct {
    kb_text *text;         /* may be NULL: then no line is known by its words */
    const kb_langs *langs; /* the same */
    kb_str lang;           /* of every document; empty: stated, else found */
    kb_time date;          /* of a document that states none */
    size_t max_bytes;      /* largest single document */
    bool why;              /* keep how pages were read (read/why.h) */
    bool apart;            /* PDF in a process of its own, with limits (base/apart.h) */
} kb_read_tools;

/* One input and who wants its documents: a file, or a record of one. */
typedef struct {
    const kb_read_tools *tools;
    const kb_reader *reader;
    kb_str file;       /* its name as given; "-" is standard input */
    kb_str bytes;      /* the input's, or the record's */
    kb_stream *stream; /* where they come from, when they are not in `bytes` yet; may be NULL */

    /* Of a record within a file; zero for a file. */
    kb_str record;   /* its name in origin.record */
    kb_str place;    /* where it is, for a person: "record 7, byte 4096" */
    uint64_t offset; /* of the record in the file: where `bytes` count from */
    kb_str url;      /* that it was fetched from */
    kb_str type;     /* media type that was stated beside the bytes; empty: they alone tell */
    kb_str charset;  /* the same */
    int64_t fetched; /* when, seconds since 1970 UTC: it was not published later; 0: not known */
} kb_reading;

/* Reads all documents of an input, packed (gzip, zstd) or not. What is bad goes to reader->problem, with file and
 * place, and the rest goes on. *count is raised by the documents handed over. Takes reading->stream over. Fails:
 * KB_ERR_MEMORY, KB_ERR_STOPPED. */
kb_status kb_reading_run(const kb_reading *reading, size_t *count, kb_err *err);

/* ---- for the readers of the formats ---- */

/* May bytes of this media type hold words? (Pages, feeds, JSON, text, PDF; or the type is not stated.) */
bool kb_reading_reads(kb_str type);

/* Names the input for a person. */
kb_str kb_reading_name(const kb_reading *reading);

/* Tells the reader of a bad input: "<file>: <place>: <text>". The text is one line, err's. */
void kb_reading_problem(const kb_reading *reading, const kb_err *err);

/* A document with its arena, and where it comes from: `record` names the line or record (empty: the whole file),
 * `bytes` are those that it is read from, within the input. What the reading knows of a record (its name, its URL) is
 * the document's. */
kb_status kb_reading_document(const kb_reading *reading, kb_str record, kb_str bytes, kb_document **out, kb_err *err);

/* Finishes a document whose stated fields and text are set (language, lines, kind, id) and hands it over, whatever the
 * outcome: `doc` is gone afterwards. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT, KB_ERR_STOPPED. */
kb_status kb_reading_give(const kb_reading *reading, kb_document *doc, size_t *count, kb_err *err);

/* A failure that ends the whole reading; any other is one bad document. */
static inline bool kb_reading_ends(kb_status status)
{
    return status == KB_ERR_MEMORY || status == KB_ERR_STOPPED;
}

#endif
