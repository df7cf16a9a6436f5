#include "base/url.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_scheme_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/* Length of the scheme that begins `s`; 0 where there is none. */
static size_t scheme_len(kb_str s)
{
    size_t len = 0;
    if (s.len == 0 || !is_letter(s.at[0])) return 0;
    while (len < s.len && is_scheme_char(s.at[len])) len++;
    return len < s.len && s.at[len] == ':' ? len : 0;
}

static size_t find_any(kb_str s, size_t from, const char *marks)
{
    while (from < s.len && !(s.at[from] && strchr(marks, s.at[from]))) from++;
    return from;
}

kb_url kb_url_split(kb_str s)
{
    kb_url url = { 0 };
    size_t at = scheme_len(s), end;
    if (at) {
        url.scheme = (kb_str){ s.at, at };
        at++;
    }
    if (s.len - at >= 2 && s.at[at] == '/' && s.at[at + 1] == '/') {
        end = find_any(s, at + 2, "/?#");
        url.authority = (kb_str){ s.at + at + 2, end - at - 2 };
        at = end;
    }
    end = find_any(s, at, "?#");
    url.path = (kb_str){ s.len ? s.at + at : NULL, end - at };
    at = end;
    if (at < s.len && s.at[at] == '?') {
        end = find_any(s, at, "#");
        url.query = (kb_str){ s.at + at + 1, end - at - 1 };
        at = end;
    }
    if (at < s.len) url.fragment = (kb_str){ s.at + at + 1, s.len - at - 1 };
    return url;
}

kb_str kb_url_scheme(kb_str url, char room[32])
{
    size_t len = 0, i = 0;
    while (i < url.len && (unsigned char)url.at[i] <= ' ') i++;
    for (; i < url.len && len < 32; i++) {
        char c = url.at[i];
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (c == ':' && len) return (kb_str){ room, len };
        if (!is_scheme_char(c) || (len == 0 && !is_letter(c))) break;
        room[len++] = c;
    }
    return (kb_str){ 0 };
}

kb_str kb_url_host(kb_str s)
{
    kb_str host = kb_url_split(s).authority;
    for (size_t i = host.len; i-- > 0;)
        if (host.at[i] == '@') {
            host = kb_str_part(host, kb_span_of(i + 1, host.len));
            break;
        }
    size_t end = host.len && host.at[0] == '[' ? find_any(host, 0, "]") : 0;
    return kb_str_part(host, kb_span_of(0, find_any(host, end, ":")));
}

void kb_url_told(kb_str url, kb_str parts[2])
{
    size_t begin = scheme_len(url), secret;
    if (begin) begin++;
    while (begin < url.len && (url.at[begin] == '/' || url.at[begin] == '\\')) begin++; /* as browsers forgive it */
    secret = find_any(url, begin, "/\\?#");
    while (secret > begin && url.at[secret - 1] != '@') secret--;
    parts[0] = kb_str_part(url, kb_span_of(0, begin));
    parts[1] = kb_str_part(url, kb_span_of(secret, url.len));
}

bool kb_url_is_web(kb_str url)
{
    kb_str scheme = kb_url_split(url).scheme;
    return (kb_str_equal_ascii(scheme, KB_STR("http")) || kb_str_equal_ascii(scheme, KB_STR("https"))) &&
           kb_url_host(url).len > 0;
}

/* ---- cleaning ---- */

/* Bytes that no URL holds as they are (RFC 3986 2; brackets are left to hosts). */
static bool is_escaped(unsigned char c)
{
    return c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '`' || c == '{' || c == '}' || c == '|' ||
           c == '\\' || c == '^';
}

/* Do backslashes mean slashes? In what browsers call special schemes, and where the base tells the scheme. */
static bool has_backslashes(kb_str s)
{
    size_t len = scheme_len(s);
    return len == 0 || kb_str_equal_ascii((kb_str){ s.at, len }, KB_STR("http")) ||
           kb_str_equal_ascii((kb_str){ s.at, len }, KB_STR("https"));
}

static bool clean(kb_arena *arena, kb_str s, kb_str *out)
{
    static const char hex[] = "0123456789ABCDEF";
    while (s.len && (unsigned char)s.at[0] <= ' ') s = kb_str_part(s, kb_span_of(1, s.len));
    while (s.len && (unsigned char)s.at[s.len - 1] <= ' ') s.len--;
    size_t room = s.len, len = 0;
    for (size_t i = 0; i < s.len; i++) room += is_escaped((unsigned char)s.at[i]) ? 2 : 0;
    char *at = KB_NEW(arena, char, room + 1);
    if (!at) return false;
    bool slashes = has_backslashes(s), path = true;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        unsigned char byte = (unsigned char)c;
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (c == '?' || c == '#') path = false;
        if (c == '\\' && path && slashes) {
            at[len++] = '/';
        } else if (is_escaped(byte)) {
            at[len++] = '%';
            at[len++] = hex[byte >> 4];
            at[len++] = hex[byte & 15];
        } else {
            at[len++] = c;
        }
    }
    *out = (kb_str){ at, len };
    return true;
}

/* ---- resolution (RFC 3986 5.2) ---- */

typedef struct {
    char *at;
    size_t len;
} writer;

static void put(writer *w, kb_str s)
{
    if (s.len) memcpy(w->at + w->len, s.at, s.len);
    w->len += s.len;
}

/* Removes the last segment of the path that begins at `begin`, with its slash. */
static void drop_segment(writer *w, size_t begin)
{
    while (w->len > begin && w->at[w->len - 1] != '/') w->len--;
    if (w->len > begin) w->len--;
}

/* 5.2.4, segment by segment. */
static void put_without_dots(writer *w, kb_str path)
{
    size_t begin = w->len;
    while (path.len) {
        bool slash = path.at[0] == '/';
        size_t end = find_any(path, slash, "/");
        kb_str segment = kb_str_part(path, kb_span_of(slash, end));
        bool last = end == path.len, dot = kb_str_is(segment, "."), dots = kb_str_is(segment, "..");
        if (dots) drop_segment(w, begin);
        if (dot || dots) {
            if (last && (slash || w->len > begin)) put(w, KB_STR("/"));
            if (!slash && !last) end++; /* "../x" before any slash: no slash comes of it */
        } else {
            put(w, kb_str_part(path, kb_span_of(0, end)));
        }
        path = kb_str_part(path, kb_span_of(end, path.len));
    }
}

/* 5.2.3: the base's path to its last slash, then the reference's. */
static bool merge(kb_arena *arena, const kb_url *base, kb_str path, kb_str *out)
{
    size_t keep = base->path.len;
    while (keep && base->path.at[keep - 1] != '/') keep--;
    kb_str head = keep || !base->authority.at ? kb_str_part(base->path, kb_span_of(0, keep)) : KB_STR("/");
    writer w = { KB_NEW(arena, char, head.len + path.len + 1), 0 };
    if (!w.at) return false;
    put(&w, head);
    put(&w, path);
    *out = (kb_str){ w.at, w.len };
    return true;
}

static kb_str compose(writer *w, const kb_url *url, bool dots)
{
    if (url->scheme.at) {
        put(w, url->scheme);
        put(w, KB_STR(":"));
    }
    if (url->authority.at) {
        put(w, KB_STR("//"));
        put(w, url->authority);
    }
    if (dots)
        put_without_dots(w, url->path);
    else
        put(w, url->path);
    if (url->query.at) {
        put(w, KB_STR("?"));
        put(w, url->query);
    }
    if (url->fragment.at) {
        put(w, KB_STR("#"));
        put(w, url->fragment);
    }
    return (kb_str){ w->at, w->len };
}

static bool resolve(kb_arena *arena, const kb_url *base, const kb_url *ref, kb_url *to)
{
    *to = *ref;
    to->scheme = base->scheme;
    if (ref->authority.at) return true;
    to->authority = base->authority;
    if (ref->path.len == 0) {
        to->path = base->path;
        if (!ref->query.at) to->query = base->query;
        return true;
    }
    if (ref->path.at[0] == '/') return true;
    return merge(arena, base, ref->path, &to->path);
}

bool kb_url_resolve(kb_arena *arena, kb_str base_text, kb_str reference, kb_str *out)
{
    kb_str base_clean;
    kb_url to;
    if (!clean(arena, reference, out)) return false;
    kb_url ref = kb_url_split(*out);
    if (ref.scheme.at && !ref.authority.at) return true; /* mailto:, data:, tag: have no path with dots */
    if (base_text.len == 0 && !ref.scheme.at) return true;
    if (!clean(arena, base_text, &base_clean)) return false;
    kb_url base = kb_url_split(base_clean);
    bool hierarchical = base.authority.at || (base.path.len && base.path.at[0] == '/');
    if (ref.scheme.at)
        to = ref;
    else if (!hierarchical && base.scheme.at)
        return true;
    else if (!resolve(arena, &base, &ref, &to))
        return false;
    writer w = {
        KB_NEW(arena, char, to.scheme.len + to.authority.len + to.path.len + to.query.len + to.fragment.len + 8), 0
    };
    if (!w.at) return false;
    *out = compose(&w, &to, ref.path.len > 0 || to.authority.at != NULL);
    return true;
}
