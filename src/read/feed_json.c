/* JSON Feed 1.0 and 1.1, taken as loosely as it is written: a field of another type is left out, an item without an id
 * gets one, broken JSON is mended where that needs no guess (read/mend.h). */
#include <jansson.h>

#include "base/map.h"
#include "base/url.h"
#include "read/feed_part.h"
#include "read/mend.h"

/* ---- values ---- */

static kb_str string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) return (kb_str){ 0 };
    return (kb_str){ json_string_value(value), json_string_length(value) };
}

static kb_status keep(const kb_feed_builder *b, kb_str s, kb_str *out)
{
    if (s.len == 0) return KB_OK;
    return kb_arena_copy(b->arena, s, out) ? KB_OK : kb_arena_fail(b->arena, b->err);
}

static kb_status put_line(const kb_feed_builder *b, const json_t *object, const char *key, kb_str *out)
{
    kb_feed_words words;
    kb_status status = kb_feed_words_from(b, string_of(object, key), false, (kb_str){ 0 }, KB_WORDS_LINE, &words);
    if (status == KB_OK) *out = words.plain;
    return status;
}

static kb_status put_url(const kb_feed_builder *b, const json_t *object, const char *key, kb_str *out)
{
    kb_str value = kb_str_trim(string_of(object, key)), url;
    if (value.len == 0 || value.len > KB_FEED_TITLE_MAX) return KB_OK;
    if (!kb_url_resolve(b->arena, b->base, value, &url)) return kb_arena_fail(b->arena, b->err);
    if (kb_url_is_web(url)) *out = url;
    return KB_OK;
}

static kb_status put_person(const kb_feed_builder *b, const json_t *value, kb_feed_people *list)
{
    kb_feed_person person = { 0 };
    char room[32];
    kb_status status;
    if (json_is_string(value)) {
        kb_str name = { json_string_value(value), json_string_length(value) };
        status = kb_feed_person_from(b, name, &person);
    } else {
        status = put_line(b, value, "name", &person.name);
        if (status == KB_OK) status = put_url(b, value, "url", &person.url);
        if (status == KB_OK) status = put_url(b, value, "avatar", &person.avatar);
        kb_str url = string_of(value, "url");
        if (status == KB_OK && kb_str_equal_ascii(kb_url_scheme(url, room), KB_STR("mailto")) &&
            url.len < KB_FEED_TITLE_MAX)
            status = keep(b, kb_str_part(url, kb_span_of(7, url.len)), &person.email);
        if (person.name.len == 0) person.name = person.email.len ? person.email : person.url;
    }
    return status == KB_OK ? kb_feed_people_add(b, list, person) : status;
}

/* "authors" of 1.1 goes before "author" of 1.0. */
static kb_status put_people(const kb_feed_builder *b, const json_t *object, kb_feed_people *list)
{
    const json_t *many = json_object_get(object, "authors"), *one = json_object_get(object, "author"), *value;
    kb_status status = KB_OK;
    size_t i;
    if (json_is_array(many)) {
        json_array_foreach (many, i, value) {
            if (status == KB_OK) status = put_person(b, value, list);
        }
    }
    if (status == KB_OK && list->count == 0 && json_is_array(one)) {
        json_array_foreach (one, i, value) {
            if (status == KB_OK) status = put_person(b, value, list);
        }
    } else if (status == KB_OK && list->count == 0 && one) {
        status = put_person(b, one, list);
    }
    return status;
}

static kb_status put_tags(const kb_feed_builder *b, const json_t *object, kb_strs *tags)
{
    const json_t *list = json_object_get(object, "tags"), *value;
    kb_status status = KB_OK;
    size_t i;
    if (json_is_string(list)) return kb_feed_tag_add(b, tags, string_of(object, "tags"));
    json_array_foreach (list, i, value) {
        kb_str tag = { json_string_value(value), json_string_length(value) };
        if (status == KB_OK && json_is_string(value)) status = kb_feed_tag_add(b, tags, tag);
    }
    return status;
}

static int64_t number_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    int64_t number = -1;
    if (json_is_integer(value)) number = json_integer_value(value);
    if (json_is_real(value) && json_real_value(value) >= 0 && json_real_value(value) < 9e15)
        number = (int64_t)json_real_value(value);
    if (json_is_string(value) && !kb_str_int(string_of(object, key), &number)) number = -1;
    return number < 0 ? -1 : number;
}

static kb_status put_attachments(const kb_feed_builder *b, const json_t *object, kb_feed_attachments *out)
{
    const json_t *list = json_object_get(object, "attachments"), *value;
    kb_status status = KB_OK;
    size_t i;
    json_array_foreach (list, i, value) {
        kb_feed_attachment a = { .bytes = number_of(value, "size_in_bytes"),
                                 .seconds = number_of(value, "duration_in_seconds") };
        if (status == KB_OK) status = put_url(b, value, "url", &a.url);
        if (status == KB_OK) status = put_line(b, value, "mime_type", &a.mime_type);
        if (status == KB_OK) status = put_line(b, value, "title", &a.title);
        if (status != KB_OK || a.url.len == 0 || out->count == 100) continue;
        kb_feed_attachment *room = KB_ADD(b->arena, out, kb_feed_attachment);
        if (!room) return kb_arena_fail(b->arena, b->err);
        *room = a;
    }
    return status;
}

/* ---- items ---- */

/* An id is a string; numbers are written often enough. */
static kb_status put_id(const kb_feed_builder *b, const json_t *object, kb_feed_item *item)
{
    const json_t *id = json_object_get(object, "id");
    bool made = true;
    if (json_is_string(id) && json_string_length(id) <= KB_FEED_TITLE_MAX)
        return keep(b, kb_str_trim(string_of(object, "id")), &item->id);
    if (json_is_integer(id))
        made = kb_arena_print(b->arena, &item->id, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    if (json_is_real(id)) made = kb_arena_print(b->arena, &item->id, "%.17g", json_real_value(id));
    return made ? KB_OK : kb_arena_fail(b->arena, b->err);
}

static kb_status put_words(const kb_feed_builder *b, const json_t *object, kb_feed_item *item)
{
    kb_feed_words words;
    kb_str base = item->url.len ? item->url : b->base, html = string_of(object, "content_html");
    kb_status status = KB_OK;
    if (html.len) {
        status = kb_feed_words_from(b, html, true, base, KB_WORDS_BODY, &words);
        if (status == KB_OK) item->content_html = words.html;
    }
    if (status == KB_OK) status = keep(b, kb_str_trim(string_of(object, "content_text")), &item->content_text);
    if (status == KB_OK) status = keep(b, kb_str_trim(string_of(object, "summary")), &item->summary);
    return status;
}

static void put_date(const kb_feed_builder *b, const json_t *object, const char *key, kb_time *out)
{
    if (!kb_feed_date_parse(string_of(object, key), b->feed->language, out)) *out = (kb_time){ 0 };
}

/* What the standard lacks, as show/feed_json.c writes it: so a feed that was written is read as it was. */
static kb_status put_own(kb_feed_builder *b, const json_t *object, kb_feed_item *item)
{
    const json_t *own = json_object_get(object, "_kabar");
    kb_time time;
    if (kb_feed_date_parse(string_of(own, "published"), b->feed->language, &time)) item->published = time;
    if (kb_feed_date_parse(string_of(own, "modified"), b->feed->language, &time)) item->modified = time;
    kb_status status = put_line(b, own, "source_title", &item->source_title);
    return status == KB_OK ? put_url(b, own, "source_url", &item->source_url) : status;
}

static kb_status put_item(kb_feed_builder *b, const json_t *object)
{
    kb_feed_item *item = KB_ADD(b->arena, &b->feed->items, kb_feed_item);
    if (!item) return kb_arena_fail(b->arena, b->err);
    item->place = KB_FEED_NOWHERE;
    kb_status status = put_id(b, object, item);
    if (status == KB_OK) status = put_url(b, object, "url", &item->url);
    if (status == KB_OK) status = put_url(b, object, "external_url", &item->external_url);
    if (status == KB_OK) status = put_url(b, object, "image", &item->image);
    if (status == KB_OK) status = put_url(b, object, "banner_image", &item->banner_image);
    if (status == KB_OK) status = put_line(b, object, "title", &item->title);
    if (status == KB_OK) status = put_line(b, object, "language", &item->language);
    if (status == KB_OK) status = put_words(b, object, item);
    if (status == KB_OK) status = put_people(b, object, &item->authors);
    if (status == KB_OK) status = put_tags(b, object, &item->tags);
    if (status == KB_OK) status = put_attachments(b, object, &item->attachments);
    if (status != KB_OK) return status;
    put_date(b, object, "date_published", &item->published);
    put_date(b, object, "date_modified", &item->modified);
    status = put_own(b, object, item);
    if (status != KB_OK) return status;
    if (item->id.len == 0) item->id = item->url.len ? item->url : item->external_url;
    if (item->id.len) return KB_OK;
    uint64_t hash =
        kb_hash(item->title) * 31 + kb_hash(item->content_html.len ? item->content_html : item->content_text);
    bool made = kb_arena_print(b->arena, &item->id, "%016llx", (unsigned long long)hash);
    return made ? KB_OK : kb_arena_fail(b->arena, b->err);
}

/* ---- the feed ---- */

static kb_status put_format(kb_feed_builder *b, const json_t *object)
{
    kb_str version = string_of(object, "version"), number = { 0 };
    for (size_t i = version.len; i-- > 0 && (version.at[i] == '.' || (version.at[i] >= '0' && version.at[i] <= '9'));)
        number = kb_str_part(version, kb_span_of(i, version.len));
    if (number.len > 8) number = (kb_str){ 0 };
    bool made =
        kb_arena_print(b->arena, &b->feed->format, number.len ? "json feed %.*s" : "json feed", KB_STR_ARGS(number));
    return made ? KB_OK : kb_arena_fail(b->arena, b->err);
}

static kb_status put_head(kb_feed_builder *b, const json_t *object)
{
    kb_feed *feed = b->feed;
    const json_t *hub = json_array_get(json_object_get(object, "hubs"), 0);
    kb_status status = put_format(b, object);
    if (status == KB_OK) status = put_url(b, object, "feed_url", &feed->feed_url);
    if (b->base.len == 0) b->base = feed->feed_url;
    if (status == KB_OK) status = put_url(b, object, "home_page_url", &feed->home_page_url);
    if (b->base.len == 0) b->base = feed->home_page_url;
    if (status == KB_OK) status = put_url(b, object, "next_url", &feed->next_url);
    if (status == KB_OK) status = put_url(b, object, "icon", &feed->icon);
    if (status == KB_OK) status = put_url(b, object, "favicon", &feed->favicon);
    if (status == KB_OK) status = put_url(b, hub, "url", &feed->hub);
    if (status == KB_OK) status = put_line(b, object, "title", &feed->title);
    if (status == KB_OK) status = put_line(b, object, "description", &feed->description);
    if (status == KB_OK) status = put_line(b, object, "user_comment", &feed->user_comment);
    if (status == KB_OK) status = put_line(b, object, "language", &feed->language);
    if (status == KB_OK) status = put_people(b, object, &feed->authors);
    feed->expired = json_is_true(json_object_get(object, "expired"));
    return status;
}

static kb_status put_items(kb_feed_builder *b, const json_t *list)
{
    const json_t *value;
    kb_status status = KB_OK;
    size_t i;
    json_array_foreach (list, i, value) {
        if (status != KB_OK) break;
        if (i == KB_FEED_ITEMS_MAX)
            return kb_feed_lose(b->feed, b->arena, b->input, KB_FEED_NOWHERE, "too many items; the rest is lost",
                                b->err);
        char what[64];
        (void)snprintf(what, sizeof what, "item %zu is no object", i + 1);
        if (json_is_object(value))
            status = put_item(b, value);
        else
            status = kb_feed_lose(b->feed, b->arena, b->input, KB_FEED_NOWHERE, what, b->err);
    }
    return status;
}

/* Is it a JSON Feed? Its version says so, or it has a title and items. */
static bool is_feed(const json_t *root)
{
    return json_is_array(json_object_get(root, "items")) &&
           (kb_str_find(string_of(root, "version"), KB_STR("jsonfeed"), 0) != SIZE_MAX ||
            json_is_string(json_object_get(root, "title")) || json_is_string(json_object_get(root, "version")));
}

static kb_status parse(kb_str bytes, size_t *replaced, json_t **out, kb_err *err)
{
    json_error_t fault;
    kb_buf mended = { 0 };
    *out = NULL;
    if (kb_json_values(bytes) > KB_JSON_VALUES_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "a feed of more than %zu values", KB_JSON_VALUES_MAX);
    (void)kb_json_mend(bytes, SIZE_MAX, &mended, replaced);
    *out = mended.failed ? NULL : json_loadb(mended.at, mended.len, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, &fault);
    bool memory = mended.failed || (!*out && json_error_code(&fault) == json_error_out_of_memory);
    size_t at = 0, unused = 0, line = 1;
    if (!*out && !memory && fault.position > 0) {
        mended.len = 0;
        at = kb_json_mend(bytes, (size_t)fault.position, &mended, &unused);
    }
    kb_buf_clear(&mended);
    if (*out) return KB_OK;
    if (memory) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < at && i < bytes.len; i++) line += bytes.at[i] == '\n';
    return kb_fail(err, KB_ERR_FORMAT, "line %zu, byte %zu: %.100s", line, at + 1, fault.text);
}

kb_status kb_feed_json_read(kb_str bytes, const kb_feed_origin *origin, kb_arena *arena, kb_feed *out, kb_err *err)
{
    kb_feed_builder b = { .feed = out, .arena = arena, .input = bytes, .base = origin->url, .err = err };
    json_t *root = NULL;
    if (kb_str_starts(bytes, KB_STR("\xEF\xBB\xBF"))) bytes = kb_str_part(bytes, kb_span_of(3, bytes.len));
    kb_status status = parse(bytes, &out->replaced, &root, err);
    if (status == KB_OK && !is_feed(root)) status = kb_fail(err, KB_ERR_FORMAT, "JSON, but no JSON Feed: no items");
    if (status == KB_OK) status = put_head(&b, root);
    if (status == KB_OK) status = put_items(&b, json_object_get(root, "items"));
    json_decref(root);
    return status;
}
