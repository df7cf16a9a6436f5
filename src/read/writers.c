#include "read/writers.h"

#include "base/url.h"
#include "read/names.h"
#include "read/stated.h"
#include "read/tidy.h"

static kb_str host_of(kb_str url)
{
    kb_str host = kb_url_host(url);
    return kb_str_starts(host, KB_STR("www.")) ? kb_str_part(host, kb_span_of(4, host.len)) : host;
}

static bool is_outlet(const void *user, kb_str words)
{
    return kb_stated_outlet(user, words);
}

kb_status kb_writers_add(kb_document *doc, kb_str stated, kb_str outlet, const char *from, kb_err *err)
{
    const kb_stated names_of_outlet = {
        .doc = doc, .outlet = doc->outlet, .app = outlet, .host = host_of(doc->url), .err = err
    };
    kb_names names = { 0 };
    kb_str tidy;
    kb_status status = kb_tidy(stated, doc->arena, &tidy, err);
    kb_names_place place = { is_outlet, &names_of_outlet, true };
    if (status == KB_OK) status = kb_names_take(tidy, place, doc->arena, &names, err);
    for (size_t i = 0; status == KB_OK && i < names.people.count; i++)
        status = kb_document_list(doc, &doc->byline, names.people.at[i], err);
    for (size_t i = 0; status == KB_OK && i < names.carriers.count; i++)
        status = kb_document_list(doc, &doc->carriers, names.carriers.at[i], err);
    if (names.people.count) doc->byline_from = kb_str_of(from);
    return status;
}

kb_str kb_writers_outlet(kb_str title, kb_str url)
{
    static const char *const marks[] = { " | ", " - ", " – ", " — ", " » ", " · ", " :: ", ": " };
    const kb_stated place = { .host = host_of(url) };
    if (place.host.len == 0) return title;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        kb_str mark = kb_str_of(marks[i]);
        size_t at = kb_str_find(title, mark, 0);
        if (at == SIZE_MAX) continue;
        kb_str head = kb_str_trim(kb_str_part(title, kb_span_of(0, at)));
        kb_str tail = kb_str_trim(kb_str_part(title, kb_span_of(at + mark.len, title.len)));
        if (kb_stated_outlet(&place, head)) return head;
        if (kb_stated_outlet(&place, tail)) return tail;
    }
    return title;
}
