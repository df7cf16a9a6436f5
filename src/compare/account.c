#include "compare/account.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"

#define CLAUSE_WORDS_MIN 3 /* a shorter part between marks belongs to the clause before it */

#define KEY_LETTERS_MIN 5 /* of how a word begins, to be likely the same word in two languages */

#define SENTENCES_MIN 6.0 /* reports of few sentences: as if they had so many */
#define SAYINGS_MORE 20   /* that have none of the terms: of few sayings no term is common by chance */
#define WEIGHT_MIN 0.1

/* ---- terms ---- */

/* The number of the term with this key, made when it is new; counts the sentence. */
static kb_status term_of(kb_accounts *all, kb_str key, uint32_t sentence, uint32_t *out, kb_err *err)
{
    uint32_t number = (uint32_t)(uintptr_t)kb_map_find(all->numbers, key);
    if (!number) {
        kb_str kept;
        number = (uint32_t)all->terms.count;
        if (!kb_arena_copy(all->arena, key, &kept)) return kb_arena_fail(all->arena, err);
        if (!KB_ADD(all->arena, &all->terms, kb_term)) return kb_arena_fail(all->arena, err);
        if (!kb_map_set(all->numbers, kept, (void *)(uintptr_t)number))
            return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    kb_term *term = &all->terms.at[number];
    if (term->last != sentence + 1) {
        term->last = sentence + 1;
        term->sentences++;
    }
    if (term->last_report != all->count + 1) {
        term->last_report = (uint32_t)all->count + 1;
        term->reports++;
    }
    *out = number;
    return KB_OK;
}

static kb_status term_print(kb_accounts *all, uint32_t sentence, uint32_t *out, kb_err *err, const char *format, ...)
    KB_PRINTF(5, 6);

static kb_status term_print(kb_accounts *all, uint32_t sentence, uint32_t *out, kb_err *err, const char *format, ...)
{
    char key[160];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(key, sizeof key, format, args);
    va_end(args);
    size_t room = len < 0 ? 0 : (size_t)len < sizeof key ? (size_t)len : sizeof key - 1;
    return term_of(all, (kb_str){ key, room }, sentence, out, err);
}

/* A verb of saying as such; one that warns or demands tells what is done. */
static bool says(const kb_token *token)
{
    for (const kb_word *w = token->words; w; w = w->next)
        if (w->class_of == KB_WORD_CUE && w->count == 1 && kb_str_is(w->value, "say")) return true;
    return false;
}

/* Words that tell nothing of what a sentence is about. */
static bool is_function_word(const kb_token *token)
{
    static const kb_word_class classes[] = { KB_WORD_STOP,           KB_WORD_PRONOUN,     KB_WORD_DETERMINER,
                                             KB_WORD_CONJUNCTION,    KB_WORD_PREPOSITION, KB_WORD_AUXILIARY,
                                             KB_WORD_COMPLEMENTIZER, KB_WORD_CUE_FRAME,   KB_WORD_CUE_THIRD,
                                             KB_WORD_ADVERB };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (kb_token_is(token, classes[i])) return true;
    return says(token);
}

/* Offices and groups: who, not what. */
static bool is_of_people(const kb_token *token)
{
    return kb_token_is(token, KB_WORD_TITLE) || kb_token_is(token, KB_WORD_ROLE) ||
           kb_token_is(token, KB_WORD_ORGANISATION);
}

static const kb_word *concept_class(const kb_word *word, kb_word_class c)
{
    for (; word; word = word->next)
        if (word->class_of == c && word->count == 1 && word->value.len) return word;
    return NULL;
}

/* The concept that begins at a token, by its form or by its stem. *count: its tokens. */
static kb_str concept_at(const kb_claims *claims, size_t at, kb_str stem, size_t *count)
{
    static const kb_word_class classes[] = { KB_WORD_SAME, KB_WORD_COUNTED };
    *count = 1;
    for (size_t i = 0; i < 2; i++) {
        const kb_word *word = kb_token_match(&claims->tokens, at, classes[i], count);
        if (word && word->value.len) return word->value;
    }
    *count = 1;
    for (size_t i = 0; i < 2; i++) {
        const kb_word *word = claims->lang ? concept_class(kb_lang_first(claims->lang, stem), classes[i]) : NULL;
        if (word) return word->value;
    }
    return (kb_str){ 0 };
}

/* What the words of one report are made to terms with. */
typedef struct {
    kb_accounts *all;
    kb_account *account;
    struct kb_stemmer *stemmer;
    uint32_t first_sentence; /* of this report among those of all */
    bool *taken;             /* by token: has its terms already */
} term_maker;

static uint32_t sentence_of(const term_maker *m, size_t token)
{
    return m->first_sentence + m->account->claims->tokens.at[token].sentence;
}

static kb_status take_dates(term_maker *m, kb_err *err)
{
    const kb_claims *claims = m->account->claims;
    int64_t zone = (int64_t)m->account->doc->published.offset * 60;
    for (size_t i = 0; i < claims->dates.count; i++) {
        const kb_date *date = &claims->dates.at[i];
        if (date->from == INT64_MIN || date->token >= claims->tokens.count) continue;
        int64_t day = (date->from + zone) / 86400;
        kb_word_terms *words = &m->account->words[date->token];
        kb_status status = date->to - date->from > 2 * 86400
                               ? term_print(m->all, sentence_of(m, date->token), &words->first, err,
                                            "@%" PRId64 "-%" PRId64, date->from, date->to)
                               : term_print(m->all, sentence_of(m, date->token), &words->first, err, "@%" PRId64, day);
        if (status != KB_OK) return status;
        words->neutral = words->bare = true;
        for (size_t t = date->token; t < date->token + date->tokens && t < claims->tokens.count; t++)
            m->taken[t] = true;
    }
    return KB_OK;
}

static kb_status take_figures(term_maker *m, kb_err *err)
{
    const kb_claims *claims = m->account->claims;
    for (size_t i = 0; i < claims->figures.count; i++) {
        const kb_figure *figure = &claims->figures.at[i];
        double value = isfinite(figure->low) ? figure->low : figure->high;
        size_t t = kb_tokens_at(&claims->tokens, figure->number.begin);
        if (t >= claims->tokens.count || m->taken[t] || !isfinite(value)) continue;
        kb_word_terms *words = &m->account->words[t];
        kb_status status = term_print(m->all, sentence_of(m, t), &words->first, err, "#%.6g %.*s %.*s", value,
                                      KB_STR_ARGS(figure->unit), KB_STR_ARGS(figure->concept));
        if (status != KB_OK) return status;
        words->neutral = words->bare = true;
        for (; t < claims->tokens.count && claims->tokens.at[t].span.begin < figure->number.end; t++)
            m->taken[t] = true;
    }
    return KB_OK;
}

static kb_status name_term(term_maker *m, size_t at, kb_str *folded, kb_err *err)
{
    kb_str base = m->account->claims->tokens.at[at].base;
    kb_status status = kb_fold(base, false, m->all->arena, folded, err);
    if (status != KB_OK) return status;
    m->account->words[at].neutral = true;
    m->account->words[at].bare = m->account->words[at].name = true;
    return term_of(m->all, *folded, sentence_of(m, at), &m->account->words[at].first, err);
}

static void leave_out(term_maker *m, const kb_spans *spans)
{
    const kb_tokens *tokens = &m->account->claims->tokens;
    for (size_t i = 0; i < spans->count; i++)
        for (size_t t = kb_tokens_at(tokens, spans->at[i].begin);
             t < tokens->count && tokens->at[t].span.begin < spans->at[i].end; t++)
            m->taken[t] = true;
}

/* Who says it and by whom it came is no part of what is said. */
static void leave_out_sources(term_maker *m)
{
    const kb_statements *statements = &m->account->claims->statements;
    for (size_t i = 0; i < statements->count; i++) {
        leave_out(m, &statements->at[i].source);
        leave_out(m, &statements->at[i].cue);
        leave_out(m, &statements->at[i].carrier_spans);
    }
}

/* What of a word is the same in other languages, where the reports are of several. */
static kb_status take_english(term_maker *m, size_t t, kb_err *err)
{
    const kb_pivot_word *word;
    kb_word_terms *words = &m->account->words[t];
    if (!m->all->pivot) return KB_OK;
    kb_status status =
        kb_pivot_find(m->all->pivot, m->account->doc->lang, m->account->claims->tokens.at[t].base, &word, err);
    size_t count = 0;
    for (; status == KB_OK && count < word->english.count && count < KB_WORD_ENGLISH; count++)
        status = term_print(m->all, sentence_of(m, t), &words->english[count], err, "~%.*s",
                            KB_STR_ARGS(word->english.stems[count]));
    const struct {
        char mark; /* a name meets no word */
        kb_str key;
    } more[] = { { 'r', word->region }, { words->name ? 'n' : 'k', word->key }, { 'b', word->bones } };
    for (size_t i = 0; m->all->sayings && i < sizeof more / sizeof *more && count < KB_WORD_ENGLISH && status == KB_OK;
         i++) {
        bool tells = more[i].mark == 'b' ? words->name : more[i].mark == 'r' || more[i].key.len >= KEY_LETTERS_MIN;
        if (tells && more[i].key.len)
            status = term_print(m->all, sentence_of(m, t), &words->english[count++], err, "^%c%.*s", more[i].mark,
                                KB_STR_ARGS(more[i].key));
    }
    return status;
}

static kb_status take_names(term_maker *m, kb_err *err)
{
    const kb_claims *claims = m->account->claims;
    for (size_t i = 0; i < claims->mentions.count; i++) {
        kb_span bare = claims->mentions.at[i].bare;
        for (size_t t = kb_tokens_at(&claims->tokens, bare.begin);
             t < claims->tokens.count && claims->tokens.at[t].span.begin < bare.end; t++) {
            const kb_token *token = &claims->tokens.at[t];
            if (m->taken[t] || token->kind != KB_TOKEN_WORD || is_function_word(token)) continue;
            kb_str folded, stem;
            kb_status status = name_term(m, t, &folded, err);
            if (status == KB_OK) status = kb_stem(m->stemmer, m->account->doc->lang, folded, &stem, err);
            /* A capitalised common word may have been taken for a name: its stem lets it meet the small one. */
            if (status == KB_OK && !kb_str_equal(stem, folded))
                status = term_of(m->all, stem, sentence_of(m, t), &m->account->words[t].second, err);
            if (status == KB_OK) status = take_english(m, t, err);
            if (status != KB_OK) return status;
            size_t count;
            kb_str concept = concept_at(claims, t, stem, &count);
            if (concept.len && status == KB_OK)
                status = term_print(m->all, sentence_of(m, t), &m->account->words[t].second, err, "=%.*s",
                                    KB_STR_ARGS(concept));
            if (status != KB_OK) return status;
            m->taken[t] = true;
        }
    }
    return KB_OK;
}

/* Is the token by itself a negation of its language: not, tidak, no? */
static bool negates(const kb_token *token)
{
    for (const kb_word *w = token->words; w; w = w->next)
        if (w->count == 1 &&
            (w->class_of == KB_WORD_NEGATION || (w->class_of == KB_WORD_STOP && kb_str_is(w->value, "not"))))
            return true;
    return false;
}

static kb_status take_words(term_maker *m, kb_err *err)
{
    const kb_claims *claims = m->account->claims;
    for (size_t t = 0; t < claims->tokens.count; t++) {
        const kb_token *token = &claims->tokens.at[t];
        kb_word_terms *words = &m->account->words[t];
        words->negates = negates(token);
        if (m->taken[t] || token->kind == KB_TOKEN_MARK) continue;
        size_t count;
        kb_str concept = concept_at(claims, t, token->stem, &count);
        if (is_function_word(token) && (!concept.len || count == 1)) continue;
        uint32_t *place = concept.len ? &words->second : &words->first;
        kb_status status = term_of(m->all, token->stem, sentence_of(m, t), place, err);
        if (status == KB_OK && concept.len)
            status = term_print(m->all, sentence_of(m, t), &words->first, err, "=%.*s", KB_STR_ARGS(concept));
        if (status != KB_OK) return status;
        words->neutral = concept.len > 0 || token->kind == KB_TOKEN_NUMBER;
        if (token->kind == KB_TOKEN_WORD && (status = take_english(m, t, err)) != KB_OK) return status;
        words->bare = is_of_people(token);
        for (size_t i = 1; concept.len && i < count && t + i < claims->tokens.count; i++) m->taken[t + i] = true;
    }
    return KB_OK;
}

/* ---- clauses ---- */

static bool ends_clause(kb_str text, const kb_token *token)
{
    static const char *const marks[] = { ",", ";", ":", "–", "—", "(", ")", "“", "”", "\"", "«", "»" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (kb_token_mark(text, token, marks[i])) return true;
    return kb_token_mark(text, token, "-") && (token->flags & KB_TOKEN_SPACED);
}

/* Conjunctions that begin a clause of its own. "and" and "or" mostly join words, "since" and "until" mostly stand
 * before a time, and a relative clause belongs to its noun. */
static bool begins_clause(const kb_token *token)
{
    static const char *const values[] = { "but", "because", "while", "so", "if" };
    for (const kb_word *w = token->words; w; w = w->next)
        for (size_t i = 0; w->class_of == KB_WORD_CONJUNCTION && i < sizeof values / sizeof *values; i++)
            if (w->count == 1 && kb_str_is(w->value, values[i])) return true;
    return false;
}

/* The statement in whose content a span lies; KB_NONE. */
static uint32_t statement_of(const kb_claims *claims, kb_span span)
{
    for (size_t i = 0; i < claims->statements.count; i++) {
        const kb_spans *content = &claims->statements.at[i].content;
        for (size_t j = 0; j < content->count; j++)
            if (kb_span_inside(span, content->at[j])) return (uint32_t)i;
    }
    return KB_NONE;
}

/* edge[t]: content begins at token t or ended before it. */
static bool *statement_edges(kb_arena *arena, const kb_claims *claims)
{
    bool *edge = KB_NEW(arena, bool, claims->tokens.count + 1);
    for (size_t i = 0; edge && i < claims->statements.count; i++) {
        const kb_spans *content = &claims->statements.at[i].content;
        for (size_t j = 0; j < content->count; j++) {
            edge[kb_tokens_at(&claims->tokens, content->at[j].begin)] = true;
            edge[kb_tokens_at(&claims->tokens, content->at[j].end)] = true;
        }
    }
    return edge;
}

/* Adds the tokens [first, end) as a clause, marks at its ends left out; nothing when no word is left. */
static kb_status add_clause(kb_accounts *all, kb_account *account, size_t first, size_t end, kb_err *err)
{
    const kb_tokens *tokens = &account->claims->tokens;
    while (first < end && tokens->at[first].kind == KB_TOKEN_MARK) first++;
    while (end > first && tokens->at[end - 1].kind == KB_TOKEN_MARK) end--;
    if (first == end) return KB_OK;
    struct {
        kb_clause *at;
        size_t count;
    } list = { account->clauses, account->clause_count };
    kb_clause *clause = KB_ADD(all->arena, &list, kb_clause);
    if (!clause) return kb_arena_fail(all->arena, err);
    *clause = (kb_clause){ .span = { tokens->at[first].span.begin, tokens->at[end - 1].span.end },
                           .first = (uint32_t)first,
                           .count = (uint32_t)(end - first),
                           .sentence = tokens->at[first].sentence };
    clause->statement = statement_of(account->claims, clause->span);
    account->clauses = list.at;
    account->clause_count = list.count;
    return KB_OK;
}

static kb_status split_sentence(kb_accounts *all, kb_account *account, const kb_sentence *sentence, const bool *edge,
                                kb_err *err)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t first = sentence->first, end = (size_t)sentence->first + sentence->count, content = 0;
    for (size_t t = first; t < end; t++) {
        bool cut = edge[t] && t > first;
        if (!cut && t > first && content >= CLAUSE_WORDS_MIN)
            cut = ends_clause(account->doc->text, &tokens->at[t - 1]) || begins_clause(&tokens->at[t]);
        if (cut) {
            kb_status status = add_clause(all, account, first, t, err);
            if (status != KB_OK) return status;
            first = t;
            content = 0;
        }
        content += account->words[t].first != 0;
    }
    return add_clause(all, account, first, end, err);
}

/* What a note says of the report before it was put right is not what the report says. */
static bool is_note(const kb_account *account, const kb_sentence *sentence)
{
    const kb_tokens *tokens = &account->claims->tokens;
    for (size_t t = sentence->first; t < (size_t)sentence->first + sentence->count; t++) {
        size_t count = 0;
        const kb_word *word = kb_token_match(tokens, t, KB_WORD_NOTE, &count);
        if (!word) continue;
        if (!kb_str_is(word->value, "colon")) return true;
        kb_span next = t + count < tokens->count ? tokens->at[t + count].span : kb_span_of(0, 0);
        if (t == sentence->first && kb_str_is(kb_str_part(account->doc->text, next), ":")) return true;
    }
    return false;
}

static kb_status make_clauses(kb_accounts *all, kb_account *account, kb_err *err)
{
    const kb_claims *claims = account->claims;
    bool *edge = statement_edges(all->arena, claims);
    account->clause_of = KB_NEW(all->arena, uint32_t, claims->sentences.count + 1);
    account->aside = KB_NEW(all->arena, bool, claims->sentences.count);
    account->note = KB_NEW(all->arena, bool, claims->sentences.count);
    account->title = KB_NEW(all->arena, bool, claims->sentences.count);
    account->negates = KB_NEW(all->arena, bool, claims->sentences.count);
    if (!edge || !account->clause_of || !account->aside || !account->note || !account->title || !account->negates)
        return kb_arena_fail(all->arena, err);
    for (size_t i = 0; i < claims->sentences.count; i++) {
        const kb_sentence *sentence = &claims->sentences.at[i];
        account->clause_of[i] = (uint32_t)account->clause_count;
        account->note[i] = is_note(account, sentence);
        account->aside[i] = sentence->dateline || account->note[i] || kb_document_aside(account->doc, sentence->span);
        for (size_t j = 0; j < account->doc->lines.count; j++)
            account->title[i] |= account->doc->lines.at[j].kind == KB_LINE_TITLE &&
                                 kb_span_inside(sentence->span, account->doc->lines.at[j].span);
        for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++)
            account->negates[i] |= account->words[t].negates;
        kb_status status = split_sentence(all, account, sentence, edge, err);
        if (status != KB_OK) return status;
    }
    account->clause_of[claims->sentences.count] = (uint32_t)account->clause_count;
    return KB_OK;
}

/* ---- all ---- */

/* By the language file of its language; by the language's code where there is none. */
static kb_str language_of(const kb_account *account)
{
    return account->claims->lang ? kb_lang_code(account->claims->lang) : account->doc->lang;
}

/* The first report in the language of this one, which is behind all that are made. */
static uint32_t tongue_of(const kb_accounts *all, const kb_account *account)
{
    uint32_t i = 0;
    while (i < all->count && ((all->at[i].claims->lang != NULL) != (account->claims->lang != NULL) ||
                              !kb_str_equal(language_of(&all->at[i]), language_of(account))))
        i++;
    return i;
}

static kb_status make_account(kb_comparison_tools tools, const kb_report *report, kb_accounts *all, kb_account *account,
                              kb_err *err)
{
    account->doc = report->doc;
    account->agencies = report->agencies;
    account->claims = report->claims;
    account->tongue = tongue_of(all, account);
    kb_time published = report->doc->published;
    account->published = published.precision >= KB_TIME_DAY ? published.seconds : INT64_MIN;
    size_t count = report->claims->tokens.count;
    term_maker maker = { all, account, tools.stemmer, all->sentences, KB_NEW(all->arena, bool, count) };
    account->words = KB_NEW(all->arena, kb_word_terms, count);
    if (!account->words || !maker.taken) return kb_arena_fail(all->arena, err);

    leave_out_sources(&maker);
    kb_status status = take_dates(&maker, err);
    if (status == KB_OK) status = take_figures(&maker, err);
    if (status == KB_OK) status = take_names(&maker, err);
    if (status == KB_OK) status = take_words(&maker, err);
    if (status == KB_OK) status = make_clauses(all, account, err);
    all->sentences += (uint32_t)report->claims->sentences.count;
    return status;
}

/* Who says something is no term of the report's words, but the report knows the name. */
static kb_status note_names(kb_accounts *all, kb_account *account, kb_err *err)
{
    const kb_claims *claims = account->claims;
    for (size_t i = 0; i < claims->mentions.count; i++) {
        kb_span bare = claims->mentions.at[i].bare;
        for (size_t t = kb_tokens_at(&claims->tokens, bare.begin);
             t < claims->tokens.count && claims->tokens.at[t].span.begin < bare.end; t++) {
            kb_str folded;
            kb_status status = kb_fold(claims->tokens.at[t].base, false, all->arena, &folded, err);
            if (status != KB_OK) return status;
            account->has[(uint32_t)(uintptr_t)kb_map_find(all->numbers, folded)] = true;
        }
    }
    return KB_OK;
}

static kb_status note_terms(kb_accounts *all, kb_err *err)
{
    for (size_t i = 0; i < all->count; i++) {
        kb_account *account = &all->at[i];
        account->has = KB_NEW(all->arena, bool, all->terms.count);
        if (!account->has) return kb_arena_fail(all->arena, err);
        for (size_t t = 0; t < account->claims->tokens.count; t++)
            account->has[account->words[t].first] = account->has[account->words[t].second] = true;
        kb_status status = note_names(all, account, err);
        if (status != KB_OK) return status;
        account->has[0] = false;
    }
    return KB_OK;
}

/* Once the terms have their weights. */
static kb_status list_content(kb_accounts *all, kb_account *account, kb_err *err)
{
    size_t count = account->claims->tokens.count;
    account->content = KB_NEW(all->arena, kb_content_word, count);
    account->content_of = KB_NEW(all->arena, uint32_t, count + 1);
    if (!account->content || !account->content_of) return kb_arena_fail(all->arena, err);
    uint32_t found = 0;
    for (size_t t = 0; t < count; t++) {
        const kb_word_terms *word = &account->words[t];
        account->content_of[t] = found;
        if (!word->first && !word->second) continue;
        account->content[found++] =
            (kb_content_word){ *word, kb_term_weight(all, word->first), kb_term_weight(all, word->second) };
    }
    account->content_of[count] = found;
    return KB_OK;
}

static kb_status make_sets(kb_accounts *all, kb_err *err)
{
    all->sets = KB_NEW(all->arena, kb_term_set, 2);
    for (size_t i = 0; all->sets && i < 2; i++) all->sets[i].stamp = KB_NEW(all->arena, uint32_t, all->terms.count + 1);
    bool made = all->sets && all->sets[0].stamp && all->sets[1].stamp;
    return made ? KB_OK : kb_arena_fail(all->arena, err);
}

/* By how many sentences of a report have a term; of sayings by how many of these. */
static void weigh(kb_accounts *all)
{
    double count = (double)all->count, sentences = all->count ? (double)all->sentences / count + 0.5 : 1;
    if (sentences < SENTENCES_MIN) sentences = SENTENCES_MIN;
    all->rare = all->sayings ? log(1 + SAYINGS_MORE + count) : log(sentences);
    for (size_t i = 1; i < all->terms.count; i++) {
        kb_term *term = &all->terms.at[i];
        term->weight = all->sayings ? log(1 + (SAYINGS_MORE + count) / term->reports)
                                    : log(sentences * term->reports / term->sentences);
        if (term->weight < WEIGHT_MIN) term->weight = WEIGHT_MIN;
    }
}

kb_status kb_accounts_make(kb_comparison_tools tools, const kb_report *reports, size_t count, bool sayings,
                           kb_arena *arena, kb_accounts *out, kb_err *err)
{
    *out = (kb_accounts){ .arena = arena, .numbers = kb_map_new(), .sayings = sayings };
    if (!out->numbers) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 1; i < count; i++)
        if (!kb_str_equal(reports[i].doc->lang, reports[0].doc->lang)) out->pivot = tools.pivot;
    out->at = KB_NEW(arena, kb_account, count);
    if (!out->at || !KB_ADD(arena, &out->terms, kb_term)) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        out->at[i].report = (uint32_t)i + 1;
        kb_status status = make_account(tools, &reports[i], out, &out->at[i], err);
        if (status != KB_OK) return status;
        out->count++;
    }
    kb_status status = note_terms(out, err);
    if (status != KB_OK) return status;
    if ((status = make_sets(out, err)) != KB_OK) return status;
    weigh(out);
    for (size_t i = 0; i < out->count && status == KB_OK; i++) status = list_content(out, &out->at[i], err);
    return status;
}

kb_status kb_accounts_view(const kb_accounts *accounts, kb_arena *arena, kb_accounts *out, kb_err *err)
{
    *out = *accounts;
    out->arena = arena;
    return make_sets(out, err);
}

void kb_accounts_clear(kb_accounts *accounts)
{
    kb_map_free(accounts->numbers);
    accounts->numbers = NULL;
}

bool kb_words_meet(const kb_word_terms *a, const kb_word_terms *b, bool same_lang)
{
    uint32_t x[2] = { a->first, a->second }, y[2] = { b->first, b->second };
    for (int i = 0; i < 2 && (same_lang || (a->neutral && b->neutral)); i++)
        for (int j = 0; j < 2; j++)
            if (x[i] && x[i] == y[j]) return true;
    for (int i = 0; !same_lang && i < KB_WORD_ENGLISH; i++)
        for (int j = 0; j < KB_WORD_ENGLISH; j++)
            if (a->english[i] && a->english[i] == b->english[j]) return true;
    return false;
}

uint32_t kb_clause_at(const kb_account *account, uint32_t token)
{
    if (token >= account->claims->tokens.count) return KB_CLAUSE_NONE;
    uint32_t sentence = account->claims->tokens.at[token].sentence;
    if (sentence >= account->claims->sentences.count) return KB_CLAUSE_NONE;
    for (uint32_t c = account->clause_of[sentence]; c < account->clause_of[sentence + 1]; c++)
        if (token >= account->clauses[c].first && token < account->clauses[c].first + account->clauses[c].count)
            return c;
    return KB_CLAUSE_NONE;
}
