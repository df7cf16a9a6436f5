/* read/xml_mend.h - XML as it comes, made such that a parser takes it. A conforming parser ends at the first fault, and
 * one that recovers drops what it does not know (an undeclared entity, a bare "&") and closes the wrong element at each
 * end tag that does not match; feeds are full of these.
 *
 * What is written is one well-formed element, without declaration, document type, comments, CDATA and entities:
 * - what stands before the root and behind it goes; declared encodings with it (the input is UTF-8 already);
 * - entities: those of XML and HTML and those that the document type declares as plain text become characters, others
 *   and a bare "&" are escaped; nothing external is looked at, and expansion does not nest;
 * - a "<" that begins no tag is text; attributes get quotes, values, and go where they stand twice;
 * - an end tag closes the nearest open element of its name (capitals aside), or goes; what is open at the end is
 * closed;
 * - an item that begins inside an item ends it, and a field inside a one-line field ends that;
 * - control characters go; those from 80 to 9F are what windows-1252 has there (HTML 13.2.5.80);
 * - elements deeper than KB_XML_DEPTH_MAX lose their tags, attributes beyond KB_XML_VALUE_MAX bytes their end.
 *
 * What would have to be escaped ("&", "<", ">" and the quotation mark in text and values) stands as one of Unicode's
 * noncharacters, which kb_xml_unescape (read/xml_chars.h) makes the character again; those of the input go. Names
 * beyond the first 4,096 different ones become "_", attributes with such names go. */
#ifndef KB_READ_XML_MEND_H
#define KB_READ_XML_MEND_H

#include "base/arena.h"
#include "base/buf.h"

#define KB_XML_DEPTH_MAX 200
#define KB_XML_ATTRIBUTES_MAX 64
#define KB_XML_VALUE_MAX ((size_t)65536)
#define KB_XML_FAULTS_MAX 20

typedef struct {
    size_t byte;      /* of the input, counted from 0 */
    const char *what; /* static; what was lost */
} kb_xml_fault;

typedef struct {
    size_t *places; /* of the input: where the n-th element that was written begins */
    size_t count;
    kb_xml_fault faults[KB_XML_FAULTS_MAX]; /* where words or elements were lost; mending alone is no fault */
    size_t fault_count;
    size_t mended;       /* places where something was set right */
    kb_str foreign_root; /* the first element, where it is none of the wanted; else empty */
} kb_xml_mended;

/* Writes `in` (valid UTF-8) mended to `out`, nothing where none of `roots` (lower case, ended by NULL; prefixes aside)
 * begins in it. The lists of `mended` live in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_xml_mend(kb_str in, const char *const *roots, kb_arena *arena, kb_buf *out, kb_xml_mended *mended,
                      kb_err *err);

#endif
