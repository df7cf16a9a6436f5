#include "show/citation.h"

#include "base/digest.h"
#include "show/export.h"
#include "show/html.h"
#include "show/phrase.h"
#include "show/plain.h"

static void add_fact(kb_buf *out, const char *name, kb_buf *phrase, const char *ui)
{
    if (!phrase->len) return;
    kb_buf_add_c(out, "<div><dt>");
    kb_html_word(out, ui, name);
    kb_buf_add_c(out, "</dt><dd>");
    kb_html_phrase(out, phrase);
    kb_buf_add_c(out, "</dd></div>\n");
}

void kb_page_citation(kb_buf *out, const kb_document *doc, const char *ui)
{
    char digest[KB_SHA256_HEX + 1];
    kb_buf phrase = { 0 };
    kb_buf_add_c(out, "<dl>\n");
    kb_plain_add(&phrase, kb_export_address(doc));
    add_fact(out, "address", &phrase, ui);
    kb_phrase_time(&phrase, doc->published, ui);
    add_fact(out, "published", &phrase, ui);
    if (doc->fetched) kb_phrase_time(&phrase, kb_captured(doc), ui);
    add_fact(out, "captured", &phrase, ui);
    if (doc->withdrawn) kb_phrase_time(&phrase, kb_phrase_instant(doc->withdrawn), ui);
    add_fact(out, "withdrawn", &phrase, ui);
    kb_sha256(doc->text, digest);
    kb_buf_add_c(&phrase, digest);
    add_fact(out, "SHA-256", &phrase, ui);
    kb_buf_add_c(out, "</dl>");
    kb_buf_clear(&phrase);
}
