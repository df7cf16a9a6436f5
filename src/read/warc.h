/* read/warc.h - web archives: WARC 1.0 and 1.1 (ISO 28500), packed by record or whole. Each page that was fetched is a
 * document; what else an archive holds is passed over. */
#ifndef KB_READ_WARC_H
#define KB_READ_WARC_H

#include "read/reading.h"

/* Reads the records of reading->stream, one in memory at a time. A bad record is told with its number and place, and
 * the next one is sought. Fails: KB_ERR_MEMORY, KB_ERR_STOPPED. */
kb_status kb_warc_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
