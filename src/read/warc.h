/* read/warc.h - web archives: WARC and ARC, packed by record or whole, as a stream of records. What was fetched as a
 * page, feed, text, ... goes the way of a file of that kind, with the record's URL, media type and charset; what else
 * an archive holds is counted and passed over: requests, metadata, revisits (the page itself is another record's), what
 * came with a status other than 2xx, pictures and styles, robots.txt. */
#ifndef KB_READ_WARC_H
#define KB_READ_WARC_H

#include "read/reading.h"

/* Reads the records of reading->stream, one in memory at a time. A bad record is told with its number, name and place,
 * and the next one is sought: the next line or gzip member that begins one. At the end reader->note is told the counts.
 * Fails: KB_ERR_MEMORY, KB_ERR_STOPPED. */
kb_status kb_warc_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
