#include "read/ninjs.h"

#include "base/buf.h"
#include "read/parse.h"
#include "read/sanitize.h"
#include "read/writers.h"

#define NAMES_MAX 50
#define TELLING_MIN 2 /* fields of the standard that no other JSON has, for an item that does not name its standard */

static kb_str value_of(const json_t *value)
{
    if (!json_is_string(value)) return (kb_str){ 0 };
    return kb_str_trim((kb_str){ json_string_value(value), json_string_length(value) });
}

/* A field by its name of ninjs 1 and 2, or of ninjs 3, which has capitals in it. */
static json_t *field_of(const json_t *object, const char *name, const char *name3)
{
    json_t *value = json_object_get(object, name);
    return value ? value : json_object_get(object, name3);
}

static kb_str string_of(const json_t *object, const char *name)
{
    return value_of(json_object_get(object, name));
}

/* ---- is it one? ---- */

static bool names_standard(const json_t *object)
{
    const json_t *standard = field_of(object, "standard", "$standard");
    kb_str name = string_of(standard, "name");
    return kb_str_equal_ascii(name, KB_STR("ninjs"));
}

bool kb_ninjs_is(const json_t *object)
{
    static const char *const telling[][2] = {
        { "versioncreated", "versionCreated" },
        { "firstcreated", "firstCreated" },
        { "contentcreated", "contentCreated" },
        { "pubstatus", "pubStatus" },
        { "headline", "headlines" },
        { "body_text", "bodies" },
        { "body_xhtml", "body_html" },
        { "description_text", "descriptions" },
        { "infosource", "infosources" },
        { "copyrightholder", "copyrightHolder" },
        { "copyrightnotice", "copyrightNotice" },
        { "usageterms", "usageTerms" },
        { "representationtype", "representationType" },
        { "renditions", "associations" },
        { "altids", "altIds" },
        { "uri", "infoSources" },
    };
    size_t found = 0;
    if (names_standard(object)) return true;
    if (json_object_get(object, "text") || json_object_get(object, "html")) return false;
    for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
        found += field_of(object, telling[i][0], telling[i][1]) != NULL;
    return found >= TELLING_MIN;
}

/* ---- words ---- */

typedef struct {
    kb_str words;
    bool is_html;
} worded;

static bool names_html(kb_str name)
{
    return kb_str_find(name, KB_STR("html"), 0) != SIZE_MAX;
}

/* Is `role` of a plain form or the one meant for everybody? */
static bool is_main(kb_str role)
{
    return role.len == 0 || kb_str_is(role, "main") || kb_str_is(role, "text") || kb_str_is(role, "plain");
}

/* A better choice of two: words at all, plain before HTML, main before other roles. */
static void prefer(worded *best, int *rank, kb_str words, bool is_html, bool main)
{
    int own = 1 + !is_html * 2 + main;
    if (words.len == 0 || own <= *rank) return;
    *best = (worded){ words, is_html };
    *rank = own;
}

/* The words of ninjs 1, "<stem>_<role>", or of ninjs 2 and 3, "<list>": [{"role", "contentType", "value"}]. */
static worded words_of(const json_t *object, const char *stem, const char *list)
{
    worded best = { { 0 }, false };
    int rank = 0;
    const char *key;
    json_t *value;
    const json_t *items = json_object_get(object, list);
    size_t stem_len = strlen(stem);
    for (void *at = json_object_iter((json_t *)object); at; at = json_object_iter_next((json_t *)object, at)) {
        key = json_object_iter_key(at);
        value = json_object_iter_value(at);
        if (strncmp(key, stem, stem_len) != 0 || (key[stem_len] != '_' && key[stem_len] != '\0')) continue;
        kb_str role = kb_str_of(key + stem_len + (key[stem_len] == '_'));
        prefer(&best, &rank, value_of(value), names_html(role), is_main(role));
    }
    for (size_t i = 0; i < json_array_size(items) && i < NAMES_MAX; i++) {
        const json_t *item = json_array_get(items, i);
        kb_str role = string_of(item, "role"), type = value_of(field_of(item, "contenttype", "contentType"));
        prefer(&best, &rank, string_of(item, "value"), names_html(type) || names_html(role), is_main(role));
    }
    return best;
}

/* Copies words to `out`; the tags of HTML are taken off, its paragraphs stay. */
static kb_status keep_words(kb_document *doc, worded words, kb_str *out, kb_err *err)
{
    kb_page page;
    kb_buf text = { 0 };
    if (words.words.len == 0) return KB_OK;
    if (!words.is_html) return kb_arena_copy(doc->arena, words.words, out) ? KB_OK : kb_arena_fail(doc->arena, err);
    kb_status status = kb_page_parse(words.words, doc->arena, &page, err);
    if (status != KB_OK) return status;
    kb_sanitize_text(&page, 0, &text);
    if (text.failed)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else if (!kb_arena_copy(doc->arena, kb_str_trim(kb_buf_str(&text)), out))
        status = kb_arena_fail(doc->arena, err);
    kb_buf_clear(&text);
    return status;
}

/* The body, else the description, else the title alone. */
static kb_status keep_text(const json_t *object, kb_document *doc, kb_err *err)
{
    worded title = words_of(object, "headline", "headlines");
    if (title.words.len == 0) title.words = string_of(object, "title");
    kb_status status = keep_words(doc, title, &doc->title, err);
    if (status == KB_OK) status = keep_words(doc, words_of(object, "body", "bodies"), &doc->text, err);
    doc->chosen_by = KB_STR("ninjs");
    if (doc->title.len) doc->title_from = KB_STR("input");
    if (status == KB_OK && doc->text.len == 0)
        status = keep_words(doc, words_of(object, "description", "descriptions"), &doc->text, err);
    if (status != KB_OK || doc->text.len) return status;
    doc->chosen_by = KB_STR("title");
    doc->text = doc->title;
    if (doc->text.len) return KB_OK;
    kb_str type = string_of(object, "type");
    return kb_fail(err, KB_ERR_FORMAT, "a ninjs item without words%s%.*s", type.len ? ": type " : "",
                   type.len < 40 ? (int)type.len : 0, type.len ? type.at : "");
}

/* ---- what it states ---- */

static kb_status keep(kb_document *doc, kb_str value, kb_str *field, kb_err *err)
{
    if (value.len == 0) return KB_OK;
    return kb_arena_copy(doc->arena, value, field) ? KB_OK : kb_arena_fail(doc->arena, err);
}

/* The first created is the publication, and a later version a change. */
static void keep_times(const json_t *object, kb_document *doc)
{
    kb_time first = { 0 }, version = { 0 }, content = { 0 };
    bool has_first = kb_time_parse(value_of(field_of(object, "firstcreated", "firstCreated")), &first);
    bool has_version = kb_time_parse(value_of(field_of(object, "versioncreated", "versionCreated")), &version);
    bool has_content = kb_time_parse(value_of(field_of(object, "contentcreated", "contentCreated")), &content);
    if (!has_first && !has_version && !has_content) return;
    doc->published = has_first ? first : has_version ? version : content;
    doc->published_from = KB_STR("input");
    if (!has_first || !has_version || version.seconds <= first.seconds) return;
    doc->modified = version;
    doc->modified_from = KB_STR("input");
}

/* The names of a list of {"name", ...}; of those with a role or relation in `wanted`, where it is given. */
static kb_str name_at(const json_t *list, size_t i, const char *wanted)
{
    const json_t *item = json_array_get(list, i);
    kb_str role = string_of(item, "role"), rel = string_of(item, "rel");
    if (wanted && !kb_str_is(role, wanted) && !kb_str_is(rel, wanted)) return (kb_str){ 0 };
    return string_of(item, "name");
}

static kb_status keep_tags(const json_t *object, kb_document *doc, kb_err *err)
{
    const json_t *list = field_of(object, "subject", "subjects");
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < json_array_size(list) && doc->tags.count < KB_TAGS_MAX; i++)
        status = kb_document_list(doc, &doc->tags, name_at(list, i, NULL), err);
    return status;
}

/* Who sends it: the information source that provides it, else any, else the holder of the rights. */
static kb_status keep_outlet(const json_t *object, kb_document *doc, kb_err *err)
{
    const json_t *list = field_of(object, "infosources", "infoSources");
    kb_str name = { 0 };
    if (!list) list = json_object_get(object, "infosource");
    for (size_t i = 0; name.len == 0 && i < json_array_size(list); i++) name = name_at(list, i, "provider");
    for (size_t i = 0; name.len == 0 && i < json_array_size(list); i++) name = name_at(list, i, NULL);
    if (name.len == 0) name = value_of(field_of(object, "copyrightholder", "copyrightHolder"));
    return keep(doc, name, &doc->outlet, err);
}

static bool is_url(kb_str s)
{
    return kb_str_starts(s, KB_STR("https://")) || kb_str_starts(s, KB_STR("http://"));
}

/* Renditions are named members in ninjs 1 and a list later: the first one's URL. */
static kb_str rendition_of(const json_t *item)
{
    const json_t *all = json_object_get(item, "renditions");
    const json_t *first = json_array_get(all, 0);
    if (json_is_object(all)) first = json_object_iter_value(json_object_iter((json_t *)all));
    kb_str href = string_of(first, "href");
    return is_url(href) ? href : (kb_str){ 0 };
}

static kb_str image_of(const json_t *object)
{
    const json_t *all = json_object_get(object, "associations"), *item;
    kb_str found = kb_str_is(string_of(object, "type"), "picture") ? rendition_of(object) : (kb_str){ 0 };
    void *at = json_object_iter((json_t *)all);
    for (size_t i = 0; found.len == 0 && (at || i < json_array_size(all)); i++) {
        item = at ? json_object_iter_value(at) : json_array_get(all, i);
        at = at ? json_object_iter_next((json_t *)all, at) : NULL;
        if (kb_str_is(string_of(item, "type"), "picture")) found = rendition_of(item);
    }
    return found;
}

static kb_status keep_byline(const json_t *object, kb_document *doc, kb_err *err)
{
    return kb_writers_add(doc, value_of(field_of(object, "byline", "by")), (kb_str){ 0 }, "input", err);
}

kb_status kb_ninjs_read(const json_t *object, kb_document *doc, kb_err *err)
{
    kb_str state = value_of(field_of(object, "pubstatus", "pubStatus")), uri = string_of(object, "uri");
    if (kb_str_is(state, "canceled") || kb_str_is(state, "cancelled"))
        return kb_fail(err, KB_ERR_FORMAT, "a ninjs item that its publisher cancelled");
    kb_status status = keep(doc, uri, &doc->id, err);
    if (status == KB_OK && is_url(uri)) status = keep(doc, uri, &doc->url, err);
    if (status == KB_OK) status = keep(doc, string_of(object, "language"), &doc->lang, err);
    if (status == KB_OK) status = keep(doc, image_of(object), &doc->image, err);
    if (status == KB_OK) status = keep_outlet(object, doc, err);
    if (status == KB_OK) status = keep_tags(object, doc, err);
    if (status == KB_OK) status = keep_byline(object, doc, err);
    if (status != KB_OK) return status;
    keep_times(object, doc);
    return keep_text(object, doc, err);
}
