#include "text/lang.h"

#include <stdlib.h>
#include <unicode/uversion.h>

#include "base/embedded.h"
#include "base/map.h"
#include "text/fold.h"

enum { TAIL_MIN = 4, TAIL_MAX = 24, ENDING_MAX = 12 }; /* bytes */

#define LANG_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define MEMO_BYTES_MAX ((size_t)16 * 1024 * 1024)

static const char *const class_names[] = {
#define KB_CLASS_NAME(id, name) name,
    KB_WORD_CLASSES(KB_CLASS_NAME)
#undef KB_CLASS_NAME
};

/* [about]: a few pairs, asked for again and again. */
typedef struct {
    kb_str key, value;
} about;
typedef struct {
    about *at;
    size_t count;
} abouts;

struct kb_lang {
    kb_arena *arena;
    kb_map *first; /* folded first word -> kb_word chain, longest form first */
    abouts about;
    kb_map *tails;    /* where nouns are written together: those that may end one -> kb_word chain; NULL elsewhere */
    size_t name_case; /* bytes of the longest form of [name.case]; 0 */
    uint32_t forms;   /* so many were read */
    size_t prefix;    /* bytes of the longest form of [prefix]; 0 when there is none */
    uint32_t entries;
    kb_memo *memo;
};

struct kb_langs {
    kb_lang **at; /* a place for each file compiled in; NULL until it is asked for */
    size_t count;
};

static bool find_class(kb_str name, kb_word_class *out)
{
    for (size_t i = 0; i < KB_WORD_CLASS_COUNT; i++)
        if (kb_str_is(name, class_names[i])) {
            *out = (kb_word_class)i;
            return true;
        }
    return false;
}

/* Tells the first of the chain what the form is. */
static void note(kb_word *head, const kb_word *word)
{
    uint64_t bit = (uint64_t)1 << word->class_of;
    head->classes |= bit;
    if (word->count > 1) head->seconds |= kb_word_bit(word->words[1]);
    if (word->count > 1) return;
    head->single |= bit;
    if (!head->singles) head->singles = word;
}

/* Puts the form into its chain, longer forms first, forms of one length in the file's order. */
static bool insert(kb_map *map, kb_word *word)
{
    _Static_assert(KB_WORD_CLASS_COUNT <= 64, "a bit for each class");
    kb_word *head = kb_map_find(map, word->words[0]);
    if (!head || head->count < word->count) {
        if (head) {
            word->classes = head->classes;
            word->single = head->single;
            word->seconds = head->seconds;
            word->singles = head->singles;
        }
        word->next = head;
        note(word, word);
        return kb_map_set(map, word->words[0], word);
    }
    note(head, word);
    kb_word *before = head;
    while (before->next && before->next->count >= word->count) before = (kb_word *)before->next;
    word->next = before->next;
    before->next = word;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* May the form end a compound noun? */
static bool is_tail(const kb_word *word)
{
    if (word->count > 1 || word->words[0].len < TAIL_MIN) return false;
    switch ((int)word->class_of) {
    case KB_WORD_TITLE: return !kb_str_is(word->value, "honorific");
    case KB_WORD_ROLE:
    case KB_WORD_ORGANISATION:
    case KB_WORD_PLACE: return !kb_str_is(word->value, "territory") && !kb_str_is(word->value, "before");
    case KB_WORD_MEDIUM: return !kb_str_is(word->value, "name");
    case KB_WORD_CUE_NOUN:
    case KB_WORD_COUNTED: return true;
    default: return false;
    }
}

/* Splits a folded form into words as the tokens come: a final full stop is dropped ("a.m." is the word "a.m"),
 * a final colon or comma stands alone. False when there are too many or none. */
static bool split_form(kb_str form, kb_word *word)
{
    word->count = 0;
    for (size_t i = 0; i < form.len;) {
        while (i < form.len && is_space(form.at[i])) i++;
        size_t begin = i;
        while (i < form.len && !is_space(form.at[i])) i++;
        if (i == begin) break;
        kb_str part = kb_str_part(form, kb_span_of(begin, i));
        char last = part.at[part.len - 1];
        bool mark = part.len > 1 && (last == ':' || last == ',');
        if (part.len > 1 && (last == '.' || mark)) part.len--;
        if (word->count + mark >= KB_FORM_WORDS_MAX) return false;
        word->words[word->count++] = part;
        if (mark) word->words[word->count++] = kb_str_part(form, kb_span_of(i - 1, i));
    }
    return word->count > 0;
}

static kb_status add_entry(kb_lang *lang, kb_word_class class_of, kb_str forms, kb_str values, kb_err *err)
{
    kb_str value = { NULL, 0 }, form, lemma = { NULL, 0 };
    size_t end = 0;
    while (end < values.len && !is_space(values.at[end])) end++;
    value = kb_str_part(values, kb_span_of(0, end));
    kb_str rest = kb_str_trim(kb_str_part(values, kb_span_of(end, values.len)));

    while (kb_str_next(&forms, '|', &form)) {
        kb_str folded;
        /* keys of names have no accents, in which й is one */
        kb_status status = kb_fold(kb_str_trim(form), class_of != KB_WORD_NAME_CASE, lang->arena, &folded, err);
        if (status != KB_OK) return status;
        kb_word *word = KB_NEW(lang->arena, kb_word, 1);
        if (!word) return kb_arena_fail(lang->arena, err);
        if (!split_form(folded, word))
            return kb_fail(err, KB_ERR_FORMAT, "a form needs one to %d words, not \"%.*s\"", KB_FORM_WORDS_MAX,
                           KB_STR_ARGS(form));
        if (!lemma.at) lemma = folded;
        word->class_of = class_of;
        word->entry = lang->entries;
        word->value = value;
        word->rest = rest;
        word->lemma = lemma;
        word->order = ++lang->forms;
        if (class_of == KB_WORD_NAME_CASE && word->words[0].len > lang->name_case) lang->name_case = word->words[0].len;
        if (!insert(lang->first, word)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        if (class_of == KB_WORD_PREFIX && word->words[0].len > lang->prefix) lang->prefix = word->words[0].len;
        if (!lang->tails || !is_tail(word)) continue;
        kb_word *tail = KB_NEW(lang->arena, kb_word, 1);
        if (!tail) return kb_arena_fail(lang->arena, err);
        *tail = *word;
        tail->next = tail->singles = NULL;
        tail->classes = tail->single = tail->seconds = 0;
        if (!insert(lang->tails, tail)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    lang->entries++;
    return KB_OK;
}

static kb_status add_about(kb_lang *lang, kb_str key, kb_str value, kb_err *err)
{
    if (kb_str_is(key, "compound") && !lang->tails && !(lang->tails = kb_map_new()))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    about *pair = KB_ADD(lang->arena, &lang->about, about);
    if (!pair) return kb_arena_fail(lang->arena, err);
    *pair = (about){ key, value };
    return KB_OK;
}

static kb_status parse_line(kb_lang *lang, kb_str line, int *class_now, kb_err *err)
{
    if (line.at[0] == '[') {
        kb_word_class class_of;
        kb_str name = kb_str_part(line, kb_span_of(1, line.len - 1));
        if (line.at[line.len - 1] != ']' || !find_class(name, &class_of))
            return kb_fail(err, KB_ERR_FORMAT, "no such section: %.*s", KB_STR_ARGS(line));
        *class_now = (int)class_of;
        return KB_OK;
    }
    if (*class_now < 0) return kb_fail(err, KB_ERR_FORMAT, "an entry before the first section");
    size_t equals = kb_str_find(line, KB_STR(" = "), 0);
    kb_str left = kb_str_trim(kb_str_part(line, kb_span_of(0, equals)));
    kb_str right = equals == SIZE_MAX ? KB_STR("") : kb_str_trim(kb_str_part(line, kb_span_of(equals + 3, line.len)));
    if (*class_now == KB_WORD_ABOUT) return add_about(lang, left, right, err);
    return add_entry(lang, (kb_word_class)*class_now, left, right, err);
}

kb_status kb_lang_new(kb_str source, const char *name, kb_lang **out, kb_err *err)
{
    kb_status status = KB_OK;
    kb_lang *lang = calloc(1, sizeof *lang);
    kb_str line, rest = source.at ? source : KB_STR("");
    int class_now = -1;
    size_t number = 0;

    *out = NULL;
    if (lang) {
        lang->arena = kb_arena_new(LANG_BYTES_MAX);
        lang->first = kb_map_new();
        lang->memo = kb_memo_new(MEMO_BYTES_MAX);
    }
    if (!lang || !lang->arena || !lang->first || !lang->memo) {
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        goto done;
    }
    while (kb_str_next(&rest, '\n', &line)) {
        number++;
        line = kb_str_trim(line);
        if (line.len == 0 || line.at[0] == '#') continue;
        status = parse_line(lang, line, &class_now, err);
        if (status != KB_OK) {
            kb_context(err, status, "%s: line %zu", name, number);
            goto done;
        }
    }
    *out = lang;
    lang = NULL;
done:
    kb_lang_free(lang);
    return status;
}

void kb_lang_free(kb_lang *lang)
{
    if (!lang) return;
    kb_memo_free(lang->memo);
    kb_map_free(lang->tails);
    kb_map_free(lang->first);
    kb_arena_free(lang->arena);
    free(lang);
}

kb_str kb_lang_about(const kb_lang *lang, const char *key)
{
    kb_str name = kb_str_of(key);
    for (size_t i = lang->about.count; i-- > 0;) /* of a key that stands twice the last */
        if (kb_str_equal(lang->about.at[i].key, name)) return lang->about.at[i].value;
    return KB_STR("");
}

bool kb_lang_lists(const kb_lang *lang, const char *key, kb_str word)
{
    kb_str one;
    for (kb_str rest = lang ? kb_lang_about(lang, key) : KB_STR(""); kb_str_next(&rest, ' ', &one);)
        if (kb_str_equal(one, word)) return true;
    return false;
}

kb_str kb_lang_code(const kb_lang *lang)
{
    return kb_lang_about(lang, "code");
}

const kb_word *kb_lang_first(const kb_lang *lang, kb_str folded)
{
    return kb_map_find(lang->first, folded);
}

kb_memo *kb_lang_memo(const kb_lang *lang)
{
    return lang->memo;
}

kb_status kb_langs_new(kb_langs **out, kb_err *err)
{
    kb_langs *langs = calloc(1, sizeof *langs);
    *out = NULL;
    if (!langs) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    while (kb_embedded_languages[langs->count].name) langs->count++;
    langs->at = calloc(langs->count + 1, sizeof *langs->at);
    if (!langs->at) {
        kb_langs_free(langs);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *out = langs;
    return KB_OK;
}

void kb_langs_free(kb_langs *langs)
{
    if (!langs) return;
    for (size_t i = 0; langs->at && i < langs->count; i++) kb_lang_free(langs->at[i]);
    free(langs->at);
    free(langs);
}

/* The longest ending of `folded`, of at most `max` bytes and with `before` bytes before it, that `map` has. */
static const kb_word *ending_in(const kb_map *map, kb_str folded, size_t before, size_t max)
{
    size_t first = folded.len > max + before ? folded.len - max : before;
    for (size_t i = first; i < folded.len; i++) {
        if (((unsigned char)folded.at[i] & 0xC0) == 0x80) continue; /* inside a character */
        const kb_word *word = kb_map_find(map, kb_str_part(folded, kb_span_of(i, folded.len)));
        if (word) return word;
    }
    return NULL;
}

const kb_word *kb_lang_tail(const kb_lang *lang, kb_str folded)
{
    enum { BEFORE_MIN = 3 };
    return lang->tails ? ending_in(lang->tails, folded, BEFORE_MIN, TAIL_MAX) : NULL;
}

bool kb_lang_has_prefixes(const kb_lang *lang)
{
    return lang->prefix > 0;
}

size_t kb_lang_prefix(const kb_lang *lang, kb_str folded)
{
    size_t most = lang->prefix < folded.len ? lang->prefix : folded.len;
    for (size_t len = most; len > 0 && lang->prefix; len--) {
        if (len == folded.len || ((unsigned char)folded.at[len] & 0xC0) == 0x80) continue;
        for (const kb_word *w = kb_lang_first(lang, kb_str_part(folded, kb_span_of(0, len))); w; w = w->next) {
            if (w->class_of != KB_WORD_PREFIX || w->count > 1) continue;
            kb_str rest = kb_str_part(folded, kb_span_of(len, folded.len));
            if (kb_word_flag(w, "always") || (!kb_lang_first(lang, folded) && kb_lang_first(lang, rest))) return len;
        }
    }
    return 0;
}

bool kb_lang_has_cases(const kb_lang *lang)
{
    return lang->name_case > 0;
}

size_t kb_lang_name_case(const kb_lang *lang, kb_str folded, uint32_t *rank)
{
    enum { BEFORE_MIN = 4 };
    *rank = 0;
    for (size_t len = lang->name_case; len > 0; len--) {
        if (len + BEFORE_MIN > folded.len) continue;
        for (const kb_word *w = kb_lang_first(lang, kb_str_part(folded, kb_span_of(folded.len - len, folded.len))); w;
             w = w->next) {
            if (w->class_of != KB_WORD_NAME_CASE || w->count > 1) continue;
            *rank = w->order;
            return len;
        }
    }
    return 0;
}

bool kb_lang_noun_end(const kb_lang *lang, kb_str folded)
{
    enum { BEFORE_MIN = 2 };
    for (size_t len = 2; len <= ENDING_MAX && len + BEFORE_MIN <= folded.len; len++)
        for (const kb_word *w = kb_lang_first(lang, kb_str_part(folded, kb_span_of(folded.len - len, folded.len))); w;
             w = w->next)
            if (w->class_of == KB_WORD_NOUN_END && w->count == 1) return true;
    return false;
}

size_t kb_langs_count(const kb_langs *langs)
{
    return langs->count;
}

const kb_lang *kb_langs_at(const kb_langs *langs, size_t i)
{
    const kb_embedded *file = &kb_embedded_languages[i];
    if (!langs->at[i]) (void)kb_lang_new((kb_str){ file->bytes, file->len }, file->name, &langs->at[i], NULL);
    return langs->at[i];
}

const kb_lang *kb_langs_find(const kb_langs *langs, kb_str code)
{
    for (size_t i = 0; i < langs->count; i++) {
        kb_str name = kb_str_of(kb_embedded_languages[i].name);
        name.len -= sizeof ".lang" - 1;
        if (kb_str_equal_ascii(name, code)) return kb_langs_at(langs, i);
    }
    return NULL;
}

bool kb_word_flag(const kb_word *word, const char *flag)
{
    kb_str rest = word->rest, part;
    while (rest.len && kb_str_next(&rest, ' ', &part))
        if (kb_str_is(part, flag)) return true;
    return false;
}

kb_str kb_word_key(const kb_word *word, const char *key)
{
    kb_str rest = word->rest, part, name = kb_str_of(key);
    while (rest.len && kb_str_next(&rest, ' ', &part))
        if (part.len > name.len && kb_str_starts(part, name) && part.at[name.len] == ':')
            return kb_str_part(part, kb_span_of(name.len + 1, part.len));
    return KB_STR("");
}

uint64_t kb_langs_hash(void)
{
    UVersionInfo icu;
    u_getVersion(icu);
    uint64_t hash = kb_hash((kb_str){ (const char *)icu, sizeof icu });
    for (const kb_embedded *file = kb_embedded_languages; file->name; file++)
        hash = kb_hash_with(hash, (kb_str){ file->bytes, file->len });
    return hash;
}
