#include "read/html.h"

#include "read/encoding.h"
#include "read/fragment.h"
#include "read/island.h"
#include "read/main_text.h"
#include "read/metadata.h"
#include "read/page_kind.h"
#include "read/parse.h"
#include "read/saved.h"
#include "text/language.h"

/* A body in data is taken where it is so many times as long as the markup's text, and has as many bytes at least. */
#define BODY_SHARE 2
#define BODY_BYTES ((size_t)500)
#define SCRIPTS_BYTES ((size_t)600) /* scripts are looked through where the markup's text is shorter */

static kb_status decode(kb_str bytes, kb_str charset, kb_document *doc, kb_str *out, kb_err *err)
{
    kb_encoding found;
    kb_status status = kb_encoding_read(bytes, charset, KB_ENCODING_HTML, doc->arena, &found, err);
    *out = found.text;
    kb_document_encoding(doc, &found);
    return status;
}

/* A page states a language that its words may not be in (a template's): the words decide where they can. */
static kb_status settle_language(kb_document *doc, kb_err *err)
{
    char code[12];
    kb_language_find(doc->text, code);
    bool told = strcmp(code, "und") != 0 && doc->text.len > 200;
    doc->lang_from = doc->lang.len && !told ? KB_STR("stated") : KB_STR("text");
    if (doc->lang.len && !told) return KB_OK;
    return kb_arena_copy(doc->arena, kb_str_of(code), &doc->lang) ? KB_OK : kb_arena_fail(doc->arena, err);
}

/* A page that is no article says so; one of little prose is given with all its words. */
static kb_status find_kind(const kb_page *page, const kb_main_text *found, kb_document *doc, kb_err *err)
{
    kb_str reason;
    doc->kind = kb_page_kind_find(page, found, doc->url.len ? doc->url : doc->canonical, &reason);
    if (doc->kind == KB_DOC_ARTICLE) return KB_OK;
    kb_status status = kb_why_note(doc->why, doc->arena, err, "no article: %.*s", KB_STR_ARGS(reason));
    bool words = doc->kind == KB_DOC_ERROR || doc->kind == KB_DOC_CONSENT || doc->text.len == 0;
    if (status != KB_OK || !words) return status;
    doc->chosen_by = KB_STR("page");
    return kb_page_all_words(page, found, doc->arena, &doc->text, err);
}

/* Takes the body's text in place of the markup's where that is much shorter. */
static kb_status take_body(kb_document *doc, kb_str body, const char *rule, kb_err *err)
{
    kb_str text;
    if (body.len < BODY_BYTES || body.len <= doc->text.len * BODY_SHARE) return KB_OK;
    kb_status status = kb_fragment_text(body, doc->title, doc->arena, &text, err);
    if (status == KB_ERR_LIMIT) return KB_OK; /* too deep, too disorderly: the page itself was not */
    if (status != KB_OK || text.len < BODY_BYTES || text.len <= doc->text.len * BODY_SHARE) return status;
    status = kb_why_note(doc->why, doc->arena, err, "the markup holds %zu bytes of text, %s %zu: that was taken",
                         doc->text.len, rule, text.len);
    doc->text = text;
    doc->chosen_by = kb_str_of(rule);
    return status;
}

static kb_status rescue(const kb_page *page, kb_document *doc, kb_err *err)
{
    kb_str body;
    if (doc->kind != KB_DOC_ARTICLE || doc->text.len >= SCRIPTS_BYTES) return KB_OK;
    kb_str url = doc->url.len ? doc->url : doc->canonical;
    kb_status status = kb_island_find(page, doc->title, url, doc->arena, &body, err);
    return status == KB_OK ? take_body(doc, body, "script-json", err) : status;
}

kb_status kb_html_parse(const kb_read_tools *tools, kb_str bytes, kb_str charset, kb_document *doc, kb_err *err)
{
    kb_str html;
    kb_metadata stated;
    kb_page page;
    kb_main_text found;
    kb_status status;

    if (tools->why && !(doc->why = KB_NEW(doc->arena, kb_why, 1))) return kb_arena_fail(doc->arena, err);
    if ((status = decode(bytes, charset, doc, &html, err)) != KB_OK) return status;
    kb_str saved = doc->url.len ? (kb_str){ 0 } : kb_saved_url(html);
    if (saved.len && !kb_arena_copy(doc->arena, saved, &doc->url)) return kb_arena_fail(doc->arena, err);
    if ((status = kb_page_parse(html, doc->arena, &page, err)) != KB_OK) return status;
    if ((status = kb_metadata_find(&page, doc, &stated, err)) != KB_OK) return status;
    if ((status = kb_main_text_find(&page, doc->title, doc->arena, doc->why, &found, err)) != KB_OK) return status;
    doc->text = found.text;
    doc->chosen_by = found.chosen_by;
    if ((status = take_body(doc, stated.body, "json-ld", err)) != KB_OK) return status;
    if ((status = find_kind(&page, &found, doc, err)) != KB_OK) return status;
    if ((status = rescue(&page, doc, err)) != KB_OK) return status;
    if (kb_str_trim(doc->text).len == 0) return kb_fail(err, KB_ERR_FORMAT, "no article found in the page");
    kb_metadata_settle(&stated, doc);
    return settle_language(doc, err);
}

kb_status kb_html_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_document *doc = NULL;
    kb_status status = kb_reading_document(reading, (kb_str){ 0 }, reading->bytes, &doc, err);
    if (status == KB_OK) status = kb_html_parse(reading->tools, reading->bytes, reading->charset, doc, err);
    if (status == KB_OK) return kb_reading_give(reading, doc, count, err);
    kb_document_free(doc);
    return status;
}
