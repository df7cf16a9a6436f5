#include "fetch/cookies.h"

/* Bytes that end a cookie or the header's line. */
static bool is_plain(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7F || s.at[i] == ';') return false;
    return true;
}

static bool read_line(kb_str line, kb_cookie *out)
{
    kb_str all, secure = { 0 }, until;
    bool columns = kb_str_next(&line, '\t', &out->host) && kb_str_next(&line, '\t', &all) &&
                   kb_str_next(&line, '\t', &out->path) && kb_str_next(&line, '\t', &secure) &&
                   kb_str_next(&line, '\t', &until) && kb_str_next(&line, '\t', &out->name);
    out->value = line; /* curl leaves the tab out where it is empty */
    if (kb_str_starts(out->host, KB_STR("."))) out->host = kb_str_part(out->host, kb_span_of(1, out->host.len));
    out->tls = kb_str_equal_ascii(secure, KB_STR("true"));
    return columns && out->host.len && kb_str_starts(out->path, KB_STR("/")) && out->name.len && is_plain(out->name) &&
           is_plain(out->value) && kb_str_int(until, &out->until);
}

kb_status kb_cookies_read(kb_str text, kb_arena *arena, kb_cookies *out, kb_err *err)
{
    kb_str line;
    size_t number = 0;
    *out = (kb_cookies){ 0 };
    while (text.len && kb_str_next(&text, '\n', &line)) {
        number++;
        if (line.len && line.at[line.len - 1] == '\r') line.len--;
        if (kb_str_starts(line, KB_STR("#HttpOnly_")))
            line = kb_str_part(line, kb_span_of(strlen("#HttpOnly_"), line.len));
        if (!kb_str_trim(line).len || line.at[0] == '#') continue;
        kb_cookie *cookie = KB_ADD(arena, out, kb_cookie);
        if (!cookie) return kb_arena_fail(arena, err);
        if (!read_line(line, cookie))
            return kb_fail(err, KB_ERR_FORMAT, "line %zu is no cookie of a cookies.txt", number);
    }
    return KB_OK;
}

/* RFC 6265 5.1.4 */
static bool path_matches(kb_str path, kb_str cookie)
{
    if (!kb_str_starts(path, cookie)) return false;
    return cookie.at[cookie.len - 1] == '/' || path.len == cookie.len || strchr("/?", path.at[cookie.len]);
}

void kb_cookies_write(const kb_cookies *cookies, const kb_target *address, int64_t now, kb_buf *out)
{
    kb_str host = kb_target_host(address);
    kb_str path = kb_str_part(address->whole, kb_span_of(address->origin, address->whole.len));
    size_t begin = out->len;
    for (size_t i = 0; i < cookies->count; i++) {
        const kb_cookie *c = &cookies->at[i];
        bool goes = kb_str_equal_ascii(c->host, host) && (address->tls || !c->tls) && (!c->until || c->until > now);
        if (!goes || !path_matches(path, c->path)) continue;
        kb_buf_print(out, "%s%.*s=%.*s", out->len > begin ? "; " : "", KB_STR_ARGS(c->name), KB_STR_ARGS(c->value));
    }
}
