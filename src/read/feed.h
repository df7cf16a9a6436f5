/* read/feed.h - a feed as read, of whatever kind: RSS 0.90 to 2.0 and 1.0 (RDF), Atom 0.3 and 1.0, CDF, JSON Feed 1.0
 * and 1.1, with Dublin Core, content:encoded, Media RSS and iTunes. The fields are those of JSON Feed 1.1
 * (https://www.jsonfeed.org/version/1.1/) and what that lacks. All it points to lives in the arena that it was read
 * into.
 *
 * Text is valid UTF-8. Titles, names and summaries are plain text; *_html went through read/sanitize.h; URLs are
 * absolute where the feed says against what, and a URL that is no http, https or mailto is left out (an id may be any
 * text). */
#ifndef KB_READ_FEED_H
#define KB_READ_FEED_H

#include "read/document.h"
#include "text/token.h"

#define KB_FEED_NOWHERE SIZE_MAX
#define KB_FEED_ITEMS_MAX ((size_t)20000)
#define KB_FEED_TITLE_MAX ((size_t)4096) /* bytes of a title, a name, a URL; longer ones are cut */

typedef struct {
    kb_str name, url, email, avatar;
} kb_feed_person;
typedef struct {
    kb_feed_person *at;
    size_t count;
} kb_feed_people;

typedef struct {
    kb_str url, mime_type, title;
    int64_t bytes;   /* -1: not stated */
    int64_t seconds; /* how long it plays; -1: not stated */
} kb_feed_attachment;
typedef struct {
    kb_feed_attachment *at;
    size_t count;
} kb_feed_attachments;

typedef struct {
    kb_str id;                /* as stated; else the URL; else made from the words: never empty */
    kb_str url, external_url; /* of the item; of what it is about, where that is elsewhere */
    kb_str title;
    kb_str content_html, content_text; /* one of them, or neither */
    kb_str summary;                    /* beside a content, or where the feed calls it one */
    kb_str image, banner_image;
    kb_time published, modified;
    kb_feed_people authors, contributors;
    kb_strs tags; /* each once */
    kb_str language;
    kb_feed_attachments attachments;
    kb_str source_title, source_url; /* of the feed that it was taken over from */
    kb_str rights, comments_url;
    size_t place; /* byte of the input where it begins; KB_FEED_NOWHERE: not known */
} kb_feed_item;

/* When a feed wants to be asked again. Zeroed: it says nothing. */
typedef struct {
    int64_t ttl;         /* seconds for which it does not change: RSS's ttl */
    int64_t period;      /* seconds between changes: sy:updatePeriod / sy:updateFrequency */
    uint32_t skip_hours; /* bit n: not in the hour n (0 to 23) of UTC */
    uint8_t skip_days;   /* bit n: not on day n, 0 is Monday */
} kb_feed_timing;

typedef struct {
    kb_str format; /* "rss 2.0", "rss 1.0", "atom 1.0", "cdf", "json feed 1.1"; static or in the arena */
    kb_str title, home_page_url, feed_url, description, user_comment, next_url, icon, favicon, language;
    kb_feed_people authors, contributors;
    bool expired;
    kb_time published, modified;
    kb_str generator, rights, hub;
    kb_feed_timing timing;
    kb_strs tags;
    kb_str encoding, encoding_from; /* that it was decoded from, and who said so (read/encoding.h); static */
    size_t replaced;                /* byte sequences that were none of it */
    size_t mended;                  /* places where its markup was set right */
    struct {
        kb_feed_item *at;
        size_t count;
    } items;
    kb_strs losses; /* what could not be read, each with its place: "line 3, byte 41: ..." */
} kb_feed;

/* What came with the bytes; zeroed: nothing. */
typedef struct {
    kb_str charset; /* of the Content-Type */
    kb_str url;     /* where it was fetched, or its Content-Location: the base of relative links */
    kb_str lang;    /* Content-Language */
} kb_feed_origin;

/* Reads a feed. What is broken is left out and told in out->losses. `origin` may be NULL. Fails: KB_ERR_FORMAT (no feed
 * in it; the message says what it is), KB_ERR_LIMIT, KB_ERR_MEMORY. */
kb_status kb_feed_read(kb_str bytes, const kb_feed_origin *origin, kb_arena *arena, kb_feed *out, kb_err *err);

/* Does text look like HTML: a reference that HTML knows, or a tag that it knows and that is closed or needs no closing?
 */
bool kb_feed_looks_html(kb_str text);

/* ---- for the readers of its formats ---- */

kb_status kb_feed_xml_read(kb_str utf8, const kb_feed_origin *origin, kb_arena *arena, kb_feed *out, kb_err *err);
kb_status kb_feed_json_read(kb_str bytes, const kb_feed_origin *origin, kb_arena *arena, kb_feed *out, kb_err *err);

/* Tells a loss, once, at byte `place` of `input` (or KB_FEED_NOWHERE). Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_feed_lose(kb_feed *feed, kb_arena *arena, kb_str input, size_t place, const char *what, kb_err *err);

#endif
