/* read/element.h - HTML elements as a tokenizer and a count of what is open need to know them. Names are ASCII lower
 * case. Source: WHATWG HTML 13.1.2 (kinds of elements), 13.2.6 (tree construction). */
#ifndef KB_READ_ELEMENT_H
#define KB_READ_ELEMENT_H

#include "base/str.h"

typedef enum {
    KB_ELEMENT_VOID = 1,        /* holds nothing, has no end tag */
    KB_ELEMENT_RAW = 2,         /* text alone, no references: style, xmp, iframe, noembed, noframes, script */
    KB_ELEMENT_RCDATA = 4,      /* text with references: title, textarea */
    KB_ELEMENT_PLAINTEXT = 8,   /* all that follows is its text */
    KB_ELEMENT_FORMATTING = 16, /* opened again where a block cut it short (13.2.4.3) */
    KB_ELEMENT_BREAKOUT = 32,   /* ends svg and math (13.2.6.5) */
    KB_ELEMENT_DRAWING = 64,    /* of svg, holds no words and no HTML */
    KB_ELEMENT_ROOT = 128,      /* html, head, body: one of a page */
    KB_ELEMENT_SVG = 256,
    KB_ELEMENT_MATH = 512,
    KB_ELEMENT_HTML_IN_SVG = 1024, /* HTML inside svg or math: foreignObject, desc, title; mi, mo, mn, ms, mtext */
    KB_ELEMENT_HTML_IN_MATH = 2048,
    KB_ELEMENT_OPTIONAL = 4096, /* its end tag may be missing (13.1.2.4) */
} kb_element_flag;

/* An element of a list ends the one before it; so does a paragraph, a cell, a row, ... */
typedef enum {
    KB_SERIES_NONE,
    KB_SERIES_P,
    KB_SERIES_LI,
    KB_SERIES_DD,
    KB_SERIES_OPTION,
    KB_SERIES_CELL,
    KB_SERIES_ROW,
    KB_SERIES_ROWS,
    KB_SERIES_A
} kb_series;

typedef struct {
    kb_str name;
    uint16_t flags; /* kb_element_flag */
    uint8_t series; /* kb_series */
} kb_element;

#define KB_ELEMENT_NAME_MAX 16 /* longer names are of no known element */

/* An index of the rows. */
typedef struct {
    uint8_t slots[256]; /* row + 1; 0: free */
} kb_elements;
void kb_elements_init(kb_elements *index);

/* The row of an element, `name` in any case; NULL for an unknown one. */
const kb_element *kb_element_find(const kb_elements *index, kb_str name);

#endif
