/* read/ninjs.h - news items of agencies as IPTC's "News in JSON": ninjs 1.0-1.6, 2.0-2.2, 3.0-3.1 (iptc.org/std/ninjs).
 *
 * The three lines of the standard differ in names: headline or headlines[], body_text, body_xhtml, body_<role> or
 * bodies[], byline or by, versioncreated or versionCreated. All are read alike. An item is known by its fields, since
 * few name their standard; one that breaks the schema is read as far as it goes. */
#ifndef KB_READ_NINJS_H
#define KB_READ_NINJS_H

#include "read/reading.h"

#include <jansson.h>

/* Is the object a ninjs item? It names the standard, or has two fields of it that other JSON has not. */
bool kb_ninjs_is(const json_t *object);

/* Fills `doc` from a ninjs item. uri is the id, and the URL where it is one; the body goes before the description,
 * the plain one before HTML; names of subjects are tags; the provider (infosource, copyright holder) is the outlet.
 * Fails: KB_ERR_FORMAT (no words in it; cancelled by its publisher), KB_ERR_LIMIT, KB_ERR_MEMORY. */
kb_status kb_ninjs_read(const json_t *object, kb_document *doc, kb_err *err);

#endif
