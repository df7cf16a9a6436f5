/* read/csv.h - comma-separated values (RFC 4180), record by record.
 *
 * UTF-8, with a byte order mark or without. Lines end with CRLF, LF or CR. What parts the fields is the first of comma,
 * semicolon and tab that stands in the first record outside quotation marks: spreadsheets of many countries write
 * semicolons. Empty lines are passed over. (libcsv, which Debian has, knows no lines, so that its user could not be
 * told where a fault is.) */
#ifndef KB_READ_CSV_H
#define KB_READ_CSV_H

#include "read/document.h"

typedef struct {
    kb_str rest;
    size_t next; /* line with which `rest` begins */
    size_t line; /* on which the last record began; from 1 */
    char comma;
} kb_csv;

/* `bytes` must outlive the reader. Fails: KB_ERR_FORMAT (not UTF-8; the message says which line). */
kb_status kb_csv_open(kb_str bytes, kb_csv *out, kb_err *err);

/* The fields of the next record, in `arena`; none behind the last one. Fails: KB_ERR_FORMAT (a quotation mark that is
 * never closed, or stands where none may; the message says which line), KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_csv_next(kb_csv *csv, kb_arena *arena, kb_strs *fields, kb_err *err);

#endif
