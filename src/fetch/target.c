#include "fetch/target.h"

#include <arpa/inet.h>

#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "text/host.h"

#define LABEL_BYTES 63
#define HOST_BYTES 253

/* ---- the port ---- */

/* WHATWG Fetch, "port blocking": what a connection there says may mean something to another service. In order. */
static const uint16_t closed_ports[] = {
    0,    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,    42,   43,
    53,   69,   77,   79,   87,   95,   101,  102,  103,  104,  109,  110,  111,  113,  115,   117,  119,
    123,  135,  137,  139,  143,  161,  179,  389,  427,  465,  512,  513,  514,  515,  526,   530,  531,
    532,  540,  548,  554,  556,  563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720,  1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
};

static kb_status read_port(kb_str digits, bool tls, unsigned *out, kb_err *err)
{
    int64_t port = tls ? 443 : 80;
    for (size_t i = 0; i < digits.len; i++)
        if (digits.at[i] < '0' || digits.at[i] > '9') return kb_fail(err, KB_ERR_FORMAT, "the port is no number");
    if (digits.len && (!kb_str_int(digits, &port) || port > UINT16_MAX))
        return kb_fail(err, KB_ERR_FORMAT, "there is no such port");
    for (size_t i = 0; i < sizeof closed_ports / sizeof *closed_ports; i++)
        if (closed_ports[i] == port)
            return kb_fail(err, KB_ERR_FORMAT, "port %u is of another service than the web", (unsigned)port);
    *out = (unsigned)port;
    return KB_OK;
}

/* ---- hosts in figures ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int digit_of(char c)
{
    if (is_digit(c)) return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* "192", "0300", "0xC0" (WHATWG URL, "IPv4 number parser"); false where it is none, or beyond 32 bits. */
static bool read_number(kb_str s, uint64_t *out)
{
    int base = 10;
    if (!s.len) return false;
    if (s.len > 1 && s.at[0] == '0') {
        bool hex = (s.at[1] | 0x20) == 'x';
        base = hex ? 16 : 8;
        s = kb_str_part(s, kb_span_of(hex ? 2 : 1, s.len));
    }
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        int digit = digit_of(s.at[i]);
        if (digit >= base) return false;
        *out = *out * (unsigned)base + (unsigned)digit;
        if (*out > UINT32_MAX) return false;
    }
    return true;
}

/* A host whose last part is a number, of any size, is an address, or none at all. */
static bool ends_in_number(kb_str host)
{
    size_t from = host.len;
    while (from > 0 && host.at[from - 1] != '.') from--;
    kb_str last = kb_str_part(host, kb_span_of(from, host.len));
    bool hex = kb_str_starts(last, KB_STR("0x")), number = last.len > 0;
    for (size_t i = hex ? 2 : 0; i < last.len; i++) number &= digit_of(last.at[i]) < (hex ? 16 : 10);
    return number;
}

static bool read_v4(kb_str host, unsigned char bytes[4])
{
    enum { PARTS = 4 };
    uint64_t parts[PARTS], whole = 0;
    size_t count = 0;
    kb_str part;
    while (kb_str_next(&host, '.', &part))
        if (count == PARTS || !read_number(part, &parts[count++])) return false;
    for (size_t i = 0; i < count; i++) {
        unsigned bits = i + 1 < count ? 8 : (unsigned)(PARTS - i) * 8;
        if (parts[i] >> bits) return false;
        whole = whole << bits | parts[i];
    }
    for (size_t i = 0; i < PARTS; i++) bytes[i] = (unsigned char)(whole >> (24 - 8 * i));
    return count > 0;
}

static bool read_v6(kb_str host, unsigned char bytes[16])
{
    char text[INET6_ADDRSTRLEN];
    if (host.len < 2 || host.len - 2 >= sizeof text || host.at[host.len - 1] != ']') return false;
    memcpy(text, host.at + 1, host.len - 2);
    text[host.len - 2] = '\0';
    return strlen(text) == host.len - 2 && inet_pton(AF_INET6, text, bytes) == 1;
}

/* ---- the host ---- */

/* Letters, digits, hyphens and, as many hosts of the web have it, underscores; labels between dots. */
static bool is_name(kb_str host)
{
    kb_str rest = host, label;
    if (host.len > HOST_BYTES) return false;
    while (kb_str_next(&rest, '.', &label)) {
        if (!label.len || label.len > LABEL_BYTES) return false;
        for (size_t i = 0; i < label.len; i++) {
            char c = label.at[i];
            if (!(c >= 'a' && c <= 'z') && !is_digit(c) && c != '-' && c != '_') return false;
        }
    }
    return host.len > 0;
}

static bool to_ascii(kb_arena *arena, kb_str *host)
{
    bool ascii = true;
    for (size_t i = 0; i < host->len; i++) ascii &= (unsigned char)host->at[i] < 0x80;
    if (!ascii) return kb_utf8_valid(*host) == host->len && kb_host_ascii(arena, *host, host);
    char *small = KB_NEW(arena, char, host->len + 1);
    if (!small) return false;
    for (size_t i = 0; i < host->len; i++)
        small[i] = (char)(host->at[i] >= 'A' && host->at[i] <= 'Z' ? host->at[i] | 0x20 : host->at[i]);
    *host = (kb_str){ small, host->len };
    return true;
}

/* *host in its form; figures of an address. */
static kb_status read_host(kb_arena *arena, kb_str *host, kb_target *out, kb_err *err)
{
    char text[INET6_ADDRSTRLEN];
    bool six = host->len && host->at[0] == '[', good;
    if (!six && !to_ascii(arena, host)) return kb_fail(err, KB_ERR_FORMAT, "the host is no name");
    if (!six && host->len > 1 && host->at[host->len - 1] == '.') host->len--;
    bool four = !six && ends_in_number(*host);
    if (!six && !four) return is_name(*host) ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "the host is no name");
    good = six ? read_v6(*host, out->figures.bytes) : read_v4(*host, out->figures.bytes);
    if (!good || !inet_ntop(six ? AF_INET6 : AF_INET, out->figures.bytes, text, sizeof text))
        return kb_fail(err, KB_ERR_FORMAT, "the host is no name and no address");
    out->figures.len = six ? 16 : 4;
    return kb_arena_print(arena, host, six ? "[%s]" : "%s", text) ? KB_OK : kb_arena_fail(arena, err);
}

/* ---- the whole ---- */

/* Bytes beyond ASCII percent-encoded: a header is ASCII. */
static void add_encoded(kb_buf *buf, kb_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x80)
            kb_buf_print(buf, "%%%02X", c);
        else
            kb_buf_add_char(buf, s.at[i]);
    }
}

static kb_status write_whole(kb_arena *arena, const kb_url *url, kb_str host, kb_target *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_buf_add_c(&buf, out->tls ? "https://" : "http://");
    out->host.begin = buf.len;
    kb_buf_add(&buf, host);
    out->host.end = buf.len;
    if (out->port != (out->tls ? 443U : 80U)) kb_buf_print(&buf, ":%u", out->port);
    out->origin = buf.len;
    if (!url->path.len) kb_buf_add_char(&buf, '/');
    add_encoded(&buf, url->path);
    if (url->query.at) {
        kb_buf_add_char(&buf, '?');
        add_encoded(&buf, url->query);
    }
    kb_status status = KB_OK;
    if (buf.failed)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else if (buf.len > KB_TARGET_BYTES)
        status = kb_fail(err, KB_ERR_LIMIT, "the address is longer than %zu bytes", KB_TARGET_BYTES);
    else if (!kb_arena_print(arena, &out->whole, "%.*s", KB_STR_ARGS(kb_buf_str(&buf))))
        status = kb_arena_fail(arena, err);
    kb_buf_clear(&buf);
    return status;
}

/* "host", "host:", "host:8080", "[::1]:8080" */
static kb_status read_authority(kb_arena *arena, kb_str authority, kb_target *out, kb_str *host, kb_err *err)
{
    size_t end = 0;
    for (size_t i = 0; i < authority.len; i++)
        if (authority.at[i] == '@') return kb_fail(err, KB_ERR_FORMAT, "a user or password in an address is not sent");
    if (authority.len && authority.at[0] == '[')
        while (end < authority.len && authority.at[end] != ']') end++;
    while (end < authority.len && authority.at[end] != ':') end++;
    *host = kb_str_part(authority, kb_span_of(0, end));
    if (!host->len) return kb_fail(err, KB_ERR_FORMAT, "it has no host");
    kb_status status = read_port(kb_str_part(authority, kb_span_of(end + 1, authority.len)), out->tls, &out->port, err);
    return status == KB_OK ? read_host(arena, host, out, err) : status;
}

kb_status kb_target_read(kb_arena *arena, kb_str base, kb_str reference, kb_target *out, kb_err *err)
{
    kb_str text, host;
    *out = (kb_target){ 0 };
    if (reference.len > KB_TARGET_BYTES)
        return kb_fail(err, KB_ERR_LIMIT, "the address is longer than %zu bytes", KB_TARGET_BYTES);
    if (!kb_url_resolve(arena, base, reference, &text)) return kb_arena_fail(arena, err);
    kb_url url = kb_url_split(text);
    out->tls = kb_str_equal_ascii(url.scheme, KB_STR("https"));
    if (!out->tls && !kb_str_equal_ascii(url.scheme, KB_STR("http")))
        return kb_fail(err, KB_ERR_FORMAT, "neither http nor https");
    kb_status status = read_authority(arena, url.authority, out, &host, err);
    return status == KB_OK ? write_whole(arena, &url, host, out, err) : status;
}
