#include "store/address.h"

/* Parameters that say where a visit came from, or that ask for another form of the page; "x_*" is any that begins so.
 */
static const char *const idle[] = { "utm_*",  "fbclid", "gclid", "gclsrc", "dclid",      "msclkid", "yclid",  "igshid",
                                    "mc_cid", "mc_eid", "_ga",   "_gl",    "pk_*",       "mtm_*",   "at_*",   "cmpid",
                                    "ocid",   "ncid",   "xtor",  "wt_mc",  "s_cid",      "spm",     "ito",    "icid",
                                    "cmp",    "amp",    "isAmp", "print",  "outputType", "ref_src", "ref_url" };

static bool is_idle(kb_str parameter)
{
    size_t equals = kb_str_find(parameter, KB_STR("="), 0);
    kb_str name = kb_str_part(parameter, kb_span_of(0, equals));
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++) {
        kb_str known = kb_str_of(idle[i]);
        bool any = known.at[known.len - 1] == '*';
        if (any) known.len--;
        if (any ? kb_str_starts(name, known) : kb_str_equal(name, known)) return true;
    }
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

static size_t count_dots(kb_str s)
{
    size_t dots = 0;
    for (size_t i = 0; i < s.len; i++) dots += s.at[i] == '.';
    return dots;
}

/* Of "m.islandpost.example" the host without what is before its name; of "m.example" all. */
static kb_str bare_host(kb_str host)
{
    static const char *const before[] = { "www.", "m.", "mobile.", "amp.", "wap." };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        kb_str first = kb_str_part(host, kb_span_of(0, strlen(before[i])));
        if (!kb_str_equal_ascii(first, kb_str_of(before[i]))) continue;
        if (i > 0 && count_dots(host) < 2) continue;
        host = kb_str_part(host, kb_span_of(first.len, host.len));
    }
    return host;
}

static size_t copy_host(char *to, kb_str host)
{
    size_t at = 0;
    host = bare_host(host);
    for (size_t i = 0; i < host.len; i++)
        to[at++] = host.at[i] >= 'A' && host.at[i] <= 'Z' ? (char)(host.at[i] - 'A' + 'a') : host.at[i];
    return at;
}

static kb_str without_slashes(kb_str path)
{
    while (path.len && path.at[path.len - 1] == '/') path.len--;
    return path;
}

/* Without the segment or the end of a name that asks for another form of the page; a path that is nothing else stays.
 */
static kb_str plain_path(kb_str path)
{
    static const char *const ends[] = { "/amp", "/print", ".amp", ".amp.html", "/amp.html" };
    kb_str amp = KB_STR("/amp/");
    path = without_slashes(path);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        kb_str end = kb_str_of(ends[i]);
        if (path.len > end.len + 1 && kb_str_ends(path, end))
            path = without_slashes((kb_str){ path.at, path.len - end.len });
    }
    return kb_str_starts(path, amp) ? kb_str_part(path, kb_span_of(amp.len - 1, path.len)) : path;
}

static kb_str before(kb_str s, const char *mark)
{
    size_t at = kb_str_find(s, kb_str_of(mark), 0);
    return kb_str_part(s, kb_span_of(0, at == SIZE_MAX ? s.len : at));
}

/* ---- what leads on ---- */

#define HOPS_MAX 3

/* Those that name where they lead to in a parameter. A host that ends with a dot stands for all of its countries. */
static const struct {
    const char *host, *path, *parameter;
} redirectors[] = {
    { "google.", "/url", "url" },         { "google.", "/url", "q" },      { "l.facebook.com", "/l.php", "u" },
    { "lm.facebook.com", "/l.php", "u" }, { "l.instagram.com", "/", "u" }, { "t.umblr.com", "/redirect", "z" },
    { "out.reddit.com", "", "url" },      { "away.vk.com", "", "to" },     { "go.skimresources.com", "", "url" },
    { "youtube.com", "/redirect", "q" },
};

static int digit_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "https%3A%2F%2Fx" -> "https://x" */
static bool decode(kb_arena *arena, kb_str s, kb_str *out)
{
    char *to = kb_arena_alloc(arena, s.len + 1, 1);
    size_t len = 0;
    if (!to) return false;
    for (size_t i = 0; i < s.len; i++) {
        int high = s.at[i] == '%' && i + 2 < s.len ? digit_of(s.at[i + 1]) : -1;
        int low = high >= 0 ? digit_of(s.at[i + 2]) : -1;
        to[len++] = low >= 0 ? (char)(high * 16 + low) : s.at[i];
        i += low >= 0 ? 2 : 0;
    }
    *out = (kb_str){ to, len };
    return true;
}

static kb_str parameter_of(kb_str query, const char *name)
{
    kb_str parameter, key = kb_str_of(name);
    while (query.len && kb_str_next(&query, '&', &parameter))
        if (parameter.len > key.len && kb_str_starts(parameter, key) && parameter.at[key.len] == '=')
            return kb_str_part(parameter, kb_span_of(key.len + 1, parameter.len));
    return (kb_str){ 0 };
}

static bool is_host(kb_str host, const char *known)
{
    kb_str k = kb_str_of(known);
    if (k.at[k.len - 1] != '.') return kb_str_equal_ascii(host, k);
    return kb_str_equal_ascii(kb_str_part(host, kb_span_of(0, k.len)), k);
}

/* A cache of AMP pages: ".../c/s/islandpost.example/ferry"; Google's: "/amp/s/islandpost.example/ferry". */
static kb_str cached(kb_str host, kb_str path)
{
    static const char *const heads[] = { "/c/s/", "/c/", "/v/s/", "/v/", "/amp/s/", "/amp/" };
    bool cache = kb_str_ends(host, KB_STR(".cdn.ampproject.org")), google = is_host(host, "google.");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        kb_str head = kb_str_of(heads[i]);
        if ((i < 4 ? cache : google) && kb_str_starts(path, head))
            return kb_str_part(path, kb_span_of(head.len, path.len));
    }
    return (kb_str){ 0 };
}

/* Where the address leads on to; *out is empty where it does not. */
static kb_status leads_to(kb_str url, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_str rest = url;
    *out = (kb_str){ 0 };
    if (!take_scheme(&rest)) return KB_OK;
    kb_str page = before(rest, "?"), whole_host = before(page, "/"), host = bare_host(whole_host);
    kb_str path = kb_str_part(page, kb_span_of(whole_host.len, page.len));
    kb_str query = kb_str_part(before(rest, "#"), kb_span_of(page.len + 1, rest.len)), inner = cached(host, path);
    if (inner.len)
        return kb_arena_print(arena, out, "https://%.*s", KB_STR_ARGS(inner)) ? KB_OK : kb_arena_fail(arena, err);
    for (size_t i = 0; i < sizeof redirectors / sizeof *redirectors && out->len == 0; i++) {
        bool this = is_host(host, redirectors[i].host) && kb_str_starts(path, kb_str_of(redirectors[i].path));
        kb_str value = this ? parameter_of(query, redirectors[i].parameter) : (kb_str){ 0 }, target;
        if (value.len && !decode(arena, value, &target)) return kb_arena_fail(arena, err);
        kb_str begin = value.len ? target : (kb_str){ 0 };
        if (take_scheme(&begin)) *out = target;
    }
    return KB_OK;
}

kb_status kb_address_make(kb_str url, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_str inner, parameter;
    *out = (kb_str){ NULL, 0 };
    url = kb_str_trim(url);
    for (int hops = 0; hops < HOPS_MAX; hops++) {
        kb_status status = leads_to(url, arena, &inner, err);
        if (status != KB_OK) return status;
        if (inner.len == 0) break;
        url = inner;
    }
    if (!take_scheme(&url)) return KB_OK;
    url = before(url, "#");
    kb_str page = before(url, "?"), host = before(page, "/");
    kb_str path = plain_path(kb_str_part(page, kb_span_of(host.len, page.len)));
    kb_str rest = kb_str_part(url, kb_span_of(page.len + 1, url.len));
    char *to = kb_arena_alloc(arena, url.len + 1, 1);
    if (!to) return kb_arena_fail(arena, err);
    size_t at = copy(to, copy_host(to, host), path), bare = at;
    while (rest.len && kb_str_next(&rest, '&', &parameter)) {
        if (parameter.len == 0 || is_idle(parameter)) continue;
        to[at] = at == bare ? '?' : '&';
        at = copy(to, at + 1, parameter);
    }
    if (host.len && (path.len || at > bare)) *out = (kb_str){ to, at };
    return KB_OK;
}
