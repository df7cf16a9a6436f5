/* read/lines.h - the lines of a text that are no report: its title, credits, by-lines, pointers to other articles; and
 * whether the rest is a report at all. Nothing is cut: lines are marked, so that offsets hold. */
#ifndef KB_READ_LINES_H
#define KB_READ_LINES_H

#include "read/reading.h"

/* Marks the lines of doc->text (doc->lines), takes a title and a by-line from them where the document states none, and
 * tells its kind. What a line is follows from its shape (slash-separated names, parentheses, length, no full stop) and
 * from the words of the document's language file ([credit], [skip]). Needs doc->lang. Time: linear.
 * Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_lines_find(const kb_read_tools *tools, kb_document *doc, kb_err *err);

#endif
