#include "show/syndicate.h"

#include "base/url.h"
#include "show/html.h"
#include "show/json.h"

/* A date-time of RFC 3339: with a zone and seconds. */
static bool is_moment(kb_time time)
{
    return time.zoned && time.precision >= KB_TIME_MINUTE;
}

static kb_time whole(kb_time time)
{
    time.precision = KB_TIME_SECOND;
    return time;
}

static kb_time newest(const kb_syndicate *feed)
{
    kb_time last = { .zoned = true, .precision = KB_TIME_SECOND };
    for (size_t i = 0; i < feed->count; i++)
        if (feed->items[i].updated.seconds > last.seconds) last = feed->items[i].updated;
    return whole(last);
}

/* ---- Atom ---- */

static void element(kb_buf *out, const char *name, kb_str text)
{
    kb_buf_print(out, "<%s>", name);
    kb_html_text(out, text);
    kb_buf_print(out, "</%s>\n", name);
}

static void moment(kb_buf *out, const char *name, kb_time time)
{
    kb_buf_print(out, "<%s>", name);
    kb_time_write(out, whole(time));
    kb_buf_print(out, "</%s>\n", name);
}

static void link_to(kb_buf *out, const char *rel, const char *type, kb_str url)
{
    if (!url.len) return;
    kb_buf_print(out, "<link rel=\"%s\"", rel);
    if (type) kb_html_attribute(out, "type", kb_str_of(type));
    kb_html_attribute(out, "href", url);
    kb_buf_add_c(out, "/>\n");
}

static void entry(kb_buf *out, const kb_syndicate_item *item)
{
    kb_buf_add_c(out, "<entry");
    if (item->lang.len && !kb_str_is(item->lang, "und")) kb_html_attribute(out, "xml:lang", item->lang);
    kb_buf_add_c(out, ">\n");
    element(out, "id", item->id);
    element(out, "title", item->title);
    link_to(out, "alternate", "text/html", item->url);
    if (kb_url_is_web(item->source)) link_to(out, "via", NULL, item->source);
    if (is_moment(item->published)) moment(out, "published", item->published);
    moment(out, "updated", item->updated);
    if (item->author.len) {
        kb_buf_add_c(out, "<author>");
        element(out, "name", item->author);
        kb_buf_add_c(out, "</author>\n");
    }
    if (item->text.len) element(out, "summary", item->text);
    kb_buf_add_c(out, "</entry>\n");
}

void kb_syndicate_atom(kb_buf *out, const kb_syndicate *feed)
{
    static const char type[] = "application/atom+xml";
    kb_buf_add_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    kb_html_attribute(out, "xml:lang", kb_str_of(feed->ui));
    kb_buf_add_c(out, ">\n");
    element(out, "id", feed->id);
    element(out, "title", feed->title);
    moment(out, "updated", newest(feed));
    link_to(out, "self", type, feed->self);
    link_to(out, "alternate", "text/html", feed->home);
    link_to(out, "next", type, feed->next); /* RFC 5005 */
    kb_buf_add_c(out, "<author><name>kabar</name></author>\n<generator version=\"" KABAR_VERSION "\">kabar</generator>\n");
    for (size_t i = 0; i < feed->count; i++) entry(out, &feed->items[i]);
    kb_buf_add_c(out, "</feed>\n");
}

/* ---- JSON Feed ---- */

static void put_author(kb_json *json, kb_str name)
{
    if (!name.len) return;
    kb_json_key(json, "authors");
    kb_json_open(json, '[');
    kb_json_open(json, '{');
    kb_json_put_str(json, "name", name);
    kb_json_close(json, '}');
    kb_json_close(json, ']');
}

static void put_item(kb_json *json, const kb_syndicate_item *item)
{
    kb_json_open(json, '{');
    kb_json_put_str(json, "id", item->id);
    kb_json_put_str(json, "url", item->url);
    if (kb_url_is_web(item->source)) kb_json_put_str(json, "external_url", item->source);
    kb_json_put_str(json, "title", item->title);
    kb_json_put_str(json, "content_text", item->text);
    if (is_moment(item->published)) kb_json_put_time(json, "date_published", whole(item->published));
    kb_json_put_time(json, "date_modified", whole(item->updated));
    put_author(json, item->author);
    if (item->lang.len && !kb_str_is(item->lang, "und")) kb_json_put_str(json, "language", item->lang);
    kb_json_close(json, '}');
}

void kb_syndicate_json(kb_buf *out, const kb_syndicate *feed)
{
    kb_json json = { .out = out };
    kb_json_open(&json, '{');
    kb_json_put_str(&json, "version", KB_STR("https://jsonfeed.org/version/1.1"));
    kb_json_put_str(&json, "title", feed->title);
    kb_json_put_str(&json, "home_page_url", feed->home);
    kb_json_put_str(&json, "feed_url", feed->self);
    if (feed->next.len) kb_json_put_str(&json, "next_url", feed->next);
    kb_json_put_str(&json, "language", kb_str_of(feed->ui));
    put_author(&json, KB_STR("kabar"));
    kb_json_key(&json, "items");
    kb_json_open(&json, '[');
    for (size_t i = 0; i < feed->count; i++) put_item(&json, &feed->items[i]);
    kb_json_close(&json, ']');
    kb_json_close(&json, '}');
    kb_json_line(&json);
}
