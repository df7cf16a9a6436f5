/* show/document_screen.c - how a document was read, on a terminal: each field with who said it, then what was taken for
 * its text and what was left out. */
#include "base/utf8.h"
#include "read/why.h"
#include "show/ink.h"
#include "show/nouns_json.h"
#include "show/phrase.h"
#include "show/plain.h"
#include "show/screen.h"

#define NAME 10 /* columns of the left edge */
#define FROM 12 /* "feed updated" */
#define GAP 2
#define EDGE 14   /* of a block: why it was left out */
#define BLOCKS 40 /* shown without --all */
#define WIDE 110  /* columns from which a block's place stands beside its words */

typedef struct {
    kb_buf *out;
    const kb_document *doc;
    const kb_print *how;
    const char *ui;
    size_t width;
} screen;

static void write_field(const screen *s, const char *name, kb_str from, kb_str value)
{
    kb_buf left = { 0 }, middle = { 0 }, right = { 0 };
    if (value.len == 0) return;
    kb_buf_add_c(&left, kb_word_ui(s->ui, name));
    kb_ink_set(&middle, KB_INK_DIM);
    kb_plain_add(&middle, from);
    kb_plain_add(&right, value);
    const kb_ink_column columns[] = { { kb_buf_str(&left), NAME },
                                      { kb_buf_str(&middle), FROM },
                                      { kb_buf_str(&right), s->width - NAME - FROM - 2 * GAP - 2 } };
    kb_ink_columns(s->out, columns, 3, 2, GAP, s->how->color);
    s->out->failed |= left.failed || middle.failed || right.failed;
    kb_buf_clear(&left);
    kb_buf_clear(&middle);
    kb_buf_clear(&right);
}

static void write_list(const screen *s, const char *name, kb_str from, kb_strs list)
{
    kb_buf joined = { 0 };
    kb_strs_join(&joined, list);
    write_field(s, name, from, kb_buf_str(&joined));
    s->out->failed |= joined.failed;
    kb_buf_clear(&joined);
}

static void write_time(const screen *s, const char *name, kb_str from, kb_time time)
{
    kb_buf text = { 0 };
    kb_phrase_time(&text, time, s->ui);
    write_field(s, name, from, kb_buf_str(&text));
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

/* "windows-1252, 3 bad byte sequences" */
static void write_encoding(const screen *s)
{
    kb_buf text = { 0 };
    kb_buf_add(&text, s->doc->encoding);
    if (s->doc->replaced) kb_buf_print(&text, kb_word_ui(s->ui, ", %zu bad byte sequences"), s->doc->replaced);
    write_field(s, "encoding", s->doc->encoding_from, kb_buf_str(&text));
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

static void write_text_field(const screen *s)
{
    kb_buf text = { 0 };
    kb_str rest = s->doc->text, line;
    size_t paragraphs = 0;
    while (rest.len && kb_str_next(&rest, '\n', &line)) paragraphs += kb_str_trim(line).len > 0;
    kb_buf_print(
        &text,
        kb_word_ui(s->ui, paragraphs == 1 ? "%zu characters in %zu paragraph" : "%zu characters in %zu paragraphs"),
        kb_utf8_count(s->doc->text), paragraphs);
    write_field(s, "text", s->doc->chosen_by, kb_buf_str(&text));
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

static void write_fields(const screen *s)
{
    const kb_document *doc = s->doc;
    write_field(s, "kind", (kb_str){ 0 }, kb_str_of(kb_doc_kind_name(doc->kind)));
    write_field(s, "title", doc->title_from, doc->title);
    write_field(s, "outlet", doc->outlet_from, doc->outlet);
    write_field(s, "stated as", (kb_str){ 0 }, doc->masthead);
    write_list(s, "by", doc->byline_from, doc->byline);
    write_list(s, "carriers", (kb_str){ 0 }, doc->carriers);
    write_time(s, "published", doc->published_from, doc->published);
    write_time(s, "modified", doc->modified_from, doc->modified);
    write_field(s, "section", (kb_str){ 0 }, doc->section);
    write_list(s, "tags", (kb_str){ 0 }, doc->tags);
    write_field(s, "url", (kb_str){ 0 }, doc->url);
    write_field(s, "canonical", (kb_str){ 0 }, doc->canonical);
    write_field(s, "image", (kb_str){ 0 }, doc->image);
    if (doc->paywalled) write_field(s, "pay wall", (kb_str){ 0 }, kb_str_of(kb_word_ui(s->ui, "yes")));
    write_field(s, "language", doc->lang_from, doc->lang);
    write_encoding(s);
    write_text_field(s);
}

static void write_section(const screen *s, const char *english)
{
    kb_buf text = { 0 };
    kb_buf_add_char(s->out, '\n');
    kb_ink_set(&text, KB_INK_CYAN);
    kb_buf_add_c(&text, kb_word_ui(s->ui, english));
    kb_ink_write(s->out, kb_buf_str(&text), 0, s->width, s->how->color);
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

static void write_containers(const screen *s, const kb_why *why)
{
    if (why->containers.count) write_section(s, "where the text may be");
    for (size_t i = 0; i < why->containers.count; i++) {
        const kb_why_container *c = &why->containers.at[i];
        kb_buf left = { 0 }, right = { 0 };
        kb_ink_set(&left, c->chosen ? KB_INK_BOLD : KB_INK_PLAIN);
        kb_plain_add(&left, c->rule);
        kb_plain_add(&right, c->at);
        kb_ink_set(&right, KB_INK_DIM);
        kb_buf_add_c(&right, ": ");
        kb_buf_print(&right, kb_word_ui(s->ui, "%zu characters of prose, worth %.0f"), c->prose, c->value);
        if (c->chosen) kb_buf_print(&right, "; %s", kb_word_ui(s->ui, "taken"));
        const kb_ink_column columns[] = { { kb_buf_str(&left), EDGE },
                                          { kb_buf_str(&right), s->width - EDGE - GAP - 2 } };
        kb_ink_columns(s->out, columns, 2, 2, GAP, s->how->color);
        s->out->failed |= left.failed || right.failed;
        kb_buf_clear(&left);
        kb_buf_clear(&right);
    }
}

/* A block: in the text, or why it is not; its words; where it stands, beside them where there is room. */
static void write_block(const screen *s, const kb_why_block *b)
{
    kb_buf left = { 0 }, words = { 0 }, place = { 0 };
    size_t rest = s->width - EDGE - GAP - 2, beside = s->width >= WIDE ? rest / 3 : 0;
    kb_ink_set(&left, b->reason.len ? KB_INK_DIM : KB_INK_GREEN);
    kb_buf_add_c(&left, b->reason.len ? "-" : "+");
    kb_ink_set(&left, KB_INK_DIM);
    if (b->reason.len) kb_buf_add_c(&left, KB_INK_SPACE KB_INK_HANG);
    kb_plain_add(&left, b->reason);
    kb_ink_set(&words, b->reason.len ? KB_INK_DIM : KB_INK_PLAIN);
    kb_plain_add(&words, b->words);
    if (b->words.len + 4 > KB_WHY_WORDS) kb_buf_add_c(&words, "…");
    kb_ink_set(&place, KB_INK_DIM);
    kb_plain_add(&place, b->at);
    if (!beside) {
        kb_buf_add_char(&words, '\n');
        kb_buf_add(&words, kb_buf_str(&place));
    }
    const kb_ink_column columns[] = { { kb_buf_str(&left), EDGE },
                                      { kb_buf_str(&words), beside ? rest - beside - GAP : rest },
                                      { kb_buf_str(&place), beside } };
    kb_ink_columns(s->out, columns, beside ? 3 : 2, 2, GAP, s->how->color);
    s->out->failed |= left.failed || words.failed || place.failed;
    kb_buf_clear(&left);
    kb_buf_clear(&words);
    kb_buf_clear(&place);
}

static void write_blocks(const screen *s, const kb_why *why)
{
    size_t shown = s->how->all || why->blocks.count <= BLOCKS + 1 ? why->blocks.count : BLOCKS;
    if (shown) write_section(s, "blocks of the page: + in the text, - left out");
    for (size_t i = 0; i < shown; i++) write_block(s, &why->blocks.at[i]);
    if (shown < why->blocks.count) {
        kb_buf text = { 0 };
        kb_ink_set(&text, KB_INK_DIM);
        kb_buf_print(&text, kb_word_ui(s->ui, "%s %zu more; --all shows them"), "…", why->blocks.count - shown);
        kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
        s->out->failed |= text.failed;
        kb_buf_clear(&text);
    }
}

static void write_notes(const screen *s, const kb_why *why)
{
    if (why->notes.count) write_section(s, "notes");
    for (size_t i = 0; i < why->notes.count; i++) {
        kb_buf text = { 0 };
        kb_plain_add(&text, why->notes.at[i]);
        kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
        s->out->failed |= text.failed;
        kb_buf_clear(&text);
    }
}

kb_status kb_screen_document(kb_buf *out, const kb_document *doc, const kb_print *how, kb_err *err)
{
    const screen s = { out, doc, how, how->ui_lang, how->width > 0 ? (size_t)how->width : 80 };
    kb_buf head = { 0 };
    kb_ink_set(&head, KB_INK_BOLD);
    kb_plain_add(&head, doc->origin_file);
    if (doc->origin_record.len) {
        kb_buf_add_char(&head, ' ');
        kb_plain_add(&head, doc->origin_record);
    }
    kb_ink_write(out, kb_buf_str(&head), 0, s.width, how->color);
    out->failed |= head.failed;
    kb_buf_clear(&head);
    write_fields(&s);
    if (doc->why) {
        write_containers(&s, doc->why);
        write_notes(&s, doc->why);
        write_blocks(&s, doc->why);
    }
    kb_buf_add_char(out, '\n');
    return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}
