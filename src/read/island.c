#include "read/island.h"

#include "read/lead.h"
#include "read/literal.h"
#include "read/rich.h"

#include <jansson.h>

#define SCRIPT_BYTES KB_ISLAND_BODY_MIN /* a shorter script holds no body */
#define TITLE_BYTES 20                  /* a title that begins another one has so many */
#define SLUG_BYTES 8
#define PARAGRAPHS 3    /* a string with so many is HTML whatever its name */
#define RIVAL_SHARE 0.5 /* of the best one's length: a body of as little standing makes it doubtful */

/* Whose body it may be. */
typedef enum { OF_ANOTHER, OF_NOBODY, OF_PAGE, STANDINGS } standing;

typedef struct {
    kb_str title, url;
    size_t steps;
    bool known; /* an object of the page itself was seen */
    kb_err *err;
    kb_buf work;            /* what is being written */
    kb_buf best[STANDINGS]; /* the longest body of each standing */
    size_t words[STANDINGS];
    size_t rivals[STANDINGS]; /* words of the next longest */
} island;

static kb_str text_of(const json_t *value)
{
    return (kb_str){ json_string_value(value), json_is_string(value) ? json_string_length(value) : 0 };
}

/* ---- whose ---- */

static kb_str title_in(const json_t *object)
{
    static const char *const keys[] = { "headline", "title", "name", "headlines", "heading" };
    static const char *const inner[] = { "rendered", "basic", "default", "main", "text" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        for (size_t k = 0; json_is_object(value) && k < sizeof inner / sizeof *inner; k++)
            if (json_is_string(json_object_get(value, inner[k]))) value = json_object_get(value, inner[k]);
        if (json_is_string(value) && json_string_length(value) >= TITLE_BYTES / 2) return kb_str_trim(text_of(value));
    }
    return (kb_str){ 0 };
}

static bool same_title(kb_str a, kb_str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    if (kb_same_letters(a, b)) return true;
    return common >= TITLE_BYTES && memcmp(a.at, b.at, common) == 0;
}

/* Does the page's address hold what the object calls its own? */
static bool is_in_url(const island *w, const json_t *object)
{
    static const char *const keys[] = { "slug", "url",       "canonicalUrl", "canonical_url", "link",
                                        "path", "permalink", "id",           "uuid",          "_id" };
    for (size_t i = 0; w->url.len && i < sizeof keys / sizeof *keys; i++) {
        kb_str own = text_of(json_object_get(object, keys[i]));
        if (own.len < SLUG_BYTES || own.len > 1000) continue;
        if (kb_str_find(w->url, own, 0) != SIZE_MAX) return true;
    }
    return false;
}

static standing standing_of(island *w, const json_t *object, standing around)
{
    kb_str title = title_in(object);
    if (is_in_url(w, object) || (title.len && w->title.len && same_title(title, w->title))) {
        w->known = true;
        return OF_PAGE;
    }
    bool body = json_object_get(object, "type") && around == OF_PAGE; /* a part of the body with a title */
    return title.len && w->title.len && !body ? OF_ANOTHER : around;
}

/* ---- bodies ---- */

static size_t paragraphs_in(kb_str s)
{
    size_t count = 0;
    for (size_t at = 0; count < PARAGRAPHS && (at = kb_str_find(s, KB_STR("<p"), at)) != SIZE_MAX; at += 2)
        count += at + 2 < s.len && (s.at[at + 2] == '>' || s.at[at + 2] == ' ');
    return count;
}

/* Keeps what stands in w->work where it is the longest; it is no body where it has too few words. */
static bool consider(island *w, standing whose)
{
    size_t words = kb_rich_words(kb_buf_str(&w->work));
    if (words < KB_ISLAND_BODY_MIN) return false;
    if (words <= w->words[whose]) {
        if (words > w->rivals[whose] && !kb_str_equal(kb_buf_str(&w->work), kb_buf_str(&w->best[whose])))
            w->rivals[whose] = words;
        return true;
    }
    kb_buf before = w->best[whose];
    w->best[whose] = w->work;
    w->work = before;
    w->rivals[whose] = w->words[whose];
    w->words[whose] = words;
    return true;
}

static bool take_body(island *w, const char *key, const json_t *value, standing whose)
{
    bool text = json_is_string(value);
    if (text && json_string_length(value) < KB_ISLAND_BODY_MIN) return false;
    if (!kb_rich_is_body(key) && !(text && paragraphs_in(text_of(value)) == PARAGRAPHS)) return false;
    w->work.len = 0;
    if (text)
        kb_buf_add(&w->work, text_of(value));
    else
        kb_rich_write(value, KB_ISLAND_DEPTH_MAX, &w->steps, &w->work);
    return consider(w, whose);
}

/* The depth is limited, so the recursion is. */
static void walk(island *w, const json_t *value, standing whose, int depth)
{
    const char *key;
    json_t *one;
    if (depth <= 0 || w->steps == 0) return;
    w->steps--;
    if (json_is_object(value)) {
        whose = standing_of(w, value, whose);
        json_object_foreach ((json_t *)(uintptr_t)value, key, one)
            if (!json_is_number(one) && !take_body(w, key, one, whose)) walk(w, one, whose, depth - 1);
    }
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && w->steps; i++) {
        one = json_array_get(value, i);
        if (json_is_string(one))
            (void)take_body(w, "", one, whose);
        else
            walk(w, one, whose, depth - 1);
    }
}

/* ---- scripts ---- */

static void read_json(island *w, kb_str json)
{
    json_error_t fault = { 0 };
    json_t *root = json_loadb(json.at, json.len, JSON_ALLOW_NUL, &fault);
    if (root) walk(w, root, OF_NOBODY, KB_ISLAND_DEPTH_MAX);
    json_decref(root);
}

/* A bracket that may begin data: behind "=", "(", ":" (a row of a stream) or nothing, but for blanks. */
static bool begins_data(kb_str s, size_t at)
{
    if (s.at[at] != '{' && s.at[at] != '[') return false;
    while (at && (uint8_t)s.at[at - 1] <= ' ') at--;
    return at == 0 || strchr("=(:", s.at[at - 1]);
}

static void read_script(island *w, kb_str s, int depth);

/* JSON.parse("..."): the string is data. */
static size_t read_string(island *w, kb_str s, size_t at, int depth)
{
    kb_buf inner = { 0 };
    size_t end = kb_literal_string(s, at, &inner);
    if (depth < 2 && inner.len >= KB_ISLAND_BODY_MIN) read_script(w, kb_buf_str(&inner), depth + 1);
    if (inner.failed) w->steps = 0;
    kb_buf_clear(&inner);
    return end;
}

/* The strings of self.__next_f.push([1, "..."]), which are pieces of one stream. */
static void join_pushed(const json_t *root, kb_buf *stream)
{
    if (json_array_size(root) == 2 && json_is_number(json_array_get(root, 0)) &&
        json_is_string(json_array_get(root, 1)))
        kb_buf_add(stream, text_of(json_array_get(root, 1)));
}

static size_t read_literal(island *w, kb_str s, size_t at, kb_buf *stream)
{
    kb_buf json = { 0 };
    bool whole;
    size_t end = kb_literal_json(s, at, &json, &whole);
    kb_str push = KB_STR("__next_f.push("), before = kb_str_part(s, kb_span_of(0, at));
    if (whole && stream && kb_str_ends(before, push)) {
        json_t *root = json_loadb(json.at, json.len, JSON_ALLOW_NUL, NULL);
        join_pushed(root, stream);
        json_decref(root);
    } else if (whole && end - at >= KB_ISLAND_BODY_MIN) {
        read_json(w, kb_buf_str(&json));
    }
    if (json.failed) w->steps = 0;
    kb_buf_clear(&json);
    return end;
}

/* A row "1a:T4d2,..." of a stream: so many bytes of text. Returns where it ends; `at` where there is none. */
static size_t read_text_row(island *w, kb_str s, size_t at)
{
    size_t bytes = 0, i = at + 2;
    for (; i < s.len && i < at + 10 && s.at[i] && strchr("0123456789abcdef", s.at[i]); i++)
        bytes = bytes * 16 + (size_t)(s.at[i] <= '9' ? s.at[i] - '0' : s.at[i] - 'a' + 10);
    if (i == at + 2 || i >= s.len || s.at[i] != ',' || bytes > s.len - i - 1) return at;
    kb_str text = kb_str_part(s, kb_span_of(i + 1, i + 1 + bytes));
    if (paragraphs_in(text) == PARAGRAPHS) {
        w->work.len = 0;
        kb_buf_add(&w->work, text);
        (void)consider(w, OF_NOBODY);
    }
    return i + 1 + bytes;
}

static void scan(island *w, kb_str s, int depth, kb_buf *stream)
{
    for (size_t i = 0; i < s.len && w->steps;) {
        if (begins_data(s, i))
            i = read_literal(w, s, i, stream);
        else if (s.at[i] == '(' && i + 1 < s.len && strchr("\"'`", s.at[i + 1]) && s.at[i + 1] &&
                 kb_str_ends(kb_str_part(s, kb_span_of(0, i + 1)), KB_STR("JSON.parse(")))
            i = read_string(w, s, i + 1, depth);
        else if (depth && s.at[i] == ':' && i + 1 < s.len && s.at[i + 1] == 'T' && read_text_row(w, s, i) > i)
            i = read_text_row(w, s, i);
        else
            i++;
    }
}

static void read_script(island *w, kb_str s, int depth)
{
    scan(w, s, depth, NULL);
}

static bool is_data(const kb_node *node, bool *islands)
{
    kb_str type = kb_str_trim(kb_node_attribute(node, "type"));
    kb_str json = KB_STR("application/json");
    *islands = kb_str_equal_ascii(kb_str_part(type, kb_span_of(0, json.len)), json);
    return *islands || type.len == 0 || kb_str_find(type, KB_STR("javascript"), 0) != SIZE_MAX ||
           kb_str_is(type, "module");
}

static void read_scripts(island *w, const kb_page *page)
{
    size_t left = KB_ISLAND_BYTES_MAX;
    kb_buf stream = { 0 };
    for (size_t i = 0; i + 1 < page->count; i++) {
        bool islands;
        if (page->at[i].tag != KB_TAG_SCRIPT || page->at[i].end < i + 2 || !is_data(&page->at[i], &islands)) continue;
        kb_str text = kb_str_trim(page->at[i + 1].text);
        bool pushed = kb_str_find(kb_str_part(text, kb_span_of(0, 60)), KB_STR("__next_f.push("), 0) != SIZE_MAX;
        if ((text.len < SCRIPT_BYTES && !pushed) || text.len > left) continue;
        left -= text.len;
        scan(w, text, 0, &stream);
    }
    if (stream.len >= KB_ISLAND_BODY_MIN) read_script(w, kb_buf_str(&stream), 1);
    if (stream.failed) w->steps = 0;
    kb_buf_clear(&stream);
}

/* The page's own body; one that nothing ties to the page where no other is nearly as long. */
static kb_str choose(const island *w)
{
    if (w->words[OF_PAGE]) return kb_buf_str(&w->best[OF_PAGE]);
    standing whose = w->words[OF_NOBODY] || w->known ? OF_NOBODY : OF_ANOTHER;
    if ((double)w->rivals[whose] > RIVAL_SHARE * (double)w->words[whose]) return (kb_str){ 0 };
    return kb_buf_str(&w->best[whose]);
}

kb_status kb_island_find(const kb_page *page, kb_str title, kb_str url, kb_arena *arena, kb_str *out, kb_err *err)
{
    island w = { .title = title, .url = url, .steps = KB_ISLAND_STEPS_MAX, .err = err };
    kb_status status = KB_OK;
    bool failed = false;
    *out = (kb_str){ 0 };
    read_scripts(&w, page);
    for (int i = 0; i < STANDINGS; i++) failed = failed || w.best[i].failed;
    if (failed || w.work.failed)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else if (choose(&w).len && !kb_arena_copy(arena, choose(&w), out))
        status = kb_arena_fail(arena, err);
    kb_buf_clear(&w.work);
    for (int i = 0; i < STANDINGS; i++) kb_buf_clear(&w.best[i]);
    return status;
}
