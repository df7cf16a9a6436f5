/* read/xml_chars.h - the text and the values of a document while it is mended (read/xml_mend.h): characters and
 * references as they come, made such that a parser takes them without an event for each.
 *
 * References to characters, to entities of XML and HTML and to those that the document type declares as plain text
 * become characters; others, and a bare "&", stay as they are written. What XML wants escaped ("&", "<", ">" and the
 * quotation mark) stands as one of Unicode's noncharacters, which kb_xml_unescape makes the character again; those of
 * the input go. So do control characters; those from 80 to 9F are what windows-1252 has there (WHATWG HTML 13.2.5.80).
 */
#ifndef KB_READ_XML_CHARS_H
#define KB_READ_XML_CHARS_H

#include "base/arena.h"
#include "base/buf.h"

#define KB_XML_ENTITY_NAME_MAX ((size_t)32)
#define KB_XML_ENTITY_CACHE 64
#define KB_XML_ENTITIES 256 /* HTML 4 has 252 */

typedef struct {
    kb_str name, value;
} kb_xml_entity;

/* All zero but `out` is one that has written nothing. */
typedef struct {
    kb_buf *out;
    size_t mended; /* places where something was set right */
    struct {
        kb_xml_entity *at;
        size_t count;
    } entities;      /* that were declared */
    size_t expanded; /* bytes that they made */
    struct {
        char name[KB_XML_ENTITY_NAME_MAX + 1];
        uint32_t value;
    } cache[KB_XML_ENTITY_CACHE]; /* of HTML's entities */
    size_t lookups;
    const void *index[KB_XML_ENTITIES]; /* libxml2's entities by name, once lookups are many */
    size_t indexed;
} kb_xml_chars;

/* Writes a character; one that XML has no place for is left out. */
void kb_xml_chars_char(kb_xml_chars *t, uint32_t c);

/* Writes text in which "&" begins no reference: CDATA. Time: linear, as for all here. */
void kb_xml_chars_put(kb_xml_chars *t, kb_str s);

/* Writes text with references. */
void kb_xml_chars_content(kb_xml_chars *t, kb_str s);

/* Keeps the general entities that an internal subset declares: the first 256, of at most 1,024 bytes without tags, the
 * first of each name. Nothing external is looked at. The list lives in `arena`; the words stay in `s`. False when
 * memory is out. */
bool kb_xml_chars_declare(kb_xml_chars *t, kb_str s, kb_arena *arena);

/* What was written with its characters again, to `out`. */
void kb_xml_unescape(kb_str s, kb_buf *out);

/* ---- ASCII's classes, as names and tags have them ---- */

static inline bool kb_xml_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static inline bool kb_xml_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool kb_xml_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool kb_xml_begins_name(char c)
{
    return kb_xml_is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

static inline bool kb_xml_is_name(char c)
{
    return kb_xml_begins_name(c) || kb_xml_is_digit(c) || c == '-' || c == '.' || c == ':';
}

#endif
