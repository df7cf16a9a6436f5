#define _POSIX_C_SOURCE 200809L
#include "fetch/translator.h"

#include <jansson.h>
#include <stdlib.h>
#include <time.h>

#include "base/map.h"
#include "fetch/filter.h"
#include "fetch/post.h"
#include "show/json.h"
#include "show/plain.h"

#define MEMORY_MAX ((size_t)64 << 20) /* of translations */
#define WORDS_MAX 64                  /* of a command */
#define BATCH_TEXTS 64                /* texts that are asked for at once, */
#define BATCH_BYTES ((size_t)16 << 10)
#define CALL_MS 60000   /* for one of them, */
#define ALL_MS 300000   /* and for all */
#define ANSWER_TIMES 16 /* an answer is at most so many times as long as what was asked, and */
#define ANSWER_MORE ((size_t)64 << 10)

struct kb_translator {
    kb_arena *arena;
    kb_map *known; /* from, to and text to the translation (a kb_str) */
    kb_str name;
    const char *url, *key; /* url NULL: a command */
    struct {
        kb_str at[WORDS_MAX];
        size_t count;
    } words;      /* of the command */
    int64_t left; /* milliseconds; 0: it is asked no more */
};

/* ---- what the user named ---- */

/* The next word of a command, into `word`; false at the end or where a quotation mark is not closed (*rest is not empty
 * then). POSIX 2.2, Quoting: within double quotes a backslash quotes " \ $ ` alone. */
static bool next_word(kb_str *rest, kb_buf *word)
{
    char quote = 0;
    size_t i = 0;
    *rest = kb_str_trim(*rest);
    if (!rest->len) return false;
    for (; i < rest->len && (quote || !strchr(" \t\r\n", rest->at[i])); i++) {
        char c = rest->at[i];
        bool last = i + 1 >= rest->len;
        if (c == quote)
            quote = 0;
        else if (!quote && (c == '\'' || c == '"'))
            quote = c;
        else if (c == '\\' && !last && (!quote || (quote == '"' && strchr("\"\\$`", rest->at[i + 1]))))
            kb_buf_add_char(word, rest->at[++i]);
        else
            kb_buf_add_char(word, c);
    }
    if (quote) return false;
    *rest = kb_str_part(*rest, kb_span_of(i, rest->len));
    return true;
}

static kb_status read_command(kb_translator *t, kb_str with, kb_err *err)
{
    kb_buf word = { 0 };
    kb_status status = KB_OK;
    while (status == KB_OK && next_word(&with, &word)) {
        if (t->words.count == WORDS_MAX)
            status = kb_fail(err, KB_ERR_FORMAT, "the translator has more than %d words", WORDS_MAX);
        else if (word.failed || !kb_arena_copy(t->arena, kb_buf_str(&word), &t->words.at[t->words.count++]))
            status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        word.len = 0;
    }
    kb_buf_clear(&word);
    if (status == KB_OK && with.len)
        return kb_fail(err, KB_ERR_FORMAT, "a quotation mark of the translator is not closed");
    if (status == KB_OK && !t->words.count) return kb_fail(err, KB_ERR_FORMAT, "the translator has no command");
    if (status != KB_OK) return status;
    t->name = t->words.at[0];
    for (size_t i = 0; i < t->words.at[0].len; i++)
        if (t->words.at[0].at[i] == '/') t->name = kb_str_part(t->words.at[0], kb_span_of(i + 1, SIZE_MAX));
    return KB_OK;
}

static bool is_address(kb_str with)
{
    return kb_str_starts(with, KB_STR("http://")) || kb_str_starts(with, KB_STR("https://"));
}

static kb_status read_address(kb_translator *t, kb_str with, kb_err *err)
{
    kb_str url;
    while (kb_str_ends(with, KB_STR("/"))) with.len--;
    const char *path = kb_str_ends(with, KB_STR("/translate")) ? "" : "/translate";
    if (!kb_arena_print(t->arena, &url, "%.*s%s", KB_STR_ARGS(with), path)) return kb_arena_fail(t->arena, err);
    t->url = url.at;
    size_t begin = kb_str_find(url, KB_STR("//"), 0) + 2, end = kb_str_find(url, KB_STR("/"), begin);
    t->name = kb_str_part(url, kb_span_of(begin, end));
    for (size_t i = begin; i < end; i++)
        if (url.at[i] == '@') t->name = kb_str_part(url, kb_span_of(i + 1, end)); /* who asks is nobody's business */
    return KB_OK;
}

kb_status kb_translator_open(const char *with, const char *key, kb_translator **out, kb_err *err)
{
    kb_translator *t = calloc(1, sizeof *t);
    kb_str named = kb_str_trim(kb_str_of(with));
    *out = NULL;
    if (t) {
        t->arena = kb_arena_new(MEMORY_MAX);
        t->known = kb_map_new();
        t->key = key;
        t->left = ALL_MS;
    }
    kb_status status = KB_OK;
    if (!t || !t->arena || !t->known)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else
        status = is_address(named) ? read_address(t, named, err) : read_command(t, named, err);
    if (status == KB_OK)
        *out = t;
    else
        kb_translator_close(t);
    return status;
}

void kb_translator_close(kb_translator *t)
{
    if (!t) return;
    kb_map_free(t->known);
    kb_arena_free(t->arena);
    free(t);
}

kb_str kb_translator_name(const kb_translator *t)
{
    return t->name;
}

kb_str kb_translator_language(kb_str tag)
{
    size_t len = 0;
    while (len < tag.len && ((tag.at[len] | 0x20) >= 'a' && (tag.at[len] | 0x20) <= 'z')) len++;
    bool whole = len == tag.len || tag.at[len] == '-';
    tag.len = len;
    return whole && (len == 2 || len == 3) && !kb_str_equal_ascii(tag, KB_STR("und")) ? tag : (kb_str){ 0 };
}

/* ---- asking ---- */

/* What is asked at once: texts of one language, each a line. */
typedef struct {
    kb_str from, to;
    kb_str lines[BATCH_TEXTS];   /* made plain, in `room` of the translator's arena */
    kb_str answers[BATCH_TEXTS]; /* in the arena */
    size_t which[BATCH_TEXTS];   /* numbers of the caller's texts */
    size_t count, bytes;
} batch;

static size_t answer_most(const batch *b)
{
    return b->bytes * ANSWER_TIMES + ANSWER_MORE;
}

static uint32_t call_ms(const kb_translator *t)
{
    return (uint32_t)(t->left < CALL_MS ? t->left : CALL_MS);
}

/* A line of an answer, made harmless. */
static kb_status keep_answer(kb_translator *t, kb_str line, kb_str *out, kb_err *err)
{
    kb_buf plain = { 0 };
    kb_plain_add(&plain, line);
    kb_status status = KB_OK;
    if (plain.failed)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else if (!kb_arena_copy(t->arena, kb_str_trim(kb_buf_str(&plain)), out))
        status = kb_arena_fail(t->arena, err);
    kb_buf_clear(&plain);
    return status;
}

/* {from} and {to} of the command's words filled in; *argv is freed by who called. */
static kb_status fill_words(kb_translator *t, const batch *b, char *argv[WORDS_MAX + 1], kb_buf *room, kb_err *err)
{
    size_t begins[WORDS_MAX];
    for (size_t w = 0; w < t->words.count; w++) {
        kb_str word = t->words.at[w];
        begins[w] = room->len;
        for (size_t i = 0; i < word.len;) {
            kb_str rest = kb_str_part(word, kb_span_of(i, word.len));
            bool from = kb_str_starts(rest, KB_STR("{from}")), to = kb_str_starts(rest, KB_STR("{to}"));
            if (from || to)
                kb_buf_add(room, from ? b->from : b->to);
            else
                kb_buf_add_char(room, rest.at[0]);
            i += from ? strlen("{from}") : to ? strlen("{to}") : 1;
        }
        kb_buf_add_char(room, '\0');
    }
    if (room->failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t w = 0; w < t->words.count; w++) argv[w] = room->at + begins[w];
    argv[t->words.count] = NULL;
    return KB_OK;
}

static kb_status run_command(kb_translator *t, const batch *b, kb_str input, kb_buf *answer, kb_err *err)
{
    char *argv[WORDS_MAX + 1];
    kb_buf room = { 0 };
    const kb_filter_limits limits = { call_ms(t), answer_most(b) };
    kb_status status = fill_words(t, b, argv, &room, err);
    if (status == KB_OK) status = kb_filter_run(argv, input, &limits, answer, err);
    kb_buf_clear(&room);
    return status;
}

/* Lines of an answer into the batch; *whole is false where they are not as many as were asked for. Of one text that was
 * given alone all lines are its translation. */
static kb_status read_lines(kb_translator *t, batch *b, kb_str answer, bool *whole, kb_err *err)
{
    kb_str rest = kb_str_trim(answer), line;
    size_t count = 0;
    kb_status status = KB_OK;
    if (b->count == 1) {
        *whole = true;
        return keep_answer(t, rest, &b->answers[0], err);
    }
    while (status == KB_OK && rest.len && kb_str_next(&rest, '\n', &line)) {
        if (!kb_str_trim(line).len) continue;
        if (count < b->count) status = keep_answer(t, line, &b->answers[count], err);
        count++;
    }
    *whole = count == b->count;
    return status;
}

static kb_status ask_command(kb_translator *t, batch *b, bool *whole, kb_err *err)
{
    kb_buf input = { 0 }, answer = { 0 };
    for (size_t i = 0; i < b->count; i++) {
        kb_buf_add(&input, b->lines[i]);
        kb_buf_add_char(&input, '\n');
    }
    kb_status status = input.failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory")
                                    : run_command(t, b, kb_buf_str(&input), &answer, err);
    if (status == KB_OK) status = read_lines(t, b, kb_buf_str(&answer), whole, err);
    kb_buf_clear(&input);
    kb_buf_clear(&answer);
    return status;
}

/* {"q":["...",...],"source":"id","target":"en","format":"text"} */
static void write_request(const kb_translator *t, const batch *b, kb_buf *out)
{
    kb_json json = { .out = out };
    kb_json_open(&json, '{');
    kb_json_key(&json, "q");
    kb_json_open(&json, '[');
    for (size_t i = 0; i < b->count; i++) kb_json_str(&json, b->lines[i]);
    kb_json_close(&json, ']');
    kb_json_put_str(&json, "source", b->from);
    kb_json_put_str(&json, "target", b->to);
    kb_json_put_str(&json, "format", KB_STR("text"));
    if (t->key && *t->key) kb_json_put_str(&json, "api_key", kb_str_of(t->key));
    kb_json_close(&json, '}');
}

/* {"translatedText":["...",...]}; of an error {"error":"..."}. */
static kb_status read_answer(kb_translator *t, batch *b, kb_str answer, long code, bool *whole, kb_err *err)
{
    json_t *root = json_loadb(answer.len ? answer.at : "", answer.len, JSON_ALLOW_NUL, NULL);
    const json_t *texts = json_object_get(root, "translatedText");
    const char *fault = json_string_value(json_object_get(root, "error"));
    kb_status status = KB_OK;
    *whole = json_array_size(texts) == b->count;
    if (code != 200)
        status = kb_fail(err, KB_ERR_IO, "answered with %ld%s%.200s", code, fault ? ": " : "", fault ? fault : "");
    else if (!json_is_array(texts))
        status = kb_fail(err, KB_ERR_FORMAT, "answered with no translation");
    for (size_t i = 0; i < b->count && *whole && status == KB_OK; i++) {
        const json_t *text = json_array_get(texts, i);
        status = keep_answer(t, (kb_str){ json_string_value(text), json_string_length(text) }, &b->answers[i], err);
    }
    json_decref(root);
    return status;
}

static kb_status ask_server(kb_translator *t, batch *b, bool *whole, kb_err *err)
{
    kb_buf sent = { 0 }, answer = { 0 };
    const kb_post_limits limits = { call_ms(t), answer_most(b) };
    long code;
    write_request(t, b, &sent);
    kb_status status = sent.failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory")
                                   : kb_post_json(t->url, kb_buf_str(&sent), &limits, &answer, &code, err);
    if (status == KB_OK) status = read_answer(t, b, kb_buf_str(&answer), code, whole, err);
    kb_buf_clear(&sent);
    kb_buf_clear(&answer);
    return status;
}

static kb_status ask(kb_translator *t, batch *b, bool *whole, kb_err *err)
{
    struct timespec begin = { 0 }, end = { 0 };
    if (t->left <= 0) return kb_fail(err, KB_ERR_LIMIT, "took too long");
    (void)clock_gettime(CLOCK_MONOTONIC, &begin);
    kb_status status = t->url ? ask_server(t, b, whole, err) : ask_command(t, b, whole, err);
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    t->left -= ((int64_t)end.tv_sec - begin.tv_sec) * 1000 + (end.tv_nsec - begin.tv_nsec) / 1000000;
    return status;
}

static kb_status ask_each(kb_translator *t, batch *b, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < b->count && status == KB_OK; i++) {
        bool whole = false;
        batch one = { .from = b->from, .to = b->to, .lines = { b->lines[i] }, .count = 1, .bytes = b->lines[i].len };
        status = ask(t, &one, &whole, err);
        if (status == KB_OK && !whole) status = kb_fail(err, KB_ERR_FORMAT, "answered with no translation");
        b->answers[i] = one.answers[0];
    }
    return status;
}

/* ---- what was asked before ---- */

static bool make_key(kb_arena *arena, const batch *b, kb_str line, kb_str *key)
{
    return kb_arena_print(arena, key, "%.*s %.*s %.*s", KB_STR_ARGS(b->from), KB_STR_ARGS(b->to), KB_STR_ARGS(line));
}

static kb_status keep_all(kb_translator *t, const batch *b, kb_str *out, kb_err *err)
{
    for (size_t i = 0; i < b->count; i++) {
        kb_str key, *known = KB_NEW(t->arena, kb_str, 1);
        if (!known || !make_key(t->arena, b, b->lines[i], &key)) return kb_arena_fail(t->arena, err);
        if (!kb_str_equal(b->answers[i], b->lines[i])) *known = b->answers[i];
        if (!kb_map_set(t->known, key, known)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        out[b->which[i]] = *known;
    }
    return KB_OK;
}

/* Asks for what the batch holds and empties it. */
static kb_status finish(kb_translator *t, batch *b, kb_str *out, kb_err *err)
{
    bool whole = false;
    kb_status status = b->count ? ask(t, b, &whole, err) : KB_OK;
    if (status == KB_OK && b->count && !whole) status = ask_each(t, b, err);
    if (status == KB_OK) status = keep_all(t, b, out, err);
    b->count = b->bytes = 0;
    return status;
}

/* Takes text `i` from what is known or into the batch. */
static kb_status take_text(kb_translator *t, batch *b, kb_str text, size_t i, kb_str *out, kb_err *err)
{
    kb_buf plain = { 0 };
    kb_str line = { 0 }, key;
    kb_plain_add(&plain, text);
    bool kept = !plain.failed && kb_arena_copy(t->arena, kb_str_trim(kb_buf_str(&plain)), &line);
    kb_buf_clear(&plain);
    if (!kept || !make_key(t->arena, b, line, &key)) return kb_arena_fail(t->arena, err);
    const kb_str *known = kb_map_find(t->known, key);
    if (known) out[i] = *known;
    if (known || !line.len) return KB_OK;
    b->lines[b->count] = line;
    b->which[b->count++] = i;
    b->bytes += line.len;
    return KB_OK;
}

kb_status kb_translator_run(kb_translator *t, kb_str from, kb_str to, const kb_str *texts, size_t count, kb_str *out,
                            kb_err *err)
{
    batch b = { .from = from, .to = to };
    kb_status status = KB_OK;
    bool tired = t->left <= 0;
    for (size_t i = 0; i < count; i++) out[i] = (kb_str){ 0 };
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        status = take_text(t, &b, texts[i], i, out, err);
        if (tired)
            b.count = b.bytes = 0;
        else if (status == KB_OK && (b.count == BATCH_TEXTS || b.bytes >= BATCH_BYTES))
            status = finish(t, &b, out, err);
    }
    if (status == KB_OK) status = finish(t, &b, out, err);
    if (status == KB_OK) return KB_OK;
    t->left = 0;
    return kb_context(err, status, "%.*s", KB_STR_ARGS(t->name));
}
