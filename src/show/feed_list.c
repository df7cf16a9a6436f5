#include "show/feed_list.h"

#include "show/page_parts.h"

static void begin(kb_opml_writer *w)
{
    if (w->begun) return;
    w->begun = true;
    kb_buf_add_c(w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                         "<head><title>kabar</title></head>\n<body>\n");
}

static size_t depth_of(kb_str folder)
{
    size_t depth = folder.len > 0;
    for (size_t i = 0; i < folder.len; i++) depth += folder.at[i] == '/';
    return depth;
}

static void indent(kb_opml_writer *w, size_t depth)
{
    kb_buf_add_repeat(w->out, ' ', 2 * depth);
}

/* How many names two paths begin with alike. */
static size_t common(kb_str a, kb_str b)
{
    kb_str x, y;
    size_t same = 0;
    while (a.len && b.len && kb_str_next(&a, '/', &x) && kb_str_next(&b, '/', &y) && kb_str_equal(x, y)) same++;
    return same;
}

static void enter(kb_opml_writer *w, kb_str folder)
{
    kb_str before = kb_buf_str(&w->folder), name, rest = folder;
    size_t same = common(before, folder), depth = depth_of(before);
    for (; depth > same; depth--) {
        indent(w, depth - 1);
        kb_buf_add_c(w->out, "</outline>\n");
    }
    for (size_t i = 0; rest.len && kb_str_next(&rest, '/', &name); i++) {
        if (i < same) continue;
        indent(w, i);
        kb_buf_add_c(w->out, "<outline text=\"");
        kb_html_text(w->out, name);
        kb_buf_add_c(w->out, "\">\n");
    }
    kb_buf_clear(&w->folder);
    kb_buf_add(&w->folder, folder);
    w->out->failed |= w->folder.failed;
}

static void put(kb_opml_writer *w, const char *name, kb_str value)
{
    if (value.len == 0) return;
    kb_buf_print(w->out, " %s=\"", name);
    kb_html_text(w->out, value);
    kb_buf_add_char(w->out, '"');
}

void kb_opml_write(kb_opml_writer *w, const kb_opml_feed *feed)
{
    kb_str title = feed->title.len ? feed->title : feed->url;
    begin(w);
    enter(w, feed->folder);
    indent(w, depth_of(feed->folder));
    kb_buf_add_c(w->out, "<outline type=\"rss\"");
    put(w, "text", title);
    put(w, "title", title);
    put(w, "xmlUrl", feed->url);
    put(w, "htmlUrl", feed->home);
    put(w, "category", feed->tags);
    put(w, "language", feed->lang);
    kb_buf_add_c(w->out, "/>\n");
}

void kb_opml_end(kb_opml_writer *w)
{
    begin(w);
    enter(w, (kb_str){ 0 });
    kb_buf_add_c(w->out, "</body>\n</opml>\n");
    kb_buf_clear(&w->folder);
}
