#include "show/why.h"

#include <math.h>
#include <stdio.h>

#include "show/ink.h"
#include "show/phrase.h"
#include "show/plain.h"

#define SHOWN 6 /* of a kind, without --all */
#define LABEL 9
#define GAP 2

/* ---- phrases ---- */

static void add_share(kb_buf *out, double share, const char *ui)
{
    char digits[16];
    (void)snprintf(digits, sizeof digits, "%.2f", fmin(fmax(share, 0.01), 0.99)); /* nothing is certain */
    for (const char *c = digits; *c; c++) kb_buf_add_char(out, *c == '.' ? kb_phrase_point(ui) : *c);
}

void kb_phrase_share(kb_buf *out, double share, const char *ui)
{
    static const struct {
        double from;
        const char *word;
    } words[] = { { 0.945, "almost certain" }, { 0.795, "very likely" }, { 0.595, "likely" },
                  { 0.395, "open" },           { 0.195, "unlikely" },    { -1, "hardly" } };
    size_t i = 0;
    while (share < words[i].from) i++; /* as the number is rounded */
    add_share(out, share, ui);
    kb_buf_add_char(out, ' ');
    kb_buf_add_c(out, kb_word_ui(ui, words[i].word));
}

/* "10 h 30 min" */
static void add_duration(kb_buf *out, int64_t seconds, const char *ui)
{
    long long minutes = (long long)(seconds / 60), hours = minutes / 60, days = hours / 24;
    if (days) kb_buf_print(out, kb_word_ui(ui, "%lld d"), days);
    if (hours % 24 && days) kb_buf_add_char(out, ' ');
    if (hours % 24) kb_buf_print(out, kb_word_ui(ui, "%lld h"), hours % 24);
    if (days) return;
    if (minutes % 60 && hours) kb_buf_add_char(out, ' ');
    if (minutes % 60 || !hours) kb_buf_print(out, kb_word_ui(ui, "%lld min"), minutes % 60);
}

static const char *bridge_name(kb_bridge bridge)
{
    switch (bridge) {
    case KB_BRIDGE_NONE:
    case KB_BRIDGE_STEM: return NULL;
    case KB_BRIDGE_DICTIONARY: return "dictionary";
    case KB_BRIDGE_SPELLING: return "spelling";
    case KB_BRIDGE_PLACE: return "territory";
    case KB_BRIDGE_SENSE: return "sense";
    }
    return NULL;
}

/* "gempa – earthquake (dictionary)" */
static void add_shared(kb_buf *out, const kb_shared *shared, const char *ui)
{
    const char *name = bridge_name(shared->bridge);
    kb_plain_add(out, shared->word);
    if (!name) return; /* the same but for its ending */
    kb_buf_add_c(out, " \xe2\x80\x93 ");
    kb_plain_add(out, shared->other);
    kb_buf_print(out, " (%s)", kb_word_ui(ui, name));
}

/* ---- lines ---- */

typedef struct {
    const kb_why_told *told;
    const kb_print *how;
    kb_why_line line;
    void *user;
} lines;

static void tell_score(const lines *l)
{
    const kb_why_told *told = l->told;
    const char *ui = l->how->ui_lang;
    kb_buf text = { 0 };
    if (!told->why.nearest) {
        kb_buf_add_c(&text, kb_word_ui(ui, "no other report of its story is near"));
    } else {
        kb_phrase_share(&text, kb_odds_share(told->why.score), ui);
        kb_buf_add_c(&text, kb_word_ui(ui, "; nearest "));
        kb_plain_add(&text, told->nearest);
        kb_buf_add_c(&text, " (");
        add_share(&text, kb_odds_share(told->why.odds), ui);
        kb_buf_add_char(&text, ')');
        if (told->dated) {
            kb_buf_add_c(&text, ", ");
            if (told->gap / 60 != 0) add_duration(&text, told->gap < 0 ? -told->gap : told->gap, ui);
            kb_buf_add_c(&text, kb_word_ui(ui, told->gap / 60 == 0 ? "at the same time"
                                               : told->gap > 0     ? " before it"
                                                                   : " after it"));
        }
    }
    l->line(l->user, "why", &text);
    kb_buf_clear(&text);
}

static void tell_shared(const lines *l, const char *label, kb_shared_kind kind)
{
    const kb_shareds *shared = &l->told->shared;
    kb_buf text = { 0 };
    size_t shown = 0, more = 0;
    for (size_t i = 0; i < shared->count; i++) {
        if (shared->at[i].kind != kind) continue;
        if (shown == SHOWN && !l->how->all) {
            more++;
            continue;
        }
        if (shown++) kb_buf_add_c(&text, ", ");
        add_shared(&text, &shared->at[i], l->how->ui_lang);
    }
    if (more) {
        kb_buf_add_c(&text, ", ");
        kb_buf_print(&text, kb_word_ui(l->how->ui_lang, "%zu more"), more);
    }
    if (shown) l->line(l->user, label, &text);
    kb_buf_clear(&text);
}

static void tell_other(const lines *l)
{
    const kb_why_told *told = l->told;
    kb_buf text = { 0 };
    if (!told->why.other) return;
    kb_phrase_share(&text, kb_odds_share(told->why.other_score), l->how->ui_lang);
    kb_buf_add_c(&text, ": ");
    kb_buf_print(&text, kb_word_ui(l->how->ui_lang, "story %lld"), (long long)told->why.other);
    if (told->other.len) kb_buf_add_c(&text, " \xc2\xb7 ");
    kb_plain_add(&text, told->other);
    l->line(l->user, "else", &text);
    kb_buf_clear(&text);
}

static void tell_moved(const lines *l)
{
    const kb_why_told *told = l->told;
    kb_buf text = { 0 };
    if (!told->joined) return;
    kb_buf_print(&text,
                 kb_word_ui(l->how->ui_lang, told->by_hand ? "by hand, from story %lld" : "by repair, from story %lld"),
                 (long long)told->joined);
    l->line(l->user, "moved", &text);
    kb_buf_clear(&text);
}

void kb_why_lines(const kb_why_told *told, const kb_print *how, kb_why_line line, void *user)
{
    const lines l = { told, how, line, user };
    tell_score(&l);
    tell_shared(&l, "names", KB_SHARED_NAME);
    tell_shared(&l, "figures", KB_SHARED_FIGURE);
    tell_shared(&l, "words", KB_SHARED_WORD);
    tell_other(&l);
    tell_moved(&l);
}

/* ---- a terminal ---- */

typedef struct {
    kb_buf *out;
    size_t indent;
    const kb_print *how;
} screen;

static void write_line(void *user, const char *label, kb_buf *text)
{
    const screen *s = user;
    kb_buf styled = { 0 };
    size_t taken = s->indent + LABEL + GAP, width = s->how->width > 0 ? (size_t)s->how->width : 80;
    kb_ink_set(&styled, KB_INK_DIM);
    kb_buf_add_c(&styled, kb_word_ui(s->how->ui_lang, label));
    const kb_ink_column columns[] = { { kb_buf_str(&styled), LABEL },
                                      { kb_buf_str(text), width > taken + 8 ? width - taken : 8 } };
    kb_ink_columns(s->out, columns, 2, s->indent, GAP, s->how->color);
    s->out->failed |= styled.failed || text->failed;
    kb_buf_clear(&styled);
}

void kb_screen_why(kb_buf *out, const kb_why_told *told, size_t indent, const kb_print *how)
{
    screen s = { out, indent, how };
    kb_why_lines(told, how, write_line, &s);
}

/* ---- JSON ---- */

static double rounded(double value)
{
    return round(value * 1000) / 1000;
}

static void put_share(kb_json *json, const char *key, float odds, bool known)
{
    kb_json_key(json, key);
    if (known)
        kb_json_real(json, rounded(kb_odds_share(odds)));
    else
        kb_json_null(json);
}

static void put_shared(kb_json *json, const char *key, kb_shared_kind kind, const kb_shareds *shared, bool all)
{
    size_t shown = 0;
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < shared->count && (all || shown < SHOWN); i++) {
        const kb_shared *one = &shared->at[i];
        const char *name = bridge_name(one->bridge);
        if (one->kind != kind) continue;
        shown++;
        kb_json_open(json, '{');
        kb_json_put_str(json, "word", one->word);
        kb_json_put_str(json, "other", one->other);
        kb_json_put_text(json, "by", kb_str_of(name ? name : ""));
        kb_json_put_real(json, "weight", rounded((double)one->weight));
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

void kb_json_why(kb_json *json, const kb_why_told *told, const kb_print *how)
{
    const kb_why *why = &told->why;
    put_share(json, "score", why->score, why->nearest != 0);
    put_share(json, "nearest_score", why->odds, why->nearest != 0);
    kb_json_put_number(json, "gap", told->gap, why->nearest && told->dated);
    put_shared(json, "names", KB_SHARED_NAME, &told->shared, how->all);
    put_shared(json, "figures", KB_SHARED_FIGURE, &told->shared, how->all);
    put_shared(json, "words", KB_SHARED_WORD, &told->shared, how->all);
    kb_json_put_number(json, "other", why->other, why->other != 0);
    put_share(json, "other_score", why->other_score, why->other != 0);
    kb_json_put_number(json, "joined", told->joined, told->joined != 0);
    kb_json_put_bool(json, "by_hand", told->by_hand);
}
