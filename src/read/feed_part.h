/* read/feed_part.h - what the elements of an XML feed hold: words of any declared or undeclared type, people, dates,
 * links. For feed_xml.c and feed_field.c. */
#ifndef KB_READ_FEED_PART_H
#define KB_READ_FEED_PART_H

#include "read/feed.h"
#include "read/feed_date.h"
#include "read/xml.h"

/* Where an element's name belongs. CORE: RSS, RSS 1.0, Atom, CDF: their names do not contradict one another. */
typedef enum {
    KB_NS_CORE,
    KB_NS_DC,
    KB_NS_DCTERMS,
    KB_NS_CONTENT,
    KB_NS_MEDIA,
    KB_NS_ITUNES,
    KB_NS_XHTML,
    KB_NS_RDF,
    KB_NS_OTHER
} kb_feed_ns;

typedef struct {
    const kb_xml *xml;
    kb_feed *feed;
    kb_arena *arena;
    kb_str input; /* for the places of losses */
    kb_str base;  /* of the whole feed, where no xml:base says otherwise; may be empty */
    bool is_rss;  /* untyped words may be HTML */
    kb_err *err;
} kb_feed_builder;

/* The functions below return KB_OK, or KB_ERR_MEMORY or KB_ERR_LIMIT with the builder's err set. */

kb_feed_ns kb_feed_ns_of(const kb_feed_builder *b, const kb_xml_name *name);

/* The element's own text, trimmed. */
kb_status kb_feed_text(const kb_feed_builder *b, size_t node, kb_str *out);

typedef struct {
    kb_str plain; /* words alone, paragraphs split by "\n" */
    kb_str html;  /* sanitised, links made absolute */
    bool is_html; /* it came with markup */
} kb_feed_words;

typedef enum {
    KB_WORDS_LINE, /* a title or a name: one line, markup is the exception */
    KB_WORDS_BODY  /* markup is the rule; html is made */
} kb_words_kind;

/* The words of a text construct: type and mode of Atom 0.3 and 1.0 (text, html, xhtml, base64), markup that stands in
 * it as elements, and for RSS, which has no types, what the text itself looks like. */
kb_status kb_feed_words_of(const kb_feed_builder *b, size_t node, kb_words_kind kind, kb_feed_words *out);

/* The same of text that a JSON feed or an attribute holds. */
kb_status kb_feed_words_from(const kb_feed_builder *b, kb_str raw, bool is_html, kb_str base, kb_words_kind kind,
                             kb_feed_words *out);

/* The base of the links in an element: xml:base of it and of those above. */
kb_status kb_feed_base_of(const kb_feed_builder *b, size_t node, kb_str *out);

/* A link made absolute; empty where it is none that may be followed (http, https; mailto where `mail`). */
kb_status kb_feed_link(const kb_feed_builder *b, size_t node, kb_str value, bool mail, kb_str *out);

/* A person from "Ana Reyes", "a@x.test (Ana Reyes)", "Ana Reyes <a@x.test>". */
kb_status kb_feed_person_from(const kb_feed_builder *b, kb_str text, kb_feed_person *out);

/* A person from an Atom person construct or from text. */
kb_status kb_feed_person_of(const kb_feed_builder *b, size_t node, kb_feed_person *out);

/* Adds one that has a name and is not there yet. */
kb_status kb_feed_people_add(const kb_feed_builder *b, kb_feed_people *list, kb_feed_person person);

/* Adds a tag that is not there yet. */
kb_status kb_feed_tag_add(const kb_feed_builder *b, kb_strs *tags, kb_str tag);

/* The date that an element holds; out->precision stays KB_TIME_NONE where it is none, and that is told as a loss. */
kb_status kb_feed_date_of(const kb_feed_builder *b, size_t node, kb_time *out);

#endif
