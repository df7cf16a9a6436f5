/* read/xml.h - XML as a tree, in one array: nodes in the order of the document, each with where its subtree ends. It is
 * mended first (read/xml_mend.h), so that any bytes give a tree. All of libxml2 is behind this file and xml_mend.c: its
 * SAX2 parser with RECOVER and NONET, without document types, entities or anything that it could load. */
#ifndef KB_READ_XML_H
#define KB_READ_XML_H

#include "read/xml_mend.h"

#define KB_XML_NODES_MAX ((size_t)400000) /* and as many attributes; those beyond go */
#define KB_XML_TEXT_MAX ((size_t)4 << 20) /* of one run of text */

typedef struct {
    kb_str local, prefix, uri; /* uri: empty where the prefix is not declared */
} kb_xml_name;

typedef struct {
    const kb_xml_name *name;
    kb_str value;
} kb_xml_attribute;

typedef struct {
    const kb_xml_name *name; /* NULL: text */
    kb_str text;
    const kb_xml_attribute *attributes;
    uint32_t attribute_count;
    uint32_t parent, end; /* indexes; of the root its own; behind the subtree */
    size_t place;         /* byte of the input where the element begins */
} kb_xml_node;

typedef struct {
    kb_xml_node *at;
    size_t count; /* 0: no wanted root was found */
    kb_xml_mended mended;
} kb_xml;

/* Parses `utf8` (valid UTF-8) from its first element with a name in `roots` (lower case, ended by NULL). What is cut is
 * among mended.faults. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_xml_parse(kb_str utf8, const char *const *roots, kb_arena *arena, kb_xml *out, kb_err *err);

/* An attribute without a namespace, capitals aside; empty when it is missing. */
kb_str kb_xml_attribute_of(const kb_xml_node *node, const char *local);

/* xml:base, xml:lang: "base", "lang". at == NULL when it is missing. */
kb_str kb_xml_special(const kb_xml_node *node, const char *local);

/* The text of a subtree, as it is. */
void kb_xml_text(const kb_xml *xml, size_t node, kb_buf *out);

/* Has the node elements below it? */
bool kb_xml_has_elements(const kb_xml *xml, size_t node);

/* What is inside the node as HTML: elements and attributes without their prefixes, text escaped. */
void kb_xml_markup(const kb_xml *xml, size_t node, kb_buf *out);

#endif
