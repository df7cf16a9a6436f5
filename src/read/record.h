/* read/record.h - the header of an archive's record: WARC 1.0 and 1.1 (ISO 28500:2009, 2017) and its drafts from 0.17
 * on, ARC 1 and 2 (Internet Archive, 1996). Digests are not checked. */
#ifndef KB_READ_RECORD_H
#define KB_READ_RECORD_H

#include "base/err.h"
#include "base/str.h"

typedef enum {
    KB_RECORD_RESPONSE,
    KB_RECORD_RESOURCE,
    KB_RECORD_CONVERSION,
    KB_RECORD_REVISIT,
    KB_RECORD_REQUEST,
    KB_RECORD_METADATA,
    KB_RECORD_WARCINFO,
    KB_RECORD_CONTINUATION,
    KB_RECORD_OTHER,
    KB_RECORD_TYPES
} kb_record_type;

typedef struct {
    kb_record_type type;
    kb_str id;           /* WARC-Record-ID as it stands: "<urn:uuid:...>"; empty in ARC */
    kb_str url;          /* empty: none */
    kb_str content_type; /* of the block; in ARC of what was fetched */
    int64_t date;        /* of the fetch, seconds since 1970 UTC; 0: none */
    uint64_t length;     /* of the block */
} kb_record;

const char *kb_record_type_name(kb_record_type type); /* "response"; KB_RECORD_OTHER: "unknown" */

/* Does a WARC record begin with `bytes`? Eight of them tell. */
bool kb_record_is_warc(kb_str bytes);

/* Does an ARC record begin with this line: URL, IP address, date, media type, (in version 2 five more fields,) length?
 */
bool kb_record_is_arc(kb_str line);

/* Parses the header of a WARC record, from its version to its empty line. Lines that go on are joined in place. The
 * views look at `bytes`. Fails: KB_ERR_FORMAT; *out is what was understood. */
kb_status kb_record_parse_warc(char *bytes, size_t len, kb_record *out, kb_err *err);

/* Parses the line that begins a record of ARC; a URL may hold spaces. Fails: KB_ERR_FORMAT, as above. */
kb_status kb_record_parse_arc(kb_str line, kb_record *out, kb_err *err);

#endif
