#include "text/token.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

/* Marks are short; their bytes are compared as text. */
static bool is_one_of(const kb_token *token, const char *const *marks)
{
    if (token->kind != KB_TOKEN_MARK || token->folded.len == 0) return false;
    for (; *marks; marks++)
        if (**marks == token->folded.at[0] && kb_str_is(token->folded, *marks)) return true;
    return false;
}

static bool is_terminator(const kb_token *token)
{
    static const char *const marks[] = { ".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", NULL };
    return is_one_of(token, marks);
}

static bool is_closer(const kb_token *token)
{
    static const char *const marks[] = { "\"", "'", "”", "’", "»", "›", ")", "]", "」", "』", "“", NULL };
    return !(token->flags & KB_TOKEN_SPACED) && is_one_of(token, marks);
}

/* Does the full stop at `at` belong to an abbreviation or an initial? */
static bool is_abbreviated(kb_str s, const kb_tokens *tokens, size_t at)
{
    if (at == 0 || !kb_token_mark(s, &tokens->at[at], ".")) return false;
    const kb_token *before = &tokens->at[at - 1];
    if (before->kind != KB_TOKEN_WORD || before->span.end != tokens->at[at].span.begin) return false;
    if (kb_token_is(before, KB_WORD_ABBREVIATION)) return true;
    bool initial = (before->flags & KB_TOKEN_CAPITAL) && kb_span_len(before->span) == 1;
    return initial && !(before->flags & KB_TOKEN_SENTENCE);
}

/* Is the full stop that of an ordinal: behind a short number, with a noun behind it ("3. Mai", "der 12. Kongress")? */
static bool is_ordinal(kb_str s, const kb_tokens *tokens, size_t at)
{
    if (at == 0 || at + 1 >= tokens->count || !kb_token_mark(s, &tokens->at[at], ".")) return false;
    const kb_token *number = &tokens->at[at - 1], *noun = &tokens->at[at + 1];
    if (!(number->flags & KB_TOKEN_ORDINAL) || noun->kind != KB_TOKEN_WORD) return false;
    return !kb_token_is(noun, KB_WORD_DETERMINER) && !kb_token_is(noun, KB_WORD_PRONOUN) &&
           !kb_token_is(noun, KB_WORD_PREPOSITION) && !kb_token_is(noun, KB_WORD_CONJUNCTION);
}

/* Can a sentence begin with this token, after a terminator? */
static bool can_begin(const kb_token *token)
{
    size_t first = 0;
    if (token->kind != KB_TOKEN_WORD || (token->flags & KB_TOKEN_CAPITAL)) return true;
    return !u_islower((UChar32)kb_utf8_next(token->folded, &first)); /* scripts without case */
}

/* The first token of the next sentence, when one ends at the terminator `at`; 0 when none does. */
static size_t end_of_sentence(kb_str s, const kb_tokens *tokens, size_t at)
{
    size_t next = at + 1;
    while (next < tokens->count && !(tokens->at[next].flags & KB_TOKEN_PARAGRAPH) &&
           (is_closer(&tokens->at[next]) ||
            (is_terminator(&tokens->at[next]) && !(tokens->at[next].flags & KB_TOKEN_SPACED))))
        next++;
    if (next >= tokens->count || (tokens->at[next].flags & KB_TOKEN_PARAGRAPH)) return next;
    if (!can_begin(&tokens->at[next])) return 0;
    if (next == at + 1 && (is_abbreviated(s, tokens, at) || is_ordinal(s, tokens, at))) return 0;
    bool spaced = tokens->at[next].flags & KB_TOKEN_SPACED;
    bool glued = tokens->at[next].kind == KB_TOKEN_WORD && at > 0 && tokens->at[at - 1].kind == KB_TOKEN_WORD &&
                 kb_span_len(tokens->at[at - 1].span) > 1;
    return spaced || glued ? next : 0;
}

/* Does the quoted span fill its paragraph, so that breaks inside it are breaks of the paragraph? */
static bool fills_paragraph(const kb_tokens *tokens, kb_span quoted)
{
    size_t first = kb_tokens_at(tokens, quoted.begin), behind = kb_tokens_at(tokens, quoted.end);
    if (first >= tokens->count) return true;
    bool begins = tokens->at[first].flags & KB_TOKEN_PARAGRAPH;
    while (behind < tokens->count && !(tokens->at[behind].flags & KB_TOKEN_PARAGRAPH) &&
           is_terminator(&tokens->at[behind]))
        behind++;
    return begins && (behind >= tokens->count || (tokens->at[behind].flags & KB_TOKEN_PARAGRAPH));
}

bool kb_token_is_host(const kb_token *token)
{
    size_t dot = kb_str_find(token->folded, KB_STR("."), 1);
    return token->kind == KB_TOKEN_WORD && dot != SIZE_MAX && dot + 2 < token->folded.len;
}

bool kb_token_of_dateline(const kb_token *token)
{
    static const char *const marks[] = { ",", ".", "/", "(", ")", "|", NULL };
    if (token->kind == KB_TOKEN_MARK) return is_one_of(token, marks);
    return token->kind == KB_TOKEN_NUMBER || (token->flags & KB_TOKEN_CAPITAL);
}

static bool is_dash(const kb_token *token)
{
    static const char *const marks[] = { "-", "–", "—", "―", NULL };
    return is_one_of(token, marks);
}

/* The token behind the dateline that begins at `first`; 0 when none does. */
static size_t end_of_dateline(const kb_tokens *tokens, size_t first)
{
    enum { TOKENS_MAX = 14 };
    size_t dash = first + 1;
    if (!(tokens->at[first].flags & KB_TOKEN_CAPITALS) && !kb_token_is_host(&tokens->at[first])) return 0;
    while (dash < tokens->count && dash < first + TOKENS_MAX && !(tokens->at[dash].flags & KB_TOKEN_PARAGRAPH) &&
           kb_token_of_dateline(&tokens->at[dash]))
        dash++;
    size_t next = dash;
    while (next < tokens->count && !(tokens->at[next].flags & KB_TOKEN_PARAGRAPH) && is_dash(&tokens->at[next])) next++;
    if (next == dash || next >= tokens->count || (tokens->at[next].flags & KB_TOKEN_PARAGRAPH)) return 0;
    return tokens->at[next].kind != KB_TOKEN_WORD || (tokens->at[next].flags & KB_TOKEN_CAPITAL) ? next : 0;
}

kb_status kb_sentences_find(kb_str s, kb_tokens *tokens, const kb_span *quoted, size_t quoted_count, kb_arena *arena,
                            kb_sentences *out, kb_err *err)
{
    size_t begin_next = 0, q = 0; /* begin_next: where a new sentence begins; q: the quote at or behind this place */
    bool whole = false;
    size_t judged = SIZE_MAX; /* the quote for which `whole` holds */

    *out = (kb_sentences){ NULL, 0 };
    for (size_t i = 0; i < tokens->count; i++) {
        kb_token *token = &tokens->at[i];
        token->flags &= ~(uint32_t)KB_TOKEN_SENTENCE;
        if (i == begin_next || (token->flags & KB_TOKEN_PARAGRAPH)) {
            kb_sentence *sentence = KB_ADD(arena, out, kb_sentence);
            if (!sentence) return kb_arena_fail(arena, err);
            *sentence = (kb_sentence){ .span = token->span, .first = (uint32_t)i, .paragraph = token->paragraph };
            token->flags |= KB_TOKEN_SENTENCE;
            size_t behind = end_of_dateline(tokens, i);
            sentence->dateline = behind > 0;
            if (behind) begin_next = behind;
        }
        kb_sentence *now = &out->at[out->count - 1];
        now->count++;
        now->span.end = token->span.end;
        token->sentence = (uint32_t)(out->count - 1);
        if (i < begin_next || !is_terminator(token)) continue; /* closing marks of the sentence that ends */
        size_t next = end_of_sentence(s, tokens, i);
        if (!next) continue;
        while (q < quoted_count && quoted[q].end <= token->span.end) q++;
        bool inside = q < quoted_count && quoted[q].begin < token->span.begin && next < tokens->count &&
                      tokens->at[next].span.begin < quoted[q].end;
        if (inside && judged != q) {
            whole = fills_paragraph(tokens, quoted[q]);
            judged = q;
        }
        if (!inside || whole) begin_next = next;
    }
    return KB_OK;
}
