#include "read/rule.h"

#include <stdlib.h>

#include "read/parse.h"
#include "read/sanitize.h"
#include "text/fold.h"
#include "text/pattern.h"

#define RULES_BYTES_MAX ((size_t)1 << 20)
#define ITEM_BYTES_MAX ((size_t)64 << 20)

typedef enum { FIELD_ANY, FIELD_TITLE, FIELD_TEXT, FIELD_URL, FIELD_AUTHOR, FIELD_TAG, FIELDS } rule_field;

static const char *const field_names[FIELDS] = { "", "title", "text", "url", "author", "tag" };

typedef struct {
    bool keeps;
    rule_field field;
    kb_str words;        /* folded; of a rule without a pattern */
    kb_pattern *pattern; /* NULL: words */
} rule;

struct kb_rules {
    kb_arena *arena;
    struct {
        rule *at;
        size_t count;
    } list;
    bool any_keeps;
};

/* ---- reading them ---- */

static bool take(kb_str *line, const char *word)
{
    kb_str w = kb_str_of(word);
    if (!kb_str_starts(*line, w)) return false;
    *line = kb_str_part(*line, kb_span_of(w.len, line->len));
    return true;
}

/* "title:" before the rest; what stands before another colon is no field but a word. */
static rule_field take_field(kb_str *line)
{
    size_t colon = kb_str_find(*line, KB_STR(":"), 0);
    kb_str name = kb_str_part(*line, kb_span_of(0, colon == SIZE_MAX ? 0 : colon));
    for (int i = FIELD_TITLE; i < FIELDS; i++) {
        if (!kb_str_is(name, field_names[i])) continue;
        *line = kb_str_trim(kb_str_part(*line, kb_span_of(colon + 1, line->len)));
        return (rule_field)i;
    }
    return FIELD_ANY;
}

static kb_status read_line(kb_rules *rules, kb_str line, kb_err *err)
{
    rule r = { .keeps = take(&line, "keep ") };
    if (!r.keeps && !take(&line, "block ")) return kb_fail(err, KB_ERR_FORMAT, "a rule is 'keep ...' or 'block ...'");
    if (rules->list.count == KB_RULES_MAX) return kb_fail(err, KB_ERR_LIMIT, "more than %d rules", KB_RULES_MAX);
    line = kb_str_trim(line);
    r.field = take_field(&line);
    if (line.len == 0) return kb_fail(err, KB_ERR_FORMAT, "no words");
    bool regex = line.len > 2 && line.at[0] == '/' && line.at[line.len - 1] == '/';
    kb_status status = regex ? kb_pattern_open(kb_str_part(line, kb_span_of(1, line.len - 1)), &r.pattern, err)
                             : kb_fold(line, false, rules->arena, &r.words, err);
    if (status != KB_OK) return status;
    rule *kept = kb_arena_copy(rules->arena, r.words, &r.words) ? KB_ADD(rules->arena, &rules->list, rule) : NULL;
    if (!kept) {
        kb_pattern_close(r.pattern);
        return kb_arena_fail(rules->arena, err);
    }
    *kept = r;
    rules->any_keeps |= r.keeps;
    return KB_OK;
}

kb_status kb_rules_open(kb_str lines, kb_rules **out, kb_err *err)
{
    kb_str line;
    kb_rules *rules = calloc(1, sizeof *rules);
    *out = NULL;
    if (rules) rules->arena = kb_arena_new(RULES_BYTES_MAX);
    kb_status status = rules && rules->arena ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    while (status == KB_OK && lines.len && kb_str_next(&lines, '\n', &line)) {
        line = kb_str_trim(line);
        if (line.len == 0) continue;
        status = read_line(rules, line, err);
        if (status != KB_OK) (void)kb_context(err, status, "'%.*s'", KB_STR_ARGS(line));
    }
    if (status == KB_OK)
        *out = rules;
    else
        kb_rules_close(rules);
    return status;
}

void kb_rules_close(kb_rules *rules)
{
    if (!rules) return;
    for (size_t i = 0; i < rules->list.count; i++) kb_pattern_close(rules->list.at[i].pattern);
    kb_arena_free(rules->arena);
    free(rules);
}

/* ---- asking them ---- */

typedef struct {
    kb_str plain[FIELDS];  /* FIELD_ANY: all of them, a line each */
    kb_str folded[FIELDS]; /* the same without case and accents; made when it is asked for */
    bool has[FIELDS];
} entry_words;

static kb_status plain_text(const kb_feed_item *item, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_page page;
    kb_buf text = { 0 };
    *out = item->content_text.len ? item->content_text : item->summary;
    if (item->content_html.len == 0) return KB_OK;
    kb_status status = kb_page_parse(item->content_html, arena, &page, err);
    if (status != KB_OK) return status == KB_ERR_MEMORY ? status : KB_OK; /* nested too deep: its summary counts */
    kb_sanitize_text(&page, 0, &text);
    bool kept = !text.failed && kb_arena_copy(arena, kb_buf_str(&text), out);
    kb_buf_clear(&text);
    return kept ? KB_OK : kb_arena_fail(arena, err);
}

static kb_status collect(const kb_feed_item *item, kb_arena *arena, entry_words *w, kb_err *err)
{
    kb_buf tags = { 0 }, authors = { 0 };
    for (size_t i = 0; i < item->tags.count; i++) kb_buf_print(&tags, "%.*s\n", KB_STR_ARGS(item->tags.at[i]));
    for (size_t i = 0; i < item->authors.count; i++)
        kb_buf_print(&authors, "%.*s\n", KB_STR_ARGS(item->authors.at[i].name));
    bool kept = !tags.failed && !authors.failed && kb_arena_copy(arena, kb_buf_str(&tags), &w->plain[FIELD_TAG]) &&
                kb_arena_copy(arena, kb_buf_str(&authors), &w->plain[FIELD_AUTHOR]);
    kb_buf_clear(&tags);
    kb_buf_clear(&authors);
    w->plain[FIELD_TITLE] = item->title;
    w->plain[FIELD_URL] = item->url;
    kb_status status = kept ? plain_text(item, arena, &w->plain[FIELD_TEXT], err) : kb_arena_fail(arena, err);
    if (status != KB_OK) return status;
    kept = kb_arena_print(arena, &w->plain[FIELD_ANY], "%.*s\n%.*s\n%.*s\n%.*s\n%.*s", KB_STR_ARGS(item->title),
                          KB_STR_ARGS(w->plain[FIELD_TEXT]), KB_STR_ARGS(item->url),
                          KB_STR_ARGS(w->plain[FIELD_AUTHOR]), KB_STR_ARGS(w->plain[FIELD_TAG]));
    return kept ? KB_OK : kb_arena_fail(arena, err);
}

static bool is_word_char(kb_str s, size_t at)
{
    if (at >= s.len) return false;
    char c = s.at[at];
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Stands the word in `text`, not within another? Where a script puts no spaces between words, it may stand anywhere. */
static bool has_word(kb_str text, kb_str word)
{
    bool begins = word.len > 1 && word.at[word.len - 1] == '*';
    if (begins) word.len--;
    for (size_t at = 0; (at = kb_str_find(text, word, at)) != SIZE_MAX; at++) {
        bool first = at == 0 || !is_word_char(text, at - 1) || !is_word_char(word, 0);
        bool last = begins || !is_word_char(text, at + word.len) || !is_word_char(word, word.len - 1);
        if (first && last) return true;
    }
    return false;
}

static bool has_words(kb_str text, kb_str words)
{
    kb_str word;
    while (words.len && kb_str_next(&words, ' ', &word))
        if (word.len && !has_word(text, word)) return false;
    return true;
}

static kb_status fits(const rule *r, entry_words *w, kb_arena *arena, bool *out, kb_err *err)
{
    if (r->pattern) {
        *out = kb_pattern_match(r->pattern, w->plain[r->field]);
        return KB_OK;
    }
    kb_status status = w->has[r->field] ? KB_OK : kb_fold(w->plain[r->field], false, arena, &w->folded[r->field], err);
    w->has[r->field] = status == KB_OK;
    *out = status == KB_OK && has_words(w->folded[r->field], r->words);
    return status;
}

kb_status kb_rules_want(const kb_rules *rules, const kb_feed_item *item, bool *wanted, kb_err *err)
{
    entry_words words = { 0 };
    bool fit = false;
    *wanted = !rules->any_keeps;
    if (rules->list.count == 0) return KB_OK;
    kb_arena *arena = kb_arena_new(ITEM_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = collect(item, arena, &words, err);
    for (size_t i = 0; i < rules->list.count && status == KB_OK; i++) {
        const rule *r = &rules->list.at[i];
        status = fits(r, &words, arena, &fit, err);
        if (!fit) continue;
        *wanted = r->keeps;
        if (!r->keeps) break;
    }
    kb_arena_free(arena);
    return status;
}
