/* Texts and addresses that somebody wants to see side by side; kept on the desk where that is asked for. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "serve/answers.h"
#include "show/json.h"
#include "show/paste_page.h"
#include "show/words.h"

#define ONE_MAX ((size_t)128 << 10) /* bytes of a text: some twenty thousand words, more than any article */
#define ALL_MAX ((size_t)512 << 10) /* of all: what is compared with what grows with its square */
#define BAD_INPUT 400
#define BAD_GATEWAY 502

/* ---- documents ---- */

typedef struct {
    kb_turn *turn;
    kb_document *at[KB_PASTE_MAX];
    size_t count, came; /* came: of the source that is read now */
    const char *outlet, *day;
    kb_err first;      /* the first problem of that source */
    bool bad, cut_off; /* of an address that was typed, of its host: what was wrong */
} reading;

static kb_status take_document(void *user, kb_document *doc)
{
    reading *r = user;
    kb_err err = { 0 };
    kb_status status = kb_document_report(doc, &err);
    if (status == KB_OK) status = kb_document_state(doc, r->outlet, r->day, &err);
    if (status == KB_OK && r->count == KB_PASTE_MAX)
        status = kb_fail(&err, KB_ERR_LIMIT, "more than %d articles", KB_PASTE_MAX);
    if (status == KB_OK) {
        r->at[r->count++] = doc;
        r->came++;
        kb_engine_expect(r->turn->engine, doc);
        return KB_OK;
    }
    if (r->first.status == KB_OK) r->first = err;
    kb_document_free(doc);
    return status == KB_ERR_MEMORY ? status : KB_OK;
}

static void take_problem(void *user, kb_status status, const char *text)
{
    reading *r = user;
    if (r->first.status == KB_OK) (void)kb_fail(&r->first, status, "%s", text);
}

/* `bytes` are read; of an address (`type` is NULL) what it answers. A source that gives nothing is told by `wrong`. */
static kb_status read_source(reading *r, const char *name, const char *type, kb_str bytes, kb_err *wrong)
{
    const kb_reader reader = { take_document, take_problem, r, NULL };
    r->came = 0;
    r->first = (kb_err){ 0 };
    kb_status status = type ? kb_read_bytes(r->turn->engine, name, type, bytes, &reader, wrong)
                            : kb_read(r->turn->engine, bytes.at, &reader, wrong);
    if (status != KB_OK) return status;
    if (r->came) return KB_OK;
    if (r->first.status == KB_OK) return kb_fail(wrong, KB_ERR_FORMAT, "no words in it");
    *wrong = r->first;
    return wrong->status;
}

static void clear(reading *r)
{
    for (size_t i = 0; i < r->count; i++) kb_document_free(r->at[i]);
    r->count = 0;
}

/* ---- the form ---- */

static void collect(const kb_turn *turn, kb_paste *paste)
{
    const kb_fields *form = &turn->request->form;
    const char *source;
    *paste = (kb_paste){ 0 };
    for (size_t i = 0; paste->count < KB_PASTE_MAX && (source = kb_field_nth(form, "source", i)) != NULL; i++) {
        const char *outlet = kb_field_nth(form, "outlet", i), *day = kb_field_nth(form, "day", i);
        paste->at[paste->count++] = (kb_pasted){ .source = kb_str_trim(kb_str_of(source)).len ? source : NULL,
                                                 .outlet = outlet && *outlet ? outlet : NULL,
                                                 .day = day && *day ? day : NULL };
    }
    for (size_t i = 0; paste->column_count < KB_PASTE_COLUMNS && (source = kb_field_nth(form, "r", i)) != NULL; i++) {
        int64_t number;
        if (kb_str_int(kb_str_of(source), &number) && number > 0)
            paste->columns[paste->column_count++] = (size_t)number;
    }
    if (kb_field_text(form, "more") && paste->count < KB_PASTE_MAX) paste->count++;
    if (paste->count < KB_PASTE_SHOWN) paste->count = KB_PASTE_SHOWN;
}

static size_t given(const kb_paste *paste)
{
    size_t count = 0;
    for (size_t i = 0; i < paste->count; i++) count += paste->at[i].source != NULL;
    return count;
}

/* What is wrong with a box is written into it; false where something is. */
static bool check(kb_paste *paste, const char *ui, size_t least)
{
    size_t all = 0;
    bool good = true;
    for (size_t i = 0; i < paste->count; i++) {
        kb_pasted *p = &paste->at[i];
        size_t len = p->source ? strlen(p->source) : 0;
        all += len;
        if (len <= ONE_MAX) continue;
        (void)snprintf(p->wrong, sizeof p->wrong, kb_word_ui(ui, "longer than %zu kB"), ONE_MAX >> 10);
        good = false;
    }
    if (all > ALL_MAX) {
        (void)snprintf(paste->wrong, sizeof paste->wrong, kb_word_ui(ui, "all together longer than %zu kB"),
                       ALL_MAX >> 10);
        good = false;
    }
    for (size_t i = 0; given(paste) < least && i < paste->count && good; i++) {
        if (paste->at[i].source) continue;
        (void)snprintf(paste->at[i].wrong, sizeof paste->at[i].wrong, "%s", "a text or an address is wanted here");
        if (i + 1 >= least) break;
    }
    return good && given(paste) >= least;
}

static kb_status read_box(reading *r, kb_pasted *p, size_t n)
{
    char name[64];
    kb_err wrong = { 0 };
    kb_str source = kb_str_of(p->source);
    bool address = kb_paste_is_address(source);
    kb_str url = { 0 };
    (void)snprintf(name, sizeof name, kb_word_ui(r->turn->how.ui_lang, "text %zu"), n);
    r->outlet = p->outlet;
    r->day = p->day;
    if (address && !kb_arena_print(r->turn->request->arena, &url, "%.*s", KB_STR_ARGS(kb_str_trim(source))))
        return KB_ERR_MEMORY;
    kb_status status = read_source(r, name, address ? NULL : "text/plain", address ? url : source, &wrong);
    if (status != KB_OK) (void)snprintf(p->wrong, sizeof p->wrong, "%s", wrong.text);
    r->cut_off |= status == KB_ERR_NET;
    r->bad |= status != KB_OK && status != KB_ERR_NET;
    return status;
}

/* Reads the boxes; what fails is told in its box. */
static bool read_boxes(reading *r, kb_paste *paste)
{
    bool good = true;
    size_t n = 0;
    for (size_t i = 0; i < paste->count; i++)
        if (paste->at[i].source && read_box(r, &paste->at[i], ++n) != KB_OK) good = false;
    return good;
}

kb_status kb_turn_paste_page(kb_turn *turn, kb_err *err)
{
    const char *source = kb_field_text(&turn->request->asked, "source"); /* a link may bring an address */
    kb_paste paste = { .count = KB_PASTE_SHOWN };
    (void)err;
    paste.at[0].source = source;
    kb_page_paste_form(&turn->reply->body, &paste, &turn->how);
    return KB_OK;
}

static void tell_note(void *user, const char *text)
{
    (void)user, (void)text;
}

/* The form as it came, with what is wrong in it. */
static void ask_again(kb_turn *turn, const reading *r, const kb_paste *paste)
{
    turn->reply->status = r->cut_off && !r->bad ? BAD_GATEWAY : BAD_INPUT;
    kb_page_paste_form(&turn->reply->body, paste, &turn->how);
}

static kb_status compare(kb_turn *turn, reading *r, kb_paste *paste, kb_err *err)
{
    kb_comparison *c = NULL;
    kb_err why = { 0 };
    kb_document *list[KB_PASTE_MAX];
    kb_status status = kb_fold_versions(r->at, &r->count, tell_note, NULL, err);
    if (status != KB_OK) return status;
    memcpy(list, r->at, sizeof list);
    status = kb_compare(turn->engine, list, r->count, &c, &why);
    if (status == KB_OK) {
        status = kb_page_paste_result(&turn->reply->body, paste, c, &turn->how, err);
    } else if (status == KB_ERR_FORMAT || status == KB_ERR_LIMIT) {
        (void)snprintf(paste->wrong, sizeof paste->wrong, "%s", why.text);
        ask_again(turn, r, paste);
        status = KB_OK;
    } else {
        status = kb_fail(err, status, "%s", why.text);
    }
    kb_comparison_free(c);
    return status;
}

kb_status kb_turn_paste(kb_turn *turn, kb_err *err)
{
    reading r = { .turn = turn };
    kb_paste paste;
    kb_status status = KB_OK;
    collect(turn, &paste);
    if (kb_field_text(&turn->request->form, "more")) {
        kb_page_paste_form(&turn->reply->body, &paste, &turn->how);
        return KB_OK;
    }
    if (check(&paste, turn->how.ui_lang, 2) && read_boxes(&r, &paste))
        status = compare(turn, &r, &paste, err);
    else
        ask_again(turn, &r, &paste);
    clear(&r);
    return status;
}

/* ---- kept ---- */

static kb_status keep(kb_turn *turn, reading *r, kb_err *err)
{
    int64_t articles[KB_PASTE_MAX], stories[KB_PASTE_MAX];
    kb_status status = KB_OK;
    bool one = r->count > 0;
    for (size_t i = 0; i < r->count && status == KB_OK; i++) {
        kb_added added;
        status = kb_desk_add(turn->desk, r->at[i], &added, err);
    }
    for (size_t i = 0; i < r->count && status == KB_OK; i++) {
        status = kb_desk_find(turn->desk, r->at[i], &articles[i], &stories[i], err);
        one &= status == KB_OK && stories[i] && stories[i] == stories[0];
    }
    if (status != KB_OK) return status;
    if (!one) {
        kb_page_paste_kept(&turn->reply->body, articles, stories, r->count, &turn->how);
        return KB_OK;
    }
    turn->reply->status = 303;
    (void)snprintf(turn->reply->location, sizeof turn->reply->location, "/story/%lld", (long long)stories[0]);
    return KB_OK;
}

kb_status kb_turn_paste_keep(kb_turn *turn, kb_err *err)
{
    reading r = { .turn = turn };
    kb_paste paste;
    kb_status status = KB_OK;
    collect(turn, &paste);
    if (check(&paste, turn->how.ui_lang, 1) && read_boxes(&r, &paste))
        status = keep(turn, &r, err);
    else
        ask_again(turn, &r, &paste);
    clear(&r);
    return status;
}

/* ---- the API ---- */

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* {"text": ...} with what else is stated of it as in a line of JSON (docs/read.md); {"html": ...}; {"url": ...}. */
static kb_status read_item(reading *r, const json_t *item, size_t n, kb_err *err)
{
    char name[40];
    const char *html = text_of(item, "html"), *text = text_of(item, "text"), *url = text_of(item, "url");
    kb_status status;
    (void)snprintf(name, sizeof name, "document %zu", n);
    r->outlet = text_of(item, "outlet");
    r->day = text_of(item, "published");
    if (text) {
        char *line = json_dumps(item, JSON_COMPACT);
        if (!line) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        status = read_source(r, name, "application/json", kb_str_of(line), err);
        free(line);
    } else if (html) {
        status = read_source(r, name, "text/html", kb_str_of(html), err);
    } else if (url && kb_paste_is_address(kb_str_of(url))) {
        status = read_source(r, name, NULL, kb_str_of(url), err);
    } else {
        return kb_fail(err, KB_ERR_FORMAT, "document %zu: text, html or url (http, https) is wanted", n);
    }
    return status;
}

static kb_status read_items(reading *r, const json_t *documents, kb_err *err)
{
    size_t count = json_array_size(documents);
    kb_status status = KB_OK;
    if (count < 2 || count > KB_PASTE_MAX)
        return kb_fail(err, KB_ERR_FORMAT, "documents: a list of 2 to %d is wanted", KB_PASTE_MAX);
    if (r->turn->request->body.len > ALL_MAX + ALL_MAX / 2)
        return kb_fail(err, KB_ERR_LIMIT, "the documents are larger than %zu kB", ALL_MAX >> 10);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = read_item(r, json_array_get(documents, i), i + 1, err);
    return status;
}

kb_status kb_turn_compare(kb_turn *turn, kb_err *err)
{
    json_error_t why;
    reading r = { .turn = turn };
    kb_comparison *c = NULL;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_str body = turn->request->body;
    json_t *root = body.len ? json_loadb(body.at, body.len, JSON_REJECT_DUPLICATES, &why) : NULL;
    kb_status status = root ? read_items(&r, json_object_get(root, "documents"), err)
                            : kb_fail(err, KB_ERR_FORMAT, "a body of JSON is wanted: {\"documents\":[...]}");
    if (status == KB_OK) status = kb_fold_versions(r.at, &r.count, tell_note, NULL, err);
    if (status == KB_OK) status = kb_compare(turn->engine, r.at, r.count, &c, err);
    if (status == KB_OK) status = kb_comparison_print(turn->engine, c, &turn->how, &sink, err);
    kb_comparison_free(c);
    clear(&r);
    json_decref(root);
    return status;
}
