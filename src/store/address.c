#include "store/address.h"

static bool counts_visits(kb_str parameter)
{
    static const char *const names[] = { "fbclid=", "gclid=" };
    if (kb_str_starts(parameter, KB_STR("utm_"))) return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kb_str_starts(parameter, kb_str_of(names[i]))) return true;
    return false;
}

/* Takes "https://" or "http://" off, whatever its capitals. */
static bool take_scheme(kb_str *url)
{
    static const char *const schemes[] = { "https://", "http://" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        kb_str scheme = kb_str_of(schemes[i]);
        if (!kb_str_equal_ascii(kb_str_part(*url, kb_span_of(0, scheme.len)), scheme)) continue;
        *url = kb_str_part(*url, kb_span_of(scheme.len, url->len));
        return true;
    }
    return false;
}

static size_t copy(char *to, size_t at, kb_str s)
{
    if (s.len) memcpy(to + at, s.at, s.len);
    return at + s.len;
}

static size_t copy_host(char *to, kb_str host)
{
    size_t at = 0;
    for (size_t i = 0; i < host.len; i++)
        to[at++] = host.at[i] >= 'A' && host.at[i] <= 'Z' ? (char)(host.at[i] - 'A' + 'a') : host.at[i];
    if (at < 4 || memcmp(to, "www.", 4) != 0) return at;
    memmove(to, to + 4, at - 4);
    return at - 4;
}

static kb_str before(kb_str s, const char *mark)
{
    size_t at = kb_str_find(s, kb_str_of(mark), 0);
    return kb_str_part(s, kb_span_of(0, at == SIZE_MAX ? s.len : at));
}

kb_status kb_address_make(kb_str url, kb_arena *arena, kb_str *out, kb_err *err)
{
    *out = (kb_str){ NULL, 0 };
    url = kb_str_trim(url);
    if (!take_scheme(&url)) return KB_OK;
    url = before(url, "#");
    kb_str page = before(url, "?"), host = before(page, "/");
    kb_str path = kb_str_part(page, kb_span_of(host.len, page.len));
    kb_str rest = kb_str_part(url, kb_span_of(page.len + 1, url.len)), parameter;
    while (path.len && path.at[path.len - 1] == '/') path.len--;
    char *to = kb_arena_alloc(arena, url.len + 1, 1);
    if (!to) return kb_arena_fail(arena, err);
    size_t at = copy(to, copy_host(to, host), path), bare = at;
    while (rest.len && kb_str_next(&rest, '&', &parameter)) {
        if (parameter.len == 0 || counts_visits(parameter)) continue;
        to[at] = at == bare ? '?' : '&';
        at = copy(to, at + 1, parameter);
    }
    if (host.len && (path.len || at > bare)) *out = (kb_str){ to, at };
    return KB_OK;
}
