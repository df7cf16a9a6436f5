/* read/sanitize.h - HTML from outside, written anew so that nothing in it can act.
 *
 * The words are parsed as a page (read/parse.h, as a browser would), and what is on a short list of elements and
 * attributes is written again; everything else loses its tags and keeps its words, but for elements whose content is no
 * words (script, style, forms' controls, frames, objects, SVG, MathML), which go whole. There are no styles, classes,
 * ids or handlers; links are http, https or mailto, pictures http or https, both made absolute; text is escaped. No
 * element with raw text or in a foreign namespace is on the list, so that a second parse cannot see it otherwise
 * (Heiderich et al. 2013, "mXSS Attacks"). */
#ifndef KB_READ_SANITIZE_H
#define KB_READ_SANITIZE_H

#include "base/buf.h"
#include "read/page.h"

/* Writes the safe form of `html` (valid UTF-8) to `out`, links resolved against `base` (empty: relative ones go).
 * `scratch` holds the parsed page. Fails: KB_ERR_LIMIT (nested too deep, too large), KB_ERR_MEMORY. Time: as the parse.
 */
kb_status kb_sanitize(kb_str html, kb_str base, kb_arena *scratch, kb_buf *out, kb_err *err);

/* The same of a page that was parsed already: node and all below it. Time: linear. */
kb_status kb_sanitize_page(const kb_page *page, size_t node, kb_str base, kb_arena *scratch, kb_buf *out, kb_err *err);

/* The words of the page as text: paragraphs split by "\n", white space run together, list items and cells apart. What
 * kb_sanitize_page drops is dropped here. Time: linear. */
void kb_sanitize_text(const kb_page *page, size_t node, kb_buf *out);

/* Writes `text` so that HTML shows just that: & < > " escaped, control characters left out. */
void kb_html_escape(kb_str text, kb_buf *out);

/* Is the element written, its words alone, or nothing of it? For checks. */
typedef enum { KB_SANITIZE_WRITE, KB_SANITIZE_WORDS, KB_SANITIZE_DROP } kb_sanitize_fate;
kb_sanitize_fate kb_sanitize_fate_of(kb_tag tag);

#endif
