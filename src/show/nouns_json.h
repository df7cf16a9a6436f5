/* show/nouns_json.h - documents, claims and comparisons as JSON; what each field means is said in docs/json.md. */
#ifndef KB_SHOW_NOUNS_JSON_H
#define KB_SHOW_NOUNS_JSON_H

#include "show/json.h"
#include "show/offsets.h"
#include "show/show.h"

/* Each writes one object, without a line feed. `offsets` is the text's own. */
void kb_json_document(kb_json *json, const kb_document *doc, const kb_offsets *offsets);
void kb_json_claims(kb_json *json, const kb_document *doc, const kb_claims *claims, const kb_offsets *offsets);
/* `offsets` has one entry for each report. */
void kb_json_comparison(kb_json *json, const kb_comparison *comparison, const kb_offsets *offsets, bool why);

/* Parts that more than one of them writes. */
void kb_json_row(kb_json *json, const kb_comparison *comparison, const kb_row *row, const kb_offsets *offsets,
                 bool why);
void kb_json_put_verdict(kb_json *json, const kb_verdict *verdict);           /* fields of an open object */
void kb_json_span(kb_json *json, kb_span span, const kb_offsets *offsets);    /* [s,e]; no offsets: bytes */
void kb_json_spans(kb_json *json, kb_spans spans, const kb_offsets *offsets); /* [[s,e],...] */
void kb_json_strs(kb_json *json, kb_strs strs);                               /* ["...",...] */
/* "wording": [{"without":"...","with":"..."},...]: where two texts differ, in words: of short ones they say more than
 * places would. */
void kb_json_wordings(kb_json *json, const kb_wordings *wording, kb_str without, kb_str with);
void kb_json_figure(kb_json *json, const kb_figure *figure, kb_str text, const kb_offsets *offsets);

const char *kb_date_role_name(kb_date_role role);
const char *kb_name_kind_name(kb_name_kind kind);
const char *kb_statement_type_name(kb_statement_type type);
const char *kb_cell_role_name(kb_cell_role role);
const char *kb_doc_kind_name(kb_doc_kind kind);
const char *kb_line_kind_name(kb_line_kind kind);

#endif
