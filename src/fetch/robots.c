#include "fetch/robots.h"

#include <math.h>
#include <stdlib.h>

#define LINE_BYTES ((size_t)2083 * 8) /* of a line that are read, as Google's parser has it */
#define STEPS ((size_t)4 << 20)       /* of matching one address */
#define DELAY_MAX 86400.0

/* ---- lines ---- */

typedef enum { KEY_OTHER, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_DELAY, KEY_SITEMAP } key;

typedef struct {
    key key;
    kb_str value;
} line;

static key key_of(kb_str word)
{
    static const struct {
        const char *word;
        key key;
    } keys[] = {
        { "user-agent", KEY_AGENT },  { "useragent", KEY_AGENT },   { "user agent", KEY_AGENT },
        { "allow", KEY_ALLOW },       { "disallow", KEY_DISALLOW }, { "dissallow", KEY_DISALLOW },
        { "dissalow", KEY_DISALLOW }, { "disalow", KEY_DISALLOW },  { "diasllow", KEY_DISALLOW },
        { "disallaw", KEY_DISALLOW }, { "crawl-delay", KEY_DELAY }, { "crawldelay", KEY_DELAY },
        { "crawl delay", KEY_DELAY }, { "sitemap", KEY_SITEMAP },   { "site-map", KEY_SITEMAP },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (kb_str_equal_ascii(word, kb_str_of(keys[i].word))) return keys[i].key;
    return KEY_OTHER;
}

static size_t find_byte(kb_str s, const char *bytes)
{
    size_t i = 0;
    while (i < s.len && (!s.at[i] || !strchr(bytes, s.at[i]))) i++;
    return i;
}

/* A line without a colon is read where it has two words. */
static line read_line(kb_str s)
{
    if (s.len > LINE_BYTES) s.len = LINE_BYTES;
    s.len = find_byte(s, "#");
    s = kb_str_trim(s);
    size_t mark = find_byte(s, ":");
    if (mark == s.len) {
        mark = find_byte(s, " \t");
        kb_str rest = kb_str_trim(kb_str_part(s, kb_span_of(mark, s.len)));
        if (!rest.len || find_byte(rest, " \t") < rest.len) return (line){ .key = KEY_OTHER };
    }
    kb_str value = kb_str_part(s, kb_span_of(mark + 1, s.len));
    return (line){ key_of(kb_str_trim(kb_str_part(s, kb_span_of(0, mark)))), kb_str_trim(value) };
}

/* The next line; they end with LF, CR or both. */
static bool next_line(kb_str *rest, kb_str *out)
{
    if (!rest->len) return false;
    size_t end = find_byte(*rest, "\r\n"), next = end + 1;
    if (end + 1 < rest->len && rest->at[end] == '\r' && rest->at[end + 1] == '\n') next++;
    *out = kb_str_part(*rest, kb_span_of(0, end));
    *rest = kb_str_part(*rest, kb_span_of(next, rest->len));
    return true;
}

static kb_str without_mark(kb_str text)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* also one that is cut short */
    size_t n = 0;
    while (n < 3 && n < text.len && text.at[n] == mark[n]) n++;
    return kb_str_part(text, kb_span_of(n, text.len));
}

/* ---- groups ---- */

typedef struct {
    kb_arena *arena;
    kb_str agent;
    kb_robots_rules ours, all; /* of groups that name the agent; of those for all */
    double our_delay, all_delay;
    bool in_ours, in_all; /* the group that is read is for whom */
    bool body;            /* it has rules: another agent begins the next group */
    bool found;           /* a group names the agent */
} groups;

/* Letters, "-" and "_": what follows is no part of the product token. */
static kb_str product(kb_str value)
{
    size_t n = 0;
    while (n < value.len && ((value.at[n] >= 'a' && value.at[n] <= 'z') || (value.at[n] >= 'A' && value.at[n] <= 'Z') ||
                             value.at[n] == '-' || value.at[n] == '_'))
        n++;
    return kb_str_part(value, kb_span_of(0, n));
}

static void take_agent(groups *g, kb_str value)
{
    if (g->body) g->in_ours = g->in_all = g->body = false;
    bool all = value.len && value.at[0] == '*' && (value.len == 1 || strchr(" \t", value.at[1]));
    g->in_all |= all;
    if (all || !kb_str_equal_ascii(product(value), g->agent)) return;
    g->in_ours = g->found = true;
}

static int hex_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes that are not ASCII percent-encoded, hexadecimal digits of others in capitals: as in addresses. */
static bool encode(kb_arena *arena, kb_str pattern, kb_str *out)
{
    static const char digits[] = "0123456789ABCDEF";
    char *to = KB_NEW(arena, char, pattern.len * 3 + 1);
    size_t len = 0;
    if (!to) return false;
    for (size_t i = 0; i < pattern.len; i++) {
        unsigned char c = (unsigned char)pattern.at[i];
        bool coded =
            c == '%' && i + 2 < pattern.len && hex_of(pattern.at[i + 1]) >= 0 && hex_of(pattern.at[i + 2]) >= 0;
        if (coded || c >= 0x80) to[len++] = '%';
        if (coded) {
            to[len++] = digits[hex_of(pattern.at[++i])];
            to[len++] = digits[hex_of(pattern.at[++i])];
        } else if (c >= 0x80) {
            to[len++] = digits[c >> 4];
            to[len++] = digits[c & 15];
        } else {
            to[len++] = (char)c;
        }
    }
    *out = (kb_str){ to, len };
    return true;
}

static bool add_pattern(groups *g, kb_str pattern, bool allow)
{
    kb_robots_rules *lists[] = { g->in_ours ? &g->ours : NULL, g->in_all ? &g->all : NULL };
    for (size_t i = 0; i < 2; i++) {
        if (!lists[i]) continue;
        kb_robots_rule *rule = KB_ADD(g->arena, lists[i], kb_robots_rule);
        if (!rule) return false;
        *rule = (kb_robots_rule){ pattern, allow };
    }
    return true;
}

static bool take_rule(groups *g, kb_str value, bool allow)
{
    kb_str pattern, folder;
    if (!g->in_ours && !g->in_all) return true;
    g->body = true;
    if (!value.len) return true; /* of nothing: says nothing */
    if (!encode(g->arena, value, &pattern) || !add_pattern(g, pattern, allow)) return false;
    size_t slash = pattern.len;
    while (slash > 0 && pattern.at[slash - 1] != '/') slash--;
    if (!allow || !slash ||
        !kb_str_starts(kb_str_part(pattern, kb_span_of(slash - 1, pattern.len)), KB_STR("/index.htm")))
        return true;
    return kb_arena_print(g->arena, &folder, "%.*s$", (int)slash, pattern.at) && add_pattern(g, folder, true);
}

static void take_delay(groups *g, kb_str value)
{
    char digits[24], *end;
    if (value.len >= sizeof digits) return;
    if (value.len) memcpy(digits, value.at, value.len);
    digits[value.len] = '\0';
    double seconds = strtod(digits, &end);
    if (end == digits || !isfinite(seconds) || seconds < 0) return;
    if (seconds > DELAY_MAX) seconds = DELAY_MAX;
    if (g->in_ours) g->our_delay = seconds;
    if (g->in_all) g->all_delay = seconds;
    g->body |= g->in_ours || g->in_all;
}

static bool take_line(groups *g, line l, kb_robots *out)
{
    kb_str *sitemap;
    switch (l.key) {
    case KEY_AGENT: take_agent(g, l.value); return true;
    case KEY_ALLOW:
    case KEY_DISALLOW: return take_rule(g, l.value, l.key == KEY_ALLOW);
    case KEY_DELAY: take_delay(g, l.value); return true;
    case KEY_SITEMAP:
        sitemap = KB_ADD(g->arena, &out->sitemaps, kb_str);
        if (sitemap) *sitemap = l.value;
        return sitemap != NULL;
    case KEY_OTHER: break;
    }
    return true;
}

kb_status kb_robots_read(kb_str text, kb_str agent, kb_arena *arena, kb_robots *out, kb_err *err)
{
    groups g = { .arena = arena, .agent = agent, .our_delay = -1, .all_delay = -1 };
    kb_str rest = without_mark(kb_str_part(text, kb_span_of(0, KB_ROBOTS_BYTES))), s;
    *out = (kb_robots){ .delay = -1 };
    while (next_line(&rest, &s))
        if (!take_line(&g, read_line(s), out)) return kb_arena_fail(arena, err);
    out->rules = g.found ? g.ours : g.all;
    out->delay = g.found ? g.our_delay : g.all_delay;
    return KB_OK;
}

/* ---- matching ---- */

/* Path and query of an address, which begin with a slash. */
static kb_str path_of(kb_str url)
{
    kb_str whole = kb_str_part(url, kb_span_of(0, find_byte(url, "#")));
    size_t scheme = kb_str_find(whole, KB_STR("://"), 0), first = find_byte(whole, "/?;");
    if (kb_str_starts(whole, KB_STR("//")))
        first = 2;
    else if (scheme != SIZE_MAX && scheme < first)
        first = scheme + 3;
    else
        return first < whole.len ? kb_str_part(whole, kb_span_of(first, whole.len)) : KB_STR("/");
    kb_str rest = kb_str_part(whole, kb_span_of(first, whole.len));
    size_t path = find_byte(rest, "/?;");
    return path < rest.len ? kb_str_part(rest, kb_span_of(path, rest.len)) : KB_STR("/");
}

/* Does the pattern match a beginning of the path? The last * is tried at each place; one before it need not be tried
 * again, for what stood between them matched at its first place (R. Krauss, Matching Wildcards). */
static bool matches(kb_str pattern, kb_str path, size_t *steps)
{
    bool whole = pattern.len && pattern.at[pattern.len - 1] == '$', starred = false;
    size_t p = 0, i = 0, star = 0, from = 0;
    if (whole) pattern.len--;
    while (*steps) {
        --*steps;
        if (p < pattern.len && pattern.at[p] == '*') {
            starred = true;
            star = ++p;
            from = i;
            continue;
        }
        if (p == pattern.len && (!whole || i == path.len || (starred && star == pattern.len))) return true;
        if (p < pattern.len && i < path.len && pattern.at[p] == path.at[i]) {
            p++;
            i++;
            continue;
        }
        if (!starred || from >= path.len) return false;
        p = star;
        i = ++from;
    }
    return false;
}

bool kb_robots_allow(const kb_robots *robots, kb_str url)
{
    kb_str path = path_of(url);
    size_t steps = STEPS, longest = 0;
    bool allow = true, slash = path.len && path.at[0] == '/';
    for (size_t i = 0; i < robots->rules.count && steps; i++) {
        const kb_robots_rule *rule = &robots->rules.at[i];
        if (rule->pattern.len < longest || (rule->pattern.len == longest && !rule->allow)) continue;
        bool match = slash ? matches(rule->pattern, path, &steps)
                           : rule->pattern.at[0] == '/' &&
                                 matches(kb_str_part(rule->pattern, kb_span_of(1, rule->pattern.len)), path, &steps);
        if (!match) continue;
        longest = rule->pattern.len;
        allow = rule->allow;
    }
    return steps && allow;
}
