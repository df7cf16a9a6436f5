/* read/jsonl.h - articles as JSON: an object a line, or objects over several lines, alone, one after the other or in an
 * array. Fields: id, url, lang, date or published, modified, outlet, title, byline, text or html; each may be missing
 * but words (a title alone is a document). A lone surrogate, a byte that is no UTF-8 and a number that fits nowhere are
 * mended and counted; an object that cannot be read is a problem that names line and byte, and the next one goes on.
 * One object is in memory at a time. */
#ifndef KB_READ_JSONL_H
#define KB_READ_JSONL_H

#include "read/reading.h"

/* Pulls from reading->stream, where there is one. */
kb_status kb_jsonl_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
