#include "store/tokenizer.h"

#include "base/utf8.h"
#include "store/rank.h"
#include "text/fold.h"
#include "text/stem.h"

#define PIECE_BYTES_MAX ((size_t)64 * 1024)
#define PIECE_MEMORY_MAX ((size_t)256 << 20)
#define FORMS_MAX (KB_SEARCH_LANGS_MAX + 4)
#define WORD_BYTES_MAX 1024 /* of what is longer only the begin is indexed: no one searches for it */

typedef int (*emit_token)(void *context, int flags, const char *token, int len, int begin, int end);

typedef struct {
    kb_store *store;
    kb_arena *arena; /* of the piece */
    kb_str piece;
    size_t at; /* where it stands in the column */
    int flags; /* FTS5_TOKENIZE_... */
    emit_token emit;
    void *context;
} pass;

typedef struct {
    kb_str at[FORMS_MAX];
    size_t count;
} forms;

static void add_form(forms *list, kb_str form)
{
    if (form.len == 0 || list->count == FORMS_MAX) return;
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal(list->at[i], form)) return;
    list->at[list->count++] = form;
}

/* "korea's", "l'eau": what stands on either side is a form too. */
static void add_apostrophe_parts(forms *list, kb_str word)
{
    size_t at = kb_str_find(word, KB_STR("'"), 0);
    if (at == SIZE_MAX) return;
    if (at >= 3) add_form(list, kb_str_part(word, kb_span_of(0, at)));
    if (word.len - at - 1 >= 3) add_form(list, kb_str_part(word, kb_span_of(at + 1, word.len)));
}

/* "10.000" is also 10000. */
static kb_status add_digits(pass *p, forms *list, kb_str number)
{
    char *digits = kb_arena_alloc(p->arena, number.len + 1, 1);
    size_t len = 0;
    if (!digits) return kb_arena_fail(p->arena, NULL);
    for (size_t i = 0; i < number.len; i++)
        if (number.at[i] != '.' && number.at[i] != ',') digits[len++] = number.at[i];
    add_form(list, (kb_str){ digits, len });
    return KB_OK;
}

static kb_status add_stem(pass *p, forms *list, const char *lang, kb_str folded)
{
    kb_str stem, copy; /* the stemmer may drop its cache when the next word comes */
    kb_status status = kb_stem(p->store->tools.stemmer, kb_str_of(lang), folded, &stem, NULL);
    if (status != KB_OK) return status;
    if (!kb_arena_copy(p->arena, stem, &copy)) return kb_arena_fail(p->arena, NULL);
    add_form(list, copy);
    return KB_OK;
}

static kb_status find_forms(pass *p, const kb_token *token, kb_str word, forms *list)
{
    kb_str folded, plain;
    kb_status status = kb_fold(word, true, p->arena, &folded, NULL);
    if (status == KB_OK) status = kb_fold(word, false, p->arena, &plain, NULL);
    if (status != KB_OK) return status;
    add_form(list, plain);
    if (list->count == 0) add_form(list, folded);
    if (p->flags & (FTS5_TOKENIZE_AUX | FTS5_TOKENIZE_PREFIX)) return KB_OK; /* places alone; the word as it is */
    if (token->kind == KB_TOKEN_NUMBER) return add_digits(p, list, plain);
    if (p->flags & FTS5_TOKENIZE_QUERY)
        for (size_t i = 0; i < p->store->search_lang_count && status == KB_OK; i++)
            status = add_stem(p, list, p->store->search_langs[i], folded);
    else
        status = add_stem(p, list, p->store->lang, folded);
    add_apostrophe_parts(list, plain);
    return status;
}

static int emit_part(pass *p, const kb_token *token, kb_span span)
{
    forms list = { .count = 0 };
    if (kb_span_len(span) > WORD_BYTES_MAX) {
        span.end = span.begin + WORD_BYTES_MAX;
        while (!kb_utf8_border(p->piece, span.end)) span.end--;
    }
    kb_status status = find_forms(p, token, kb_str_part(p->piece, span), &list);
    if (status != KB_OK) return status == KB_ERR_LIMIT ? SQLITE_TOOBIG : SQLITE_NOMEM;
    for (size_t i = 0; i < list.count; i++) {
        int result = p->emit(p->context, i ? FTS5_TOKEN_COLOCATED : 0, list.at[i].at, (int)list.at[i].len,
                             (int)(p->at + span.begin), (int)(p->at + span.end));
        if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
}

/* The length of a hyphen at `at`: plain, or U+2010, U+2011; 0 when none. */
static size_t hyphen_at(kb_str s, size_t at)
{
    if (s.at[at] == '-') return 1;
    return s.len - at >= 3 && (memcmp(s.at + at, "\u2010", 3) == 0 || memcmp(s.at + at, "\u2011", 3) == 0) ? 3 : 0;
}

static int emit_word(pass *p, const kb_token *token)
{
    size_t begin = token->span.begin, at = begin;
    int result = SQLITE_OK;
    while (at < token->span.end && result == SQLITE_OK) {
        size_t hyphen = hyphen_at(p->piece, at);
        if (hyphen && at > begin) result = emit_part(p, token, kb_span_of(begin, at));
        at += hyphen ? hyphen : 1;
        if (hyphen) begin = at;
    }
    if (result == SQLITE_OK && begin < token->span.end)
        result = emit_part(p, token, kb_span_of(begin, token->span.end));
    return result;
}

static int emit_piece(pass *p)
{
    kb_tokens tokens;
    int result = SQLITE_OK;
    kb_status status = kb_tokens_find(p->store->tools.text, p->piece, NULL, p->arena, &tokens, NULL);
    if (status != KB_OK) return status == KB_ERR_LIMIT ? SQLITE_TOOBIG : SQLITE_NOMEM;
    for (size_t i = 0; i < tokens.count && result == SQLITE_OK; i++)
        if (tokens.at[i].kind != KB_TOKEN_MARK) result = emit_word(p, &tokens.at[i]);
    return result;
}

/* Where a piece of the text that begins at `from` ends: behind a line, else behind a space, else between characters. So
 * memory is bounded whatever the length, and the same text always falls into the same pieces. */
static size_t piece_end(kb_str s, size_t from)
{
    size_t most = from + PIECE_BYTES_MAX;
    if (most >= s.len) return s.len;
    for (size_t at = most; at > from; at--)
        if (s.at[at - 1] == '\n') return at;
    for (size_t at = most; at > from; at--)
        if (s.at[at - 1] == ' ') return at;
    while (!kb_utf8_border(s, most)) most--;
    return most > from ? most : from + PIECE_BYTES_MAX;
}

static bool take_language(kb_store *store, kb_str s)
{
    const kb_str mark = KB_STR("\x01lang=");
    if (!kb_str_starts(s, mark)) return false;
    s = kb_str_part(s, kb_span_of(mark.len, s.len));
    if (s.len >= sizeof store->lang) s.len = 0;
    if (s.len) memcpy(store->lang, s.at, s.len);
    store->lang[s.len] = '\0';
    return true;
}

static int tokenize_text(kb_store *store, kb_str s, int flags, emit_token emit, void *context)
{
    int result = SQLITE_OK;
    if (take_language(store, s)) return SQLITE_OK;
    for (size_t at = 0, end; at < s.len && result == SQLITE_OK; at = end) {
        end = piece_end(s, at);
        pass p = {
            store, kb_arena_new(PIECE_MEMORY_MAX), kb_str_part(s, kb_span_of(at, end)), at, flags, emit, context
        };
        result = p.arena ? emit_piece(&p) : SQLITE_NOMEM;
        kb_arena_free(p.arena);
    }
    return result;
}

/* ---- what FTS5 calls ---- */

static int tokenizer_create(void *context, const char **args, int count, Fts5Tokenizer **out)
{
    (void)args, (void)count;
    *out = context; /* the store itself: it outlives its connection's tables */
    return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *tokenizer)
{
    (void)tokenizer;
}

static int tokenizer_run(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len, emit_token emit)
{
    return tokenize_text((kb_store *)(void *)tokenizer, (kb_str){ text, len > 0 ? (size_t)len : 0 }, flags, emit,
                         context);
}

kb_status kb_tokenizer_register(kb_store *store, kb_err *err)
{
    fts5_tokenizer tokenizer = { tokenizer_create, tokenizer_delete, tokenizer_run };
    fts5_api *api;
    kb_status status = kb_rank_fts5(store, &api, err);
    if (status != KB_OK) return status;
    int result = api->xCreateTokenizer(api, "kabar", store, &tokenizer, NULL);
    return result == SQLITE_OK ? KB_OK : kb_db_fail(store, result, err);
}

static int count_token(void *context, int flags, const char *token, int len, int begin, int end)
{
    (void)flags, (void)token, (void)len, (void)begin, (void)end;
    *(bool *)context = true;
    return SQLITE_OK;
}

kb_status kb_tokenizer_any(kb_store *store, kb_str s, bool *any, kb_err *err)
{
    *any = false;
    if (kb_str_starts(s, KB_STR("\x01"))) return KB_OK; /* no language to be set from a query */
    int result = tokenize_text(store, s, FTS5_TOKENIZE_AUX, count_token, any);
    return result == SQLITE_OK ? KB_OK : kb_db_fail(store, result, err);
}
