/* show/export.h - a comparison for others to work with: Markdown, CSV, ninjs, counts by day. JSON and HTML are in
 * nouns_json.h and page.h.
 *
 * Each cell can be cited: outlet, address, when it was published and when captured, SHA-256 of the text as kabar stored
 * it, and where in that text (bytes, or code points) the words stand. */
#ifndef KB_SHOW_EXPORT_H
#define KB_SHOW_EXPORT_H

#include "compare/compare.h"
#include "show/offsets.h"

/* All add to `out`; a failed growth is kept there. Fail: KB_ERR_MEMORY. */

/* CommonMark: a table of the reports, then rows by kind with their cells. */
kb_status kb_export_markdown(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);

/* RFC 4180, with a header; a record for each cell of each row. No field begins as a spreadsheet's formula does: what
 * begins with = + - @, a tab or a line's end has an apostrophe before it. */
kb_status kb_export_csv(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);

/* The same form; a record for each day on which a report was published, in its own zone: how many reports, outlets and
 * named speakers it has, and how many all days to it. Reports without a date are counted in a record without a day. */
kb_status kb_export_counts(kb_buf *out, const kb_comparison *comparison, kb_err *err);

/* ninjs 3.1 (IPTC): the story as a composite, its reports as associations. `how->story` names it. */
kb_status kb_export_ninjs(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);

/* When the document was captured, where that is known. */
kb_time kb_captured(const kb_document *doc);

/* The offsets of each report's text, on the heap; freed by kb_export_offsets_free. Fails: KB_ERR_MEMORY. */
kb_status kb_export_offsets(const kb_comparison *comparison, const kb_print *how, kb_offsets **out, kb_err *err);
void kb_export_offsets_free(const kb_comparison *comparison, kb_offsets *offsets);

/* The address of the document: as stated, else its canonical one. */
static inline kb_str kb_export_address(const kb_document *doc)
{
    return doc->url.len ? doc->url : doc->canonical;
}

/* A field of CSV, as said above, without what stands between fields. */
void kb_csv_field(kb_buf *out, kb_str text);

/* The text of a field that was written so, once it was read. */
kb_str kb_csv_words(kb_str field);

#endif
