/* read/plain.h - a text file is one document: its words code point for code point. */
#ifndef KB_READ_PLAIN_H
#define KB_READ_PLAIN_H

#include "read/reading.h"

/* Line ends (CR LF, CR) become LF and a byte order mark is dropped: they are the file's own. All else stays. */
kb_status kb_plain_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
