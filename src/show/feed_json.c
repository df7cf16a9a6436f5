#include "show/feed_json.h"

#include "show/nouns_json.h"

static void put(kb_json *json, const char *key, kb_str value)
{
    if (value.len) kb_json_put_str(json, key, value);
}

static void put_number(kb_json *json, const char *key, int64_t value)
{
    if (value >= 0) kb_json_put_int(json, key, value);
}

/* RFC 3339 wants clock and zone: a day begins at midnight, a time without a zone is UTC's. What the source really said
 * stands under "_kabar". */
static void put_time(kb_json *json, const char *key, kb_time time)
{
    if (time.precision == KB_TIME_NONE) return;
    time.precision = KB_TIME_SECOND;
    time.zoned = true;
    kb_json_put_time(json, key, time);
}

static void put_known_time(kb_json *json, const char *key, kb_time time)
{
    if (time.precision != KB_TIME_NONE) kb_json_put_time(json, key, time);
}

static void put_people(kb_json *json, const char *key, kb_feed_people people)
{
    if (people.count == 0) return;
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < people.count; i++) {
        const kb_feed_person *p = &people.at[i];
        kb_json_open(json, '{');
        put(json, "name", p->name);
        put(json, "url", p->url);
        put(json, "avatar", p->avatar);
        if (p->email.len) {
            kb_json_key(json, "_kabar");
            kb_json_open(json, '{');
            put(json, "email", p->email);
            kb_json_close(json, '}');
        }
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_strs(kb_json *json, const char *key, kb_strs strs)
{
    if (strs.count == 0) return;
    kb_json_key(json, key);
    kb_json_strs(json, strs);
}

static void put_attachments(kb_json *json, kb_feed_attachments attachments)
{
    if (attachments.count == 0) return;
    kb_json_key(json, "attachments");
    kb_json_open(json, '[');
    for (size_t i = 0; i < attachments.count; i++) {
        const kb_feed_attachment *a = &attachments.at[i];
        kb_json_open(json, '{');
        put(json, "url", a->url);
        kb_json_put_str(json, "mime_type", a->mime_type); /* the standard wants it, empty or not */
        put(json, "title", a->title);
        put_number(json, "size_in_bytes", a->bytes);
        put_number(json, "duration_in_seconds", a->seconds);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_item(kb_json *json, const kb_feed_item *item)
{
    kb_json_open(json, '{');
    kb_json_put_str(json, "id", item->id);
    put(json, "url", item->url);
    put(json, "external_url", item->external_url);
    put(json, "title", item->title);
    put(json, "content_html", item->content_html);
    if (item->content_text.len || item->content_html.len == 0) /* one of them must be there */
        kb_json_put_str(json, "content_text", item->content_text);
    put(json, "summary", item->summary);
    put(json, "image", item->image);
    put(json, "banner_image", item->banner_image);
    put_time(json, "date_published", item->published);
    put_time(json, "date_modified", item->modified);
    put_people(json, "authors", item->authors);
    put_strs(json, "tags", item->tags);
    put(json, "language", item->language);
    put_attachments(json, item->attachments);
    kb_json_key(json, "_kabar");
    kb_json_open(json, '{');
    put_known_time(json, "published", item->published);
    put_known_time(json, "modified", item->modified);
    put_people(json, "contributors", item->contributors);
    put(json, "source_title", item->source_title);
    put(json, "source_url", item->source_url);
    put(json, "comments_url", item->comments_url);
    put(json, "rights", item->rights);
    if (item->place != KB_FEED_NOWHERE) kb_json_put_int(json, "offset", (int64_t)item->place);
    kb_json_close(json, '}');
    kb_json_close(json, '}');
}

static void put_extension(kb_json *json, const kb_feed *feed)
{
    kb_json_key(json, "_kabar");
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    put(json, "format", feed->format);
    put(json, "encoding", feed->encoding);
    put(json, "encoding_from", feed->encoding_from);
    put_known_time(json, "published", feed->published);
    put_known_time(json, "modified", feed->modified);
    put_people(json, "contributors", feed->contributors);
    put_strs(json, "tags", feed->tags);
    put(json, "generator", feed->generator);
    put(json, "rights", feed->rights);
    kb_json_put_int(json, "replaced", (int64_t)feed->replaced);
    kb_json_put_int(json, "mended", (int64_t)feed->mended);
    kb_json_key(json, "lost");
    kb_json_strs(json, feed->losses);
    kb_json_close(json, '}');
}

static void put_hub(kb_json *json, kb_str url)
{
    if (url.len == 0) return;
    kb_json_key(json, "hubs");
    kb_json_open(json, '[');
    kb_json_open(json, '{');
    kb_json_put_str(json, "type", KB_STR("WebSub"));
    put(json, "url", url);
    kb_json_close(json, '}');
    kb_json_close(json, ']');
}

void kb_json_feed(kb_json *json, const kb_feed *feed)
{
    kb_json_open(json, '{');
    kb_json_put_str(json, "version", KB_STR("https://jsonfeed.org/version/1.1"));
    kb_json_put_str(json, "title", feed->title);
    put(json, "home_page_url", feed->home_page_url);
    put(json, "feed_url", feed->feed_url);
    put(json, "description", feed->description);
    put(json, "user_comment", feed->user_comment);
    put(json, "next_url", feed->next_url);
    put(json, "icon", feed->icon);
    put(json, "favicon", feed->favicon);
    put_people(json, "authors", feed->authors);
    put(json, "language", feed->language);
    if (feed->expired) kb_json_put_bool(json, "expired", true);
    put_hub(json, feed->hub);
    put_extension(json, feed);
    kb_json_key(json, "items");
    kb_json_open(json, '[');
    for (size_t i = 0; i < feed->items.count; i++) put_item(json, &feed->items.at[i]);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}
