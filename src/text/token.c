#include "text/token.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/pieces.h"

struct kb_text {
    kb_pieces *pieces;
};

/* What the finding carries along. */
typedef struct {
    kb_str s;
    const kb_lang *lang;
    kb_arena *arena;
    kb_tokens *out;
    kb_err *err;
    size_t room;           /* tokens that `out` has room for */
    size_t end;            /* of the last token */
    uint32_t paragraph;
    bool any;              /* a token was found */
    bool ordinal_stop;     /* [about] ordinal = stop */
    bool prefixes;         /* the language has some */
    bool compounds_plain;  /* it joins no words by hyphens but to double them */
} finding;

kb_status kb_text_open(kb_text **out, kb_err *err)
{
    kb_text *text = calloc(1, sizeof *text);
    *out = text;
    if (!text) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_pieces_open(&text->pieces, err);
    if (status == KB_OK) return KB_OK;
    kb_text_close(text);
    *out = NULL;
    return status;
}

void kb_text_close(kb_text *text)
{
    if (!text) return;
    kb_pieces_close(text->pieces);
    free(text);
}

static UChar32 char_at(kb_str s, size_t i, size_t *next)
{
    UChar32 c = (UChar32)kb_utf8_next(s, &i);
    if (next) *next = i;
    return c;
}

static bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t case_flags(kb_str word)
{
    size_t letters = 0, capitals = 0;
    bool first = false, uncased = false;
    for (size_t i = 0; i < word.len;) {
        UChar32 c = char_at(word, i, &i);
        if (!u_isalpha(c)) continue;
        bool capital = u_isupper(c) || u_istitle(c);
        if (!letters) first = capital;
        if (!letters) uncased = !capital && !u_islower(c);
        letters++;
        capitals += capital;
    }
    return (first ? KB_TOKEN_CAPITAL : 0u) | (uncased ? KB_TOKEN_UNCASED : 0u) | (letters > 1 && capitals == letters ? KB_TOKEN_CAPITALS : 0u);
}

/* Splits an ending of the language off, where the rest is long enough to be a word. */
static void split_suffix(const kb_lang *lang, kb_token *token)
{
    enum { SHORTEST_BASE = 2 };
    for (size_t len = token->folded.len < 6 ? token->folded.len : 6; len >= 1; len--) {
        size_t cut = token->folded.len - len;
        if (cut < SHORTEST_BASE) continue;
        kb_str ending = kb_str_part(token->folded, kb_span_of(cut, token->folded.len));
        for (const kb_word *w = kb_lang_first(lang, ending); w; w = w->next)
            if (w->class_of == KB_WORD_SUFFIX && w->count == 1) {
                token->base = kb_str_part(token->folded, kb_span_of(0, cut));
                token->suffix = w;
                return;
            }
    }
}

static void look_up_word(const kb_lang *lang, kb_token *token)
{
    split_suffix(lang, token);
    if (!token->suffix) {
        if (!token->words && (token->flags & KB_TOKEN_CAPITAL)) token->words = kb_lang_tail(lang, token->folded);
        return;
    }
    const kb_word *of_base = kb_lang_first(lang, token->base);
    if (token->words || (!of_base && !kb_word_flag(token->suffix, "always"))) {
        token->suffix = NULL;          /* a word of its own that only looks like one with an ending */
        token->base = token->folded;
    } else {
        token->words = of_base;
    }
}

static void look_up(const kb_lang *lang, kb_token *token)
{
    token->words = kb_lang_first(lang, token->folded);
    if (token->kind == KB_TOKEN_WORD) look_up_word(lang, token);
    token->classes = token->words ? token->words->classes : 0;
    token->single = token->words ? token->words->single : 0;
}

static bool is_digit(UChar32 c)
{
    return u_isdigit(c) || c == 0x66B || c == 0x66C || c == '.' || c == ',';
}

/* A number of any script in ASCII digits and separators. */
static kb_status fold_digits(const finding *f, kb_str number, kb_str *out)
{
    char *at = kb_arena_alloc(f->arena, number.len + 1, 1);
    if (!at) return kb_arena_fail(f->arena, f->err);
    *out = (kb_str){ at, 0 };
    for (size_t i = 0; i < number.len;) {
        UChar32 c = char_at(number, i, &i);
        at[out->len++] = c == 0x66B ? '.' : c == 0x66C ? ',' : u_isdigit(c) ? (char)('0' + u_charDigitValue(c)) : (char)c;
    }
    return KB_OK;
}

/* ---- what the writing of a word or mark decides: found out once, then remembered with the language ---- */

/* Small, so that a look-up touches little memory. */
typedef struct {
    const kb_word *suffix, *words;
    uint64_t classes, single;
    uint32_t flags;
    uint32_t folded, base; /* bytes; folded is 0 where it is as written, else it stands below */
    uint8_t kind;
    bool whole; /* a word of which nothing is split off (add_word) */
    char bytes[];
} known;

static known *find_known(const finding *f, kb_str written)
{
    return f->lang ? kb_memo_find(kb_lang_memo(f->lang), written) : NULL;
}

static void remember(const finding *f, kb_str written, const kb_token *token)
{
    uint32_t bytes = token->folded.at == written.at ? 0 : (uint32_t)token->folded.len; /* no text is longer */
    known *k = kb_memo_add(kb_lang_memo(f->lang), written, sizeof *k + bytes);
    if (!k) return;
    k->suffix = token->suffix;
    k->words = token->words;
    k->classes = token->classes;
    k->single = token->single;
    k->flags = token->flags;
    k->folded = bytes;
    k->base = (uint32_t)token->base.len;
    k->kind = (uint8_t)token->kind;
    if (bytes) memcpy(k->bytes, token->folded.at, bytes);
}

static kb_status take_known(const finding *f, const known *k, kb_str written, kb_token *token)
{
    *token = (kb_token){ .kind = (kb_token_kind)k->kind,
                         .flags = k->flags,
                         .folded = written,
                         .suffix = k->suffix,
                         .words = k->words,
                         .classes = k->classes,
                         .single = k->single };
    if (k->folded && !kb_arena_copy(f->arena, (kb_str){ k->bytes, k->folded }, &token->folded))
        return kb_arena_fail(f->arena, f->err);
    token->base = kb_str_part(token->folded, kb_span_of(0, k->base));
    return KB_OK;
}

static kb_status describe(const finding *f, kb_str written, kb_token *token)
{
    bool foreign = token->kind == KB_TOKEN_NUMBER && (unsigned char)written.at[0] >= 0x80;
    kb_status status =
        foreign ? fold_digits(f, written, &token->folded) : kb_fold(written, true, f->arena, &token->folded, f->err);
    if (status != KB_OK) return status;
    bool word = token->kind == KB_TOKEN_WORD;
    bool hyphen = word && memchr(token->folded.at, '-', token->folded.len);
    token->flags = (word ? case_flags(written) : 0) | (hyphen ? KB_TOKEN_HYPHENED : 0u);
    token->base = token->folded;
    if (f->lang) look_up(f->lang, token);
    return KB_OK;
}

/* Makes a token of its writing, and of what is known of that (NULL: nothing), alone; its place is the caller's to say. */
static kb_status make_token(const finding *f, kb_str written, kb_token_kind kind, const known *k, kb_token *token)
{
    if (k && k->kind == kind) return take_known(f, k, written, token);
    *token = (kb_token){ .kind = kind };
    kb_status status = describe(f, written, token);
    if (status == KB_OK && f->lang && kind != KB_TOKEN_NUMBER) remember(f, written, token);
    return status;
}

/* Room for one more. A short text's tokens have their room at once: a list that grows moves them again and again. */
static kb_token *new_token(finding *f)
{
    enum { FIRST_MAX = 2048, BYTES_EACH = 4 }; /* white space counted, a token has more bytes in most texts */
    kb_tokens *out = f->out;
    if (out->count == f->room) {
        size_t first = f->s.len / BYTES_EACH + 8;
        size_t room = f->room ? f->room * 2 : first < FIRST_MAX ? first : FIRST_MAX;
        kb_token *at = KB_NEW(f->arena, kb_token, room);
        if (!at) return NULL;
        if (out->count) memcpy(at, out->at, out->count * sizeof *at);
        out->at = at;
        f->room = room;
    }
    return &out->at[out->count++];
}

/* Adds a token of whose writing `k` is known. */
static kb_status add_known(finding *f, size_t begin, size_t end, kb_token_kind kind, const known *k)
{
    bool line = false, space = f->end == 0 || begin > f->end;
    for (size_t i = f->end; i < begin; i++) line |= f->s.at[i] == '\n';
    if (line && f->any) f->paragraph++;
    kb_token *token = new_token(f);
    if (!token) return kb_arena_fail(f->arena, f->err);
    kb_status status = make_token(f, kb_str_part(f->s, kb_span_of(begin, end)), kind, k, token);
    if (status != KB_OK) return status;
    token->span = kb_span_of(begin, end);
    token->paragraph = f->paragraph;
    token->flags |= (space ? KB_TOKEN_SPACED : 0u) | (line || !f->any ? KB_TOKEN_PARAGRAPH : 0u) |
                    (kind == KB_TOKEN_NUMBER && f->ordinal_stop && end - begin <= 2 ? KB_TOKEN_ORDINAL : 0u);
    f->end = end;
    f->any = true;
    return KB_OK;
}

static kb_status add_token(finding *f, size_t begin, size_t end, kb_token_kind kind)
{
    bool number = kind == KB_TOKEN_NUMBER; /* they seldom come again */
    return add_known(f, begin, end, kind, number ? NULL : find_known(f, kb_str_part(f->s, kb_span_of(begin, end))));
}

/* Is the word one that may be written together with a number: a unit, a scale, a clock's mark? */
static bool joins_number(const finding *f, kb_str word)
{
    kb_str folded;
    if (!f->lang || word.len > 12 || kb_fold(word, true, f->arena, &folded, NULL) != KB_OK) return false;
    for (const kb_word *w = kb_lang_first(f->lang, folded); w; w = w->next)
        if (w->count == 1 && (w->class_of == KB_WORD_UNIT || w->class_of == KB_WORD_NUMBER || w->class_of == KB_WORD_CLOCK))
            return true;
    return false;
}

/* "Rp312", "10km", "M5,9": ICU takes letters and digits together; the two are split where the letters are a unit. */
static bool split_at_number(const finding *f, size_t begin, size_t end, size_t *cut)
{
    size_t i = begin;
    bool number_first = ascii_digit(f->s.at[begin]);
    if (number_first) {
        while (i < end && (ascii_digit(f->s.at[i]) || f->s.at[i] == '.' || f->s.at[i] == ',')) i++;
        if (i == end || !joins_number(f, kb_str_part(f->s, kb_span_of(i, end)))) return false;
    } else {
        while (i < end && !ascii_digit(f->s.at[i])) i++;
        for (size_t j = i; j < end; j++)
            if (!ascii_digit(f->s.at[j]) && f->s.at[j] != '.' && f->s.at[j] != ',') return false;
        if (i == end || !joins_number(f, kb_str_part(f->s, kb_span_of(begin, i)))) return false;
    }
    *cut = i;
    return true;
}

/* "Kyiv.Presiden": a full stop without its space, between a word and a capital, splits what ICU takes as one word. */
static bool split_at_stop(kb_str s, size_t begin, size_t end, size_t *stop)
{
    for (size_t i = begin + 2; i + 2 < end; i++) {
        if (s.at[i] != '.' || !u_islower(char_at(s, i - 1, NULL)) || !u_islower(char_at(s, i - 2, NULL))) continue;
        size_t next;
        if (!u_isupper(char_at(s, i + 1, &next)) || next >= end || !u_islower(char_at(s, next, NULL))) continue;
        *stop = i;
        return true;
    }
    return false;
}

/* "l'homme", "وقال": adds what the language writes together with the next word; the byte behind it. */
static kb_status add_prefixes(finding *f, size_t begin, size_t end, size_t *behind)
{
    enum { PREFIXES_MAX = 3, WORD_MAX = 64 };
    kb_status status = KB_OK;
    *behind = begin;
    if (!f->prefixes) return KB_OK;
    for (int i = 0; i < PREFIXES_MAX && status == KB_OK && end - *behind <= WORD_MAX; i++) {
        kb_str word = kb_str_part(f->s, kb_span_of(*behind, end)), folded;
        if ((status = kb_fold(word, true, f->arena, &folded, f->err)) != KB_OK) break;
        size_t len = kb_lang_prefix(f->lang, folded), bytes = 0;
        if (!len) break;
        for (size_t at = 0; at < len;) { /* folding keeps the number of characters here */
            (void)kb_utf8_next(folded, &at);
            (void)kb_utf8_next(word, &bytes);
        }
        if (bytes == 0 || bytes >= word.len) break;
        status = add_token(f, *behind, *behind + bytes, KB_TOKEN_WORD);
        *behind += bytes;
    }
    return status;
}

/* A word that links or reports and has lost the space before a capital, as links in pages do: "dilansirKBP", "diLiga". */
static bool split_at_capital(const finding *f, size_t begin, size_t end, size_t *cut)
{
    enum { CAPITAL_LETTERS_MIN = 5 };
    const uint64_t links = KB_CLASS_BIT(PREPOSITION) | KB_CLASS_BIT(CONJUNCTION) | KB_CLASS_BIT(COMPLEMENTIZER) |
                           KB_CLASS_BIT(CARRIER) | KB_CLASS_BIT(CUE) | KB_CLASS_BIT(CUE_FRAME);
    kb_str folded;
    size_t i = begin, next;
    if (!f->lang) return false;
    bool capital = u_isupper(char_at(f->s, begin, &i));
    for (; i < end; i = next)
        if (u_isupper(char_at(f->s, i, &next))) break;
    if (i == end || i - begin < (capital ? CAPITAL_LETTERS_MIN : 2)) return false;
    if (kb_fold(kb_str_part(f->s, kb_span_of(begin, i)), true, f->arena, &folded, NULL) != KB_OK) return false;
    const kb_word *word = kb_lang_first(f->lang, folded);
    *cut = i;
    return word && (word->single & links);
}

static kb_status split_word(finding *f, size_t begin, size_t end)
{
    size_t cut;
    kb_status status = add_prefixes(f, begin, end, &begin);
    if (status == KB_OK && split_at_capital(f, begin, end, &cut)) {
        status = add_token(f, begin, cut, KB_TOKEN_WORD);
        begin = cut;
    }
    while (status == KB_OK && split_at_stop(f->s, begin, end, &cut)) {
        status = add_token(f, begin, cut, KB_TOKEN_WORD);
        if (status == KB_OK) status = add_token(f, cut, cut + 1, KB_TOKEN_MARK);
        begin = cut + 1;
    }
    if (status != KB_OK) return status;
    if (!split_at_number(f, begin, end, &cut)) return add_token(f, begin, end, KB_TOKEN_WORD);
    bool number_first = ascii_digit(f->s.at[begin]);
    status = add_token(f, begin, cut, number_first ? KB_TOKEN_NUMBER : KB_TOKEN_WORD);
    return status == KB_OK ? add_token(f, cut, end, number_first ? KB_TOKEN_WORD : KB_TOKEN_NUMBER) : status;
}

/* Does the hyphen that was found last end a dateline whose space is lost, with a new word at `begin`: "Hulu.com, Bima-Warga",
 * and, where compounds have no hyphens, "BIMA RAYA-Warga" with a word that is nowhere else in capitals? */
static bool ends_dateline(const finding *f, size_t begin)
{
    enum { TOKENS_MAX = 8, PARAGRAPHS = 3, LETTERS_MIN = 5 };
    const kb_token *last = &f->out->at[f->out->count - 2], *first = last;
    bool capitals = true;
    if (f->paragraph > PARAGRAPHS || !u_isupper(char_at(f->s, begin, NULL))) return false;
    for (size_t n = 0;; n++, first--) {
        if (n == TOKENS_MAX || !kb_token_of_dateline(first)) return false;
        capitals &= first->kind == KB_TOKEN_WORD && (first->flags & KB_TOKEN_CAPITALS);
        if (first->flags & KB_TOKEN_PARAGRAPH) break;
    }
    if (kb_token_is_host(first)) return true;
    return capitals && f->compounds_plain && kb_span_len(last->span) >= LETTERS_MIN &&
           kb_str_find(f->s, kb_str_part(f->s, last->span), begin) == SIZE_MAX;
}

static kb_status add_word(finding *f, size_t begin, size_t end)
{
    kb_str written = kb_str_part(f->s, kb_span_of(begin, end));
    size_t count = f->out->count;
    known *k = find_known(f, written);
    if (k && k->whole) return add_known(f, begin, end, KB_TOKEN_WORD, k);
    kb_status status = split_word(f, begin, end);
    if (status == KB_OK && f->out->count == count + 1 && (k = find_known(f, written))) k->whole = k->kind == KB_TOKEN_WORD;
    return status;
}

/* Is the piece the end of a host whose name ends in a digit, which UAX #29 breaks: the "com" of "Hulu6.com"? */
static bool ends_host(const finding *f, const kb_token *first, size_t begin, size_t end)
{
    static const char *const domains[] = { "com", "co", "net", "org", "id", "info", "tv", NULL };
    kb_str piece = { f->s.at + begin, end - begin };
    if (first->kind != KB_TOKEN_WORD || !ascii_digit(f->s.at[first->span.end - 1])) return false;
    for (const char *const *d = domains; *d; d++)
        if (kb_str_is(piece, *d)) return true;
    return false;
}

/* "masalah-masalah" is one word: joins the new word to the token before last where a bare hyphen lies between. */
static bool join_word(finding *f, size_t begin, size_t end)
{
    kb_tokens *out = f->out;
    if (out->count < 2 || begin != f->end) return false;
    kb_token *mark = &out->at[out->count - 1], *first = &out->at[out->count - 2];
    if (first->kind != KB_TOKEN_WORD || mark->kind != KB_TOKEN_MARK || first->span.end != mark->span.begin)
        return false;
    bool hyphen = kb_str_is(mark->folded, "-") && !ends_dateline(f, begin);
    if (!hyphen && !(kb_str_is(mark->folded, ".") && ends_host(f, first, begin, end))) return false;
    uint32_t flags = first->flags & (KB_TOKEN_SPACED | KB_TOKEN_PARAGRAPH);
    kb_span span = kb_span_of(first->span.begin, end);
    kb_str written = kb_str_part(f->s, span);
    kb_token joined;
    if (make_token(f, written, KB_TOKEN_WORD, find_known(f, written), &joined) != KB_OK) return false;
    joined.span = span;
    joined.paragraph = first->paragraph;
    joined.flags |= flags;
    *first = joined;
    out->count--;
    f->end = end;
    return true;
}

static kb_status add_marks(finding *f, size_t begin, size_t end)
{
    while (begin < end) {
        size_t next;
        UChar32 c = char_at(f->s, begin, &next);
        if (!u_isUWhiteSpace(c) && u_charType(c) != U_CONTROL_CHAR && u_charType(c) != U_FORMAT_CHAR) {
            kb_status status = add_token(f, begin, next, KB_TOKEN_MARK);
            if (status != KB_OK) return status;
        }
        begin = next;
    }
    return KB_OK;
}

static kb_status add_piece(finding *f, kb_piece piece)
{
    size_t begin = piece.span.begin, end = piece.span.end;
    bool digits = ascii_digit(f->s.at[begin]);
    if (piece.kind == KB_PIECE_BETWEEN) return add_marks(f, begin, end);
    if (piece.kind == KB_PIECE_NUMBER) {   /* numbers, and mixtures that begin with a digit */
        digits |= u_isdigit(char_at(f->s, begin, NULL));
        for (size_t i = begin; i < end && digits;) digits = is_digit(char_at(f->s, i, &i));
        return digits ? add_token(f, begin, end, KB_TOKEN_NUMBER) : add_word(f, begin, end);
    }
    if (join_word(f, begin, end)) return KB_OK;
    return add_word(f, begin, end);
}

kb_status kb_tokens_find(kb_text *text, kb_str s, const kb_lang *lang, kb_arena *arena, kb_tokens *out, kb_err *err)
{
    kb_status status = KB_OK;
    finding f = { .s = s, .lang = lang, .arena = arena, .out = out, .err = err };
    f.prefixes = lang && kb_lang_has_prefixes(lang);
    f.compounds_plain = lang && kb_str_is(kb_lang_about(lang, "noun"), "first");
    f.ordinal_stop = lang && kb_str_is(kb_lang_about(lang, "ordinal"), "stop");

    *out = (kb_tokens){ NULL, 0 };
    if (s.len > INT32_MAX) return kb_fail(err, KB_ERR_LIMIT, "a text of %zu bytes is too long", s.len);
    kb_pieces_begin(text->pieces, s);
    for (bool found = true; status == KB_OK && found;) {
        kb_piece piece;
        status = kb_pieces_next(text->pieces, &piece, &found, err);
        if (status == KB_OK && found) status = add_piece(&f, piece);
    }
    return status;
}

size_t kb_tokens_at(const kb_tokens *tokens, size_t offset)
{
    size_t low = 0, high = tokens->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->at[middle].span.end <= offset) low = middle + 1;
        else high = middle;
    }
    return low;
}

static bool form_matches(const kb_tokens *tokens, size_t at, const kb_word *word)
{
    if (word->count > tokens->count - at) return false;
    for (uint32_t i = 1; i < word->count; i++) {
        const kb_token *token = &tokens->at[at + i];
        if (token->paragraph != tokens->at[at].paragraph) return false;
        if (!kb_str_equal(token->folded, word->words[i]) && !kb_str_equal(token->base, word->words[i])) return false;
    }
    return true;
}

/* May a form of several words begin at token `at`? By the next one's begin, which its base shares. */
static bool may_go_on(const kb_tokens *tokens, size_t at)
{
    if (at + 1 >= tokens->count) return false;
    return tokens->at[at].words->seconds & kb_word_bit(tokens->at[at + 1].folded);
}

const kb_word *kb_token_form(const kb_tokens *tokens, size_t at, kb_word_class c, size_t *count)
{
    const kb_word *words = tokens->at[at].words;
    if (!words) return NULL;
    for (const kb_word *w = may_go_on(tokens, at) ? words : words->singles; w; w = w->next)
        if (w->class_of == c && form_matches(tokens, at, w)) {
            if (count) *count = w->count;
            return w;
        }
    return NULL;
}
