#include "show/show.h"

#include "show/export.h"
#include "show/nouns_json.h"
#include "show/page.h"
#include "show/screen.h"

static kb_status document_json(const kb_document *doc, const kb_print *how, kb_buf *buf, kb_err *err)
{
    kb_json json = { .out = buf };
    kb_offsets offsets;
    kb_status status = kb_offsets_init(&offsets, doc->text, how->codepoints, err);

    if (status != KB_OK) return status;
    kb_json_document(&json, doc, &offsets);
    kb_json_line(&json);
    kb_offsets_clear(&offsets);
    return KB_OK;
}

kb_status kb_show_document(const kb_document *doc, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_status status =
        how->format == KB_FORMAT_JSON ? document_json(doc, how, &buf, err) : kb_screen_document(&buf, doc, how, err);

    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}

static kb_status claims_json(const kb_document *doc, const kb_claims *claims, const kb_print *how, kb_buf *buf,
                             kb_err *err)
{
    kb_json json = { .out = buf };
    kb_offsets offsets;
    kb_status status = kb_offsets_init(&offsets, doc->text, how->codepoints, err);

    if (status != KB_OK) return status;
    kb_json_claims(&json, doc, claims, &offsets);
    kb_json_line(&json);
    kb_offsets_clear(&offsets);
    return KB_OK;
}

kb_status kb_show_claims(const kb_document *doc, const kb_claims *claims, const kb_print *how, const kb_sink *out,
                         kb_err *err)
{
    kb_buf buf = { 0 };
    kb_status status = how->format == KB_FORMAT_JSON ? claims_json(doc, claims, how, &buf, err)
                                                     : kb_screen_claims(&buf, doc, claims, how, err);

    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}

static kb_status comparison_json(const kb_comparison *c, const kb_print *how, kb_buf *buf, kb_err *err)
{
    kb_json json = { .out = buf };
    kb_offsets *offsets;
    kb_status status = kb_export_offsets(c, how, &offsets, err);

    if (status != KB_OK) return status;
    kb_json_comparison(&json, c, offsets, how->why);
    kb_json_line(&json);
    kb_export_offsets_free(c, offsets);
    return KB_OK;
}

kb_status kb_show_comparison(const kb_comparison *comparison, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_status status = KB_OK;

    switch (how->format) {
    case KB_FORMAT_JSON: status = comparison_json(comparison, how, &buf, err); break;
    case KB_FORMAT_TEXT: status = kb_screen_comparison(&buf, comparison, how, err); break;
    case KB_FORMAT_HTML: status = kb_page_comparison(&buf, comparison, how, err); break;
    case KB_FORMAT_MARKDOWN: status = kb_export_markdown(&buf, comparison, how, err); break;
    case KB_FORMAT_CSV: status = kb_export_csv(&buf, comparison, how, err); break;
    case KB_FORMAT_COUNTS: status = kb_export_counts(&buf, comparison, err); break;
    case KB_FORMAT_NINJS: status = kb_export_ninjs(&buf, comparison, how, err); break;
    }

    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}
