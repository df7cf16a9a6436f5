#include "compare/row.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "compare/witness.h"

#define MATTER_WORDS 4
#define FULL_CELL 50 /* bytes of a cell that tells something by itself */

/* ---- rows and cells ---- */

kb_row *kb_row_add(kb_rows_maker *maker, kb_row_kind kind, kb_certainty sure)
{
    kb_row *row = KB_ADD(maker->arena, &maker->rows, kb_row);
    if (row) *row = (kb_row){ .kind = kind, .sure = sure };
    return row;
}

static size_t shared_bytes(kb_span a, kb_span b)
{
    size_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
    return end > begin ? end - begin : 0;
}

const kb_statement *kb_statement_around(const kb_claims *claims, kb_span span)
{
    const kb_statement *best = NULL;
    size_t most = kb_span_len(span) / 3; /* its speaker and cue may stand in the span too */
    for (size_t i = 0; i < claims->statements.count; i++) {
        const kb_statement *statement = &claims->statements.at[i];
        size_t bytes = 0;
        for (size_t j = 0; j < statement->content.count; j++) bytes += shared_bytes(statement->content.at[j], span);
        if (bytes <= most) continue;
        most = bytes;
        best = statement;
    }
    return best;
}

bool kb_span_empty(const kb_account *account, kb_span span)
{
    const kb_tokens *tokens = &account->claims->tokens;
    for (size_t t = kb_tokens_at(tokens, span.begin); t < tokens->count && tokens->at[t].span.begin < span.end; t++)
        if (tokens->at[t].kind != KB_TOKEN_MARK) return kb_document_aside(account->doc, span);
    return true;
}

/* The sentence in which a span begins; UINT32_MAX when it lies in none. */
static uint32_t sentence_at(const kb_claims *claims, kb_span span)
{
    size_t t = kb_tokens_at(&claims->tokens, span.begin);
    return t < claims->tokens.count ? claims->tokens.at[t].sentence : UINT32_MAX;
}

/* The speaker and the carriers of the statement that the cell is, if any. */
static void set_voice(kb_cell *cell, const kb_claims *claims)
{
    const kb_statement *statement = kb_statement_around(claims, cell->spans.at[0]);
    if (!statement) return;
    if (statement->speakers.count) cell->speaker = statement->speakers.at[0];
    cell->carriers = statement->carriers;
}

/* Where the bracket that the span closes, or opens, and nothing more of it stands; SIZE_MAX: its brackets are whole. */
static size_t lone_bracket(kb_str text, kb_span span, bool closing)
{
    size_t depth = 0, lone = SIZE_MAX;
    for (size_t k = 0; k < kb_span_len(span); k++) {
        size_t i = closing ? span.begin + k : span.end - 1 - k;
        char c = text.at[i], opens = closing ? '(' : ')', closes = closing ? ')' : '(';
        if (c == opens) depth++;
        if (c == closes && depth-- == 0) {
            lone = i;
            depth = 0;
        }
    }
    return lone;
}

/* A span that begins or ends inside brackets takes them in whole, with the word that they explain: "PT Orla (Persero)
 * opened"; or, where they are not of its sentence, leaves them out. */
static kb_span with_brackets(const kb_account *account, kb_span span)
{
    kb_str text = account->doc->text;
    const kb_tokens *tokens = &account->claims->tokens;
    uint32_t number = sentence_at(account->claims, span);
    if (number >= account->claims->sentences.count || span.end > text.len) return span;
    kb_span sentence = account->claims->sentences.at[number].span;
    size_t closing = lone_bracket(text, span, true), opening = lone_bracket(text, span, false);
    if (closing != SIZE_MAX) {
        size_t at = span.begin;
        while (at > sentence.begin && text.at[at - 1] != '(') at--;
        size_t t = kb_tokens_at(tokens, at);
        if (at > sentence.begin && t >= 2 && tokens->at[t - 2].span.begin >= sentence.begin)
            span.begin = tokens->at[t - 2].span.begin; /* the bracket is a token too */
        else if (kb_tokens_at(tokens, closing) + 1 < tokens->count &&
                 tokens->at[kb_tokens_at(tokens, closing) + 1].span.begin < span.end)
            span.begin = tokens->at[kb_tokens_at(tokens, closing) + 1].span.begin;
    }
    if (opening != SIZE_MAX) {
        size_t at = span.end;
        while (at < sentence.end && text.at[at] != ')') at++;
        if (at < sentence.end) span.end = at + 1;
    }
    return span;
}

kb_status kb_row_cell(kb_rows_maker *maker, kb_row *row, uint32_t account, kb_span span, kb_cell_role role,
                      const kb_figure *figure, kb_err *err)
{
    const kb_account *from = &maker->accounts->at[account];
    if (kb_span_empty(from, span)) return KB_OK;
    span = with_brackets(from, span);
    for (size_t i = 0; i < row->cells.count; i++) {
        kb_cell *cell = &row->cells.at[i];
        kb_span *old = &cell->spans.at[0];
        if (cell->report != from->report || cell->role != role || !kb_span_overlap(*old, span)) continue;
        if (sentence_at(from->claims, *old) != sentence_at(from->claims, span)) continue;
        if (span.begin < old->begin) old->begin = span.begin;
        if (span.end > old->end) old->end = span.end;
        if (!cell->figure) cell->figure = figure;
        set_voice(cell, from->claims);
        return KB_OK;
    }
    kb_cell *cell = KB_ADD(maker->arena, &row->cells, kb_cell);
    kb_span *kept = cell ? KB_NEW(maker->arena, kb_span, 1) : NULL;
    if (!kept) return kb_arena_fail(maker->arena, err);
    *kept = span;
    *cell = (kb_cell){ .report = from->report, .spans = { kept, 1 }, .role = role, .figure = figure };
    set_voice(cell, from->claims);
    return KB_OK;
}

kb_status kb_row_why(kb_rows_maker *maker, kb_row *row, kb_err *err, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len < 0) len = 0;
    size_t end = (size_t)len < sizeof text ? (size_t)len : sizeof text - 1;
    while (end > 0 && (size_t)len >= sizeof text && (text[end - 1] & 0x80)) end--; /* cut on a character border */
    return kb_arena_copy(maker->arena, (kb_str){ text, end }, &row->why) ? KB_OK : kb_arena_fail(maker->arena, err);
}

/* ---- order ---- */

static int by_place(const void *x, const void *y)
{
    const kb_cell *a = x, *b = y;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    if (a->spans.at[0].begin != b->spans.at[0].begin) return a->spans.at[0].begin < b->spans.at[0].begin ? -1 : 1;
    return (int)a->role - (int)b->role;
}

static int by_moment(const void *x, const void *y)
{
    const kb_cell *a = x, *b = y;
    if (a->moment.seconds != b->moment.seconds) return a->moment.seconds < b->moment.seconds ? -1 : 1;
    return by_place(x, y);
}

/* Moments of several reports are read against one another: all in the zone of the first. */
static void tell_in_one_zone(kb_cells *cells)
{
    const kb_time *first = NULL;
    for (size_t i = 0; i < cells->count; i++) {
        kb_time *moment = &cells->at[i].moment;
        if (!moment->zoned || moment->precision < KB_TIME_MINUTE) continue;
        if (!first) first = moment;
        moment->offset = first->offset;
    }
}

/* ---- matter ---- */

/* Whose words name the matter: the earliest report, then by the words themselves. Not by number: swapping the reports
 * swaps the numbers and nothing else. */
static const kb_cell *lead_cell(const kb_rows_maker *maker, const kb_row *row)
{
    const kb_cell *lead = &row->cells.at[0];
    for (size_t i = 1; i < row->cells.count; i++) {
        const kb_cell *cell = &row->cells.at[i];
        if (cell->report == lead->report) continue;
        const kb_account *a = &maker->accounts->at[cell->report - 1], *b = &maker->accounts->at[lead->report - 1];
        if (a->published != b->published) {
            if (a->published < b->published) lead = cell;
        } else if (kb_str_compare(a->doc->text, b->doc->text) < 0)
            lead = cell;
    }
    return lead;
}

/* Is the term in a cell of another report? */
static bool elsewhere(const kb_rows_maker *maker, const kb_row *row, const kb_cell *lead, uint32_t term)
{
    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_cell *cell = &row->cells.at[i];
        if (cell == lead) continue;
        const kb_account *account = &maker->accounts->at[cell->report - 1];
        const kb_tokens *tokens = &account->claims->tokens;
        for (size_t s = 0; s < cell->spans.count; s++)
            for (size_t t = kb_tokens_at(tokens, cell->spans.at[s].begin);
                 t < tokens->count && tokens->at[t].span.begin < cell->spans.at[s].end; t++)
                if (account->words[t].first == term || account->words[t].second == term) return true;
    }
    return false;
}

typedef struct {
    size_t token;
    double weight;
} key_word;

/* Words that name no matter: what negates, hedges or tells the time. */
static bool names_nothing(const kb_token *token)
{
    static const kb_word_class classes[] = { KB_WORD_NEGATION, KB_WORD_AS_OF,     KB_WORD_CLOCK,  KB_WORD_HEDGE,
                                             KB_WORD_VAGUE,    KB_WORD_AUXILIARY, KB_WORD_SILENCE };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (kb_token_is(token, classes[i])) return true;
    return false;
}

/* The heaviest words of the lead cell, those first that other cells have too, in the order of the text. */
static size_t key_words(const kb_rows_maker *maker, const kb_row *row, const kb_cell *lead, key_word *out)
{
    const kb_account *account = &maker->accounts->at[lead->report - 1];
    const kb_tokens *tokens = &account->claims->tokens;
    size_t count = 0;
    for (size_t t = kb_tokens_at(tokens, lead->spans.at[0].begin);
         t < tokens->count && tokens->at[t].span.begin < lead->spans.at[0].end; t++) {
        const kb_word_terms *word = &account->words[t];
        if (tokens->at[t].kind != KB_TOKEN_WORD || !word->first || names_nothing(&tokens->at[t])) continue;
        double weight = kb_term_weight(maker->accounts, word->first);
        if (elsewhere(maker, row, lead, word->first) || (word->second && elsewhere(maker, row, lead, word->second)))
            weight += 20;
        size_t lightest = 0;
        for (size_t i = 1; i < count; i++)
            if (out[i].weight < out[lightest].weight) lightest = i;
        if (count < MATTER_WORDS)
            out[count++] = (key_word){ t, weight };
        else if (weight > out[lightest].weight)
            out[lightest] = (key_word){ t, weight };
    }
    return count;
}

static int by_token(const void *x, const void *y)
{
    const key_word *a = x, *b = y;
    return a->token < b->token ? -1 : a->token > b->token;
}

static kb_status find_matter(kb_rows_maker *maker, kb_row *row, kb_err *err)
{
    if (row->matter.len) return KB_OK;
    const kb_cell *lead = lead_cell(maker, row);
    const kb_account *account = &maker->accounts->at[lead->report - 1];
    key_word words[MATTER_WORDS];
    size_t count = key_words(maker, row, lead, words);
    qsort(words, count, sizeof *words, by_token);
    kb_buf buf = { 0 };
    for (size_t i = 0; i < count; i++) {
        bool next = i > 0 && words[i].token == words[i - 1].token + 1;
        if (i) kb_buf_add_c(&buf, next ? " " : " · ");
        kb_buf_add(&buf, kb_str_part(account->doc->text, account->claims->tokens.at[words[i].token].span));
    }
    bool kept = !buf.failed && kb_arena_copy(maker->arena, kb_buf_str(&buf), &row->matter);
    kb_buf_clear(&buf);
    return kept ? KB_OK : kb_arena_fail(maker->arena, err);
}

/* ---- weight ---- */

/* What more independent accounts tell comes first, a date alone behind sentences; early words weigh more than late. */
static double weigh(const kb_rows_maker *maker, const kb_row *row)
{
    double early = 0, bytes = 0, cells = (double)row->cells.count;
    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_cell *cell = &row->cells.at[i];
        size_t len = maker->accounts->at[cell->report - 1].doc->text.len;
        if (len) early += 1 - (double)cell->spans.at[0].begin / (double)len;
        bytes += (double)kb_span_len(cell->spans.at[0]);
    }
    double full = bytes < FULL_CELL * cells ? bytes / (FULL_CELL * cells) : 1;
    return early / cells + row->independent * (1 + full) + row->reports * 0.2 + (row->sure == KB_SURE);
}

static int by_weight(const void *x, const void *y)
{
    const kb_row *a = x, *b = y;
    if (a->weight > b->weight || a->weight < b->weight) return a->weight > b->weight ? -1 : 1;
    int order = kb_str_compare(a->matter, b->matter);
    if (order) return order;
    return by_place(&a->cells.at[0], &b->cells.at[0]);
}

static int by_kind(const void *x, const void *y)
{
    const kb_row *a = x, *b = y;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return by_weight(x, y);
}

/* What is shared before what is disputed. */
static int shared_first(const void *x, const void *y)
{
    static const int places[] = {
        [KB_ROW_SHARED] = 0, [KB_ROW_COMPATIBLE] = 1, [KB_ROW_SERIES] = 2,  [KB_ROW_DIFFERS] = 3,
        [KB_ROW_DENIED] = 4, [KB_ROW_SILENT] = 5,     [KB_ROW_CHANGED] = 6, [KB_ROW_ONLY] = 7
    };
    const kb_row *a = x, *b = y;
    if (a->kind != b->kind) return places[a->kind] < places[b->kind] ? -1 : 1;
    return by_weight(x, y);
}

void kb_row_order_cells(kb_row *row)
{
    qsort(row->cells.at, row->cells.count, sizeof *row->cells.at, row->kind == KB_ROW_SERIES ? by_moment : by_place);
    if (row->kind == KB_ROW_SERIES) tell_in_one_zone(&row->cells);
}

static kb_status finish_row(kb_rows_maker *maker, kb_row *row, kb_err *err)
{
    uint32_t *group = KB_NEW(maker->arena, uint32_t, row->cells.count);
    if (!group) return kb_arena_fail(maker->arena, err);
    qsort(row->cells.at, row->cells.count, sizeof *row->cells.at, by_place);
    for (size_t i = 0; i < row->cells.count; i++)
        row->reports += i == 0 || row->cells.at[i].report != row->cells.at[i - 1].report;
    row->independent = kb_row_witnesses(maker, row, group);
    row->weight = weigh(maker, row);
    kb_status status = find_matter(maker, row, err);
    kb_row_order_cells(row);
    return status;
}

kb_status kb_rows_finish(kb_rows_maker *maker, kb_err *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < maker->rows.count; i++)
        if (maker->rows.at[i].cells.count) maker->rows.at[kept++] = maker->rows.at[i];
    maker->rows.count = kept;
    for (size_t i = 0; i < kept; i++) {
        kb_status status = finish_row(maker, &maker->rows.at[i], err);
        if (status != KB_OK) return status;
    }
    bool many = maker->accounts->count > KB_REPORTS_FEW;
    if (kept) qsort(maker->rows.at, kept, sizeof *maker->rows.at, many ? shared_first : by_kind);
    return KB_OK;
}
