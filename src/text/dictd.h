/* text/dictd.h - dictionaries as dictd installs them (FreeDict's among them): an index, one line a word, and the
 * entries, packed by dictzip so that one can be read without the others. Every byte of them may be damaged.
 *
 * The index: word, TAB, offset, TAB, size, in order of bytes; both numbers in base 64 (A-Z a-z 0-9 + /), highest digit
 * first, in bytes of the unpacked entries. Words are in small letters, without hyphens and apostrophes. The entries:
 * gzip (RFC 1952) with the extra field RA: version, length of a chunk, count of chunks, their packed sizes (two bytes
 * each); each chunk inflates by itself. Source: dictd(8), dictfmt(1), dictzip(1). */
#ifndef KB_TEXT_DICTD_H
#define KB_TEXT_DICTD_H

#include "base/buf.h"

typedef struct kb_dictd kb_dictd;

/* Looks at both, which must outlive it. Fails: KB_ERR_FORMAT (the entries are neither dictzip's nor plain text),
 * KB_ERR_MEMORY. */
kb_status kb_dictd_open(kb_str index, kb_str entries, kb_dictd **out, kb_err *err);
void kb_dictd_close(kb_dictd *dictd); /* NULL is fine */

typedef struct {
    kb_str word;
    uint64_t offset, size; /* of its entry */
    size_t next;           /* where the next line of the index begins */
} kb_dictd_line;

/* Where the first line of the index begins whose word is not below `word` in order of bytes. Time: log of the index. */
size_t kb_dictd_find(const kb_dictd *dictd, kb_str word);

/* The line of the index that begins at `at`; false at the end. A broken line has an empty word. */
bool kb_dictd_line_at(const kb_dictd *dictd, size_t at, kb_dictd_line *out);

/* The bytes of the entries from `offset`, `size` of them, put to the end of `out`; fewer where the file has fewer.
 * Keeps
 * the chunk that it unpacked last. Fails: KB_ERR_FORMAT, KB_ERR_MEMORY, KB_ERR_LIMIT (more than KB_DICTD_READ_MAX bytes). */
#define KB_DICTD_READ_MAX ((size_t)8 << 20)
kb_status kb_dictd_read(kb_dictd *dictd, uint64_t offset, uint64_t size, kb_buf *out, kb_err *err);

/* How long the unpacked entries are, a chunk more at most. */
uint64_t kb_dictd_size(const kb_dictd *dictd);

/* Of what it says: the index, and of packed entries the checksum and the length that gzip has of them unpacked, so that it
 * is the same however they are packed, and costs no reading of them. Time: linear in the index. */
uint64_t kb_dictd_hash(const kb_dictd *dictd);

#define KB_DICTD_ITEMS 16

/* What an entry says: its word, and the words that translate it, the first line's first. */
typedef struct {
    kb_str head;
    struct {
        char at[48];
        size_t len;
    } items[KB_DICTD_ITEMS];
    size_t count;
} kb_dictd_entry;

/* Reads an entry as FreeDict writes them: the word, perhaps with its sound between slashes and its grammar in angle
 * brackets; then the translations, on the first line or on lines that begin "1. ", "2. ", with commas or semicolons
 * between them. What stands in brackets is left out, and items too long to be a word. */
void kb_dictd_entry_read(kb_str bytes, kb_dictd_entry *out);

#endif
