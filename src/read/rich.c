#include "read/rich.h"

#define KEY_BYTES 24
#define TYPE_BYTES 40

typedef struct {
    kb_buf *out;
    size_t *steps;
} writer;

static void write_value(writer *w, const json_t *value, int depth, bool inside);

/* ---- names ---- */

/* Lower case without "_" and "-"; "" when it is longer than any name here. */
static void plain_name(const char *name, char *out, size_t room)
{
    size_t len = 0;
    for (; *name; name++) {
        if (*name == '_' || *name == '-') continue;
        if (len + 1 == room) {
            len = 0;
            break;
        }
        out[len++] = *name >= 'A' && *name <= 'Z' ? (char)(*name + 32) : *name;
    }
    out[len] = '\0';
}

static bool is_one_of(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, list[i]) == 0) return true;
    return false;
}
#define IS_ONE_OF(name, list) is_one_of((name), (list), sizeof(list) / sizeof *(list))

bool kb_rich_is_body(const char *key)
{
    static const char *const names[] = {
        "articlebody",     "articlecontent", "articlehtml", "articletext", "blocks",     "body",        "bodyblocks",
        "bodyhtml",        "bodytext",       "children",    "components",  "content",    "contentbody", "contentblocks",
        "contentelements", "contenthtml",    "contents",    "elements",    "fulltext",   "html",        "htmlbody",
        "htmlcontent",     "maincontent",    "maintext",    "nodes",       "paragraphs", "parts",       "rendered",
        "richtext",        "sections",       "story",       "storybody",   "storyhtml",  "storytext",   "text",
    };
    char name[KEY_BYTES];
    plain_name(key, name, sizeof name);
    return IS_ONE_OF(name, names);
}

/* What a part calls its kind: "paragraph", "ParagraphBlock", "h2"; "" where it does not. */
static void type_of(const json_t *object, char out[TYPE_BYTES])
{
    static const char *const keys[] = { "type", "_type",   "nodeType",  "__typename", "kind",
                                        "tag",  "tagName", "component", "blockName",  "name" };
    const char *found = "";
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *value = json_string_value(json_object_get(object, keys[i]));
        if (!value || !*value) continue;
        found = value;
        if (strcmp(value, "tag") != 0 && strcmp(value, "element") != 0) break; /* "tag": its name is beside it */
    }
    plain_name(found, out, TYPE_BYTES);
}

static bool holds(const char *type, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(type, parts[i])) return true;
    return false;
}
#define HOLDS(type, parts) holds((type), (parts), sizeof(parts) / sizeof *(parts))

static bool is_media(const char *type)
{
    static const char *const parts[] = { "image", "photo",     "picture", "gallery", "video",  "audio", "embed",
                                         "media", "pullquote", "advert",  "iframe",  "script", "style" };
    return HOLDS(type, parts) || strcmp(type, "ad") == 0 || strcmp(type, "ads") == 0;
}

static bool is_heading(const char *type)
{
    if (type[0] == 'h' && type[1] >= '1' && type[1] <= '6' && !type[2]) return true;
    return strstr(type, "head") == type || strstr(type, "subhead") == type || strstr(type, "heading");
}

static bool is_leaf_block(const char *type)
{
    return strcmp(type, "p") == 0 || strcmp(type, "li") == 0 || strstr(type, "paragraph") || strstr(type, "listitem");
}

static bool is_inline(const char *type)
{
    static const char *const names[] = { "text",   "span",   "textinline", "link",     "a",    "b",
                                         "strong", "em",     "i",          "italic",   "bold", "mark",
                                         "code",   "inline", "hyperlink",  "fragment", "u",    "linkinline" };
    return IS_ONE_OF(type, names);
}

/* Another article: it has a title and a link of its own. */
static bool is_teaser(const json_t *object)
{
    bool titled = json_object_get(object, "title") || json_object_get(object, "headline");
    return titled && (json_object_get(object, "url") || json_object_get(object, "href") ||
                      json_object_get(object, "link") || json_object_get(object, "slug"));
}

/* ---- texts ---- */

static bool has_marks(kb_str s)
{
    for (size_t i = 0; i + 1 < s.len; i++)
        if (s.at[i] == '<' && ((s.at[i + 1] | 32) >= 'a' && (s.at[i + 1] | 32) <= 'z')) return true;
    return false;
}

static void write_text(writer *w, kb_str s)
{
    bool marks = has_marks(s);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '<' && !marks)
            kb_buf_add_c(w->out, "&lt;");
        else if (s.at[i] == '\n' && !marks)
            kb_buf_add_c(w->out, "<br>");
        else
            kb_buf_add_char(w->out, s.at[i]);
    }
}

static void open_block(writer *w, const char *tag, const char *type)
{
    kb_buf_print(w->out, "<%s class=\"", tag);
    for (; *type; type++)
        if ((*type >= 'a' && *type <= 'z') || (*type >= '0' && *type <= '9')) kb_buf_add_char(w->out, *type);
    kb_buf_add_c(w->out, "\">");
}

static void close_block(writer *w, const char *tag)
{
    kb_buf_print(w->out, "</%s>\n", tag);
}

/* ---- parts ---- */

/* The part's own words, where it has any. */
static const json_t *text_value(const json_t *object)
{
    static const char *const keys[] = { "html", "contentHtml", "bodyHtml", "text", "content",  "value",
                                        "body", "rendered",    "p",        "data", "paragraph" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        if (json_is_string(value) && json_string_length(value)) return value;
    }
    return NULL;
}

static const json_t *parts_value(const json_t *object)
{
    static const char *const keys[] = { "children",   "content", "contents", "blocks",
                                        "elements",   "items",   "nodes",    "paragraphs",
                                        "model",      "data",    "body",     "root",
                                        "document",   "json",    "props",    "content_elements",
                                        "components", "value",   "text",     "fields" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        if ((json_is_object(value) && json_object_size(value)) || (json_is_array(value) && json_array_size(value)))
            return value;
    }
    return NULL;
}

static bool ends_sentence(const json_t *value)
{
    kb_str s = kb_str_trim((kb_str){ json_string_value(value), json_string_length(value) });
    return s.len && strchr(".!?:\"", s.at[s.len - 1]);
}

/* Are these the pieces of one paragraph, cut at links and bold words? Pieces that are sentences are paragraphs. */
static bool are_pieces(const json_t *list)
{
    size_t inlines = 0, sentences = 0, count = json_array_size(list);
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_array_get(list, i), *text = one;
        char type[TYPE_BYTES] = "text";
        if (json_is_object(one)) {
            type_of(one, type);
            text = json_object_get(one, "text");
            if (!json_is_string(text)) text = json_object_get(one, "value");
            if (!json_is_string(text)) text = json_object_get(one, "data");
        }
        if (!is_inline(type) || !json_is_string(text)) continue;
        inlines++;
        sentences += ends_sentence(text);
    }
    return inlines && (count == 1 || sentences * 2 <= count);
}

/* ["$", "p", key, {"children": ...}]: an element as React sends it. */
static bool is_element(const json_t *list)
{
    const char *mark = json_string_value(json_array_get(list, 0));
    return mark && strcmp(mark, "$") == 0 && json_is_string(json_array_get(list, 1)) &&
           json_is_object(json_array_get(list, 3));
}

static void write_block(writer *w, const json_t *value, const char *type, int depth)
{
    const char *tag = is_heading(type)                                      ? "h3"
                      : strstr(type, "quote")                               ? "blockquote"
                      : strstr(type, "listitem") || strcmp(type, "li") == 0 ? "li"
                                                                            : "p";
    bool marked = json_is_string(value) && has_marks((kb_str){ json_string_value(value), json_string_length(value) });
    if (marked && strcmp(tag, "p") == 0) tag = "div"; /* it may hold paragraphs */
    open_block(w, tag, type);
    write_value(w, value, depth - 1, true);
    close_block(w, tag);
}

static void write_parts(writer *w, const json_t *parts, const char *type, int depth, bool inside)
{
    bool one = is_leaf_block(type) || is_heading(type) || (json_is_array(parts) && are_pieces(parts));
    if (inside || is_inline(type)) {
        write_value(w, parts, depth - 1, inside);
    } else if (one) {
        write_block(w, parts, type, depth);
    } else {
        open_block(w, "div", type);
        write_value(w, parts, depth - 1, false);
        close_block(w, "div");
    }
}

static void write_object(writer *w, const json_t *object, int depth, bool inside)
{
    char type[TYPE_BYTES];
    type_of(object, type);
    if (is_media(type) || (!inside && is_teaser(object))) return;
    if (strcmp(type, "linebreak") == 0 || strcmp(type, "hardbreak") == 0 || strcmp(type, "br") == 0) {
        kb_buf_add_c(w->out, "<br>");
        return;
    }
    const json_t *text = text_value(object), *parts = text ? NULL : parts_value(object);
    if (text && inside)
        write_value(w, text, depth - 1, true);
    else if (text)
        write_block(w, text, type, depth);
    else if (parts)
        write_parts(w, parts, type, depth, inside);
}

static void write_list(writer *w, const json_t *list, int depth, bool inside)
{
    char type[TYPE_BYTES];
    if (is_element(list)) {
        const json_t *children = json_object_get(json_array_get(list, 3), "children");
        plain_name(json_string_value(json_array_get(list, 1)), type, sizeof type);
        if (children && !is_media(type)) write_parts(w, children, type, depth, inside);
        return;
    }
    for (size_t i = 0; i < json_array_size(list) && *w->steps; i++)
        write_value(w, json_array_get(list, i), depth - 1, inside);
}

/* The depth is limited, so the recursion is. */
static void write_value(writer *w, const json_t *value, int depth, bool inside)
{
    if (depth <= 0 || *w->steps == 0) return;
    --*w->steps;
    if (json_is_string(value)) {
        if (!inside) kb_buf_add_c(w->out, "<div>");
        write_text(w, (kb_str){ json_string_value(value), json_string_length(value) });
        if (!inside) kb_buf_add_c(w->out, "</div>\n");
    } else if (json_is_array(value)) {
        write_list(w, value, depth, inside);
    } else if (json_is_object(value)) {
        write_object(w, value, depth, inside);
    }
}

void kb_rich_write(const json_t *value, int depth, size_t *steps, kb_buf *out)
{
    writer w = { out, steps };
    write_value(&w, value, depth, false);
}

size_t kb_rich_words(kb_str html)
{
    size_t words = 0;
    bool tag = false;
    for (size_t i = 0; i < html.len; i++) {
        char c = html.at[i];
        if (c == '<') tag = true;
        words += !tag && c != ' ' && c != '\n';
        if (c == '>') tag = false;
    }
    return words;
}
