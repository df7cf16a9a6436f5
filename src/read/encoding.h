/* read/encoding.h - which encoding bytes from outside are in, and their text: the one door for pages, feeds, plain text
 * and what comes in records. */
#ifndef KB_READ_ENCODING_H
#define KB_READ_ENCODING_H

#include "read/document.h"

typedef enum {
    KB_ENCODING_HTML,
    KB_ENCODING_XML, /* feeds; a page that begins with an XML declaration is HTML all the same */
    KB_ENCODING_TEXT
} kb_encoding_kind;

/* A text and where its encoding was found. */
typedef struct {
    kb_str text;          /* valid UTF-8 without byte order mark; looks at the bytes, or lives in the arena */
    const char *encoding; /* the standard's name: "UTF-8", "windows-1252", "GBK"; static */
    const char *from;     /* "bom", "http", "meta", "xml"; "valid": it is valid UTF-8, whatever was said; "guessed":
                           * from its letters; "default": nothing told anything; static */
    size_t replaced;      /* byte sequences that became U+FFFD */
} kb_encoding;

/* Decodes `bytes`. `label` is what came with them from outside: the charset of an HTTP or record header; empty: none.
 * Order of trust: byte order mark, `label`, what the bytes declare themselves (meta, XML declaration), UTF-8 where it
 * is valid, what the letters tell. A label that the bytes belie is not believed. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT,
 * KB_ERR_FORMAT. Linear time. */
kb_status kb_encoding_read(kb_str bytes, kb_str label, kb_encoding_kind kind, kb_arena *arena, kb_encoding *out,
                           kb_err *err);

/* Notes it in a document: encoding, encoding_from, and what was replaced. */
void kb_document_encoding(kb_document *doc, const kb_encoding *found);

/* The charset parameter of a media type: "text/html; charset=UTF-8" -> UTF-8, quotes taken off; empty: none. */
kb_str kb_encoding_parameter(kb_str media_type);

#endif
