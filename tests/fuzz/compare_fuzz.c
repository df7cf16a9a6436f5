/* Any text cut in two reports: the cells of the comparison stand in their reports, and nothing unsure is disputed. */
#include "claim_check.h"
#include "compare/compare.h"
#include "text/stem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static kb_claim_tools tools;

static void open_tools(void) /* once: the languages take longer than an input */
{
    static kb_langs *langs;
    if (tools.text) return;
    if (kb_text_open(&tools.text, NULL) != KB_OK || kb_langs_new(&langs, NULL) != KB_OK ||
        kb_stemmer_open(NULL, &tools.stemmer, NULL) != KB_OK)
        abort();
    tools.langs = langs;
}

/* The bytes as a report of a day, with its claims; the first byte chooses the language. NULL when they do not fit. */
static kb_document *report(const uint8_t *data, size_t size)
{
    static const char *const langs[] = { "id", "en", "und" };
    kb_document *doc = NULL;
    const kb_claims *claims;
    if (kb_document_new((size_t)256 << 20, &doc, NULL) != KB_OK) return NULL;
    doc->lang = kb_str_of(langs[size ? data[0] % 3 : 0]);
    doc->outlet = doc->id = KB_STR("Fuzz");
    if (!kb_time_parse(KB_STR("2026-03-09T15:20+07:00"), &doc->published)) abort();
    kb_str bytes = { (const char *)data, size };
    if (kb_charset_decode(bytes, KB_CHARSET_UTF_8, doc->arena, &doc->text, &doc->replaced, NULL) == KB_OK &&
        kb_claims_find_stems(&tools, doc, &claims, NULL) == KB_OK)
        return doc;
    kb_document_free(doc);
    return NULL;
}

static void check_row(const kb_comparison *comparison, const kb_row *row)
{
    if (row->cells.count == 0 || row->reports == 0 || row->independent > row->reports) abort();
    if (row->kind <= KB_ROW_SILENT && row->sure == KB_UNSURE) abort();
    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_cell *cell = &row->cells.at[i];
        if (cell->report == 0 || cell->report > comparison->count || cell->spans.count == 0) abort();
        kb_str text = comparison->reports[cell->report - 1].doc->text;
        for (size_t s = 0; s < cell->spans.count; s++) check_span(text, cell->spans.at[s]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open_tools();
    kb_document *docs[] = { report(data, size / 2), report(data + size / 2, size - size / 2) };
    const kb_document *reports[] = { docs[0], docs[1] };
    kb_comparison *comparison = NULL;
    if (docs[0] && docs[1] &&
        kb_comparison_make((kb_comparison_tools){ tools.stemmer, NULL, 2 }, reports, 2, &comparison, NULL) == KB_OK)
        for (size_t i = 0; i < comparison->rows.count; i++) check_row(comparison, &comparison->rows.at[i]);
    kb_comparison_free(comparison);
    kb_document_free(docs[0]);
    kb_document_free(docs[1]);
    return 0;
}
