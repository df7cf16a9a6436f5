#include "read/sniff.h"

#include "read/mhtml.h"
#include "text/charset_detect.h"

#define SAMPLE KB_SNIFF_BYTES
#define LATE_FEED ((size_t)4096) /* how far into a file a feed may begin */
#define WIDE_CHARS 1024

typedef struct {
    kb_str magic;
    kb_kind kind;
    const char *what;
} magic_row;
#define MAGIC(bytes, kind, what)                 \
    {                                            \
        { bytes, sizeof(bytes) - 1 }, kind, what \
    }
static const magic_row magics[] = {
    MAGIC("%PDF-", KB_KIND_PDF, "PDF"),
    MAGIC("WARC/", KB_KIND_WARC, "WARC"),
    MAGIC("filedesc://", KB_KIND_WARC, "ARC"),
    MAGIC("\x1F\x8B", KB_KIND_PACKED, "gzip"),
    MAGIC("BZh", KB_KIND_PACKED, "bzip2"),
    MAGIC("\xFD"
          "7zXZ",
          KB_KIND_PACKED, "xz"),
    MAGIC("\x28\xB5\x2F\xFD", KB_KIND_PACKED, "zstd"),
    MAGIC("PK\x03\x04", KB_KIND_PACKED, "zip"),
    MAGIC("7z\xBC\xAF\x27\x1C", KB_KIND_PACKED, "7z"),
    MAGIC("\x89PNG", KB_KIND_BINARY, "PNG image"),
    MAGIC("\xFF\xD8\xFF", KB_KIND_BINARY, "JPEG image"),
    MAGIC("GIF8", KB_KIND_BINARY, "GIF image"),
    MAGIC("RIFF", KB_KIND_BINARY, "RIFF media"),
    MAGIC("OggS", KB_KIND_BINARY, "Ogg media"),
    MAGIC("ID3", KB_KIND_BINARY, "MP3 sound"),
    MAGIC("\x7F"
          "ELF",
          KB_KIND_BINARY, "program"),
    MAGIC("SQLite format 3", KB_KIND_BINARY, "SQLite database"),
    MAGIC("\xD0\xCF\x11\xE0", KB_KIND_BINARY, "old Office document"),
    MAGIC("{\\rtf", KB_KIND_BINARY, "RTF document"),
};

/* Names of elements that begin a page, and of roots that begin a feed or another XML. */
typedef struct {
    const char *name;
    kb_kind kind;
} root_row;
static const root_row roots[] = {
    { "!doctype", KB_KIND_HTML },   { "html", KB_KIND_HTML },   { "head", KB_KIND_HTML },
    { "body", KB_KIND_HTML },       { "title", KB_KIND_HTML },  { "meta", KB_KIND_HTML },
    { "link", KB_KIND_HTML },       { "script", KB_KIND_HTML }, { "style", KB_KIND_HTML },
    { "div", KB_KIND_HTML },        { "p", KB_KIND_HTML },      { "br", KB_KIND_HTML },
    { "h1", KB_KIND_HTML },         { "h2", KB_KIND_HTML },     { "h3", KB_KIND_HTML },
    { "article", KB_KIND_HTML },    { "main", KB_KIND_HTML },   { "section", KB_KIND_HTML },
    { "header", KB_KIND_HTML },     { "span", KB_KIND_HTML },   { "table", KB_KIND_HTML },
    { "a", KB_KIND_HTML },          { "b", KB_KIND_HTML },      { "font", KB_KIND_HTML },
    { "iframe", KB_KIND_HTML },     { "ul", KB_KIND_HTML },     { "img", KB_KIND_HTML },
    { "figure", KB_KIND_HTML },     { "strong", KB_KIND_HTML }, { "em", KB_KIND_HTML },
    { "blockquote", KB_KIND_HTML }, { "center", KB_KIND_HTML }, { "rss", KB_KIND_FEED },
    { "feed", KB_KIND_FEED },       { "rdf", KB_KIND_FEED },    { "opml", KB_KIND_XML },
    { "channel", KB_KIND_FEED },
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static kb_str skip_space(kb_str s)
{
    while (s.len && is_space(s.at[0])) s = kb_str_part(s, kb_span_of(1, s.len));
    return s;
}

/* Behind the first `mark`; empty when it does not come. */
static kb_str behind(kb_str s, const char *mark)
{
    size_t at = kb_str_find(s, kb_str_of(mark), 0);
    return at == SIZE_MAX ? (kb_str){ 0 } : kb_str_part(s, kb_span_of(at + strlen(mark), s.len));
}

/* Markup that begins with "<": comments, processing instructions and an XML doctype lead to the root element. */
static kb_kind sniff_markup(kb_str s)
{
    bool xml = false;
    for (int steps = 0; steps < 32; steps++) {
        s = skip_space(s);
        if (s.len < 2 || s.at[0] != '<') return xml ? KB_KIND_XML : KB_KIND_PLAIN;
        if (kb_str_starts(s, KB_STR("<!--"))) {
            s = behind(s, "-->");
            if (s.len == 0) return KB_KIND_HTML;
            continue;
        }
        if (s.at[1] == '?') {
            xml = true;
            s = behind(s, "?>");
            continue;
        }
        size_t end = 1;
        while (end < s.len && end < 32 && !is_space(s.at[end]) && s.at[end] != '>' && s.at[end] != '/') end++;
        kb_str name = kb_str_part(s, kb_span_of(1, end));
        if (kb_str_equal_ascii(name, KB_STR("!doctype"))) {
            kb_str type = skip_space(kb_str_part(s, kb_span_of(end, end + 16)));
            if (kb_str_equal_ascii(kb_str_part(type, kb_span_of(0, 4)), KB_STR("html"))) return KB_KIND_HTML;
            xml = true;
            s = behind(s, ">");
            continue;
        }
        size_t colon = kb_str_find(name, KB_STR(":"), 0);
        if (colon != SIZE_MAX) name = kb_str_part(name, kb_span_of(colon + 1, name.len)); /* <atom:feed> */
        for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
            if (kb_str_equal_ascii(name, kb_str_of(roots[i].name))) return roots[i].kind;
        return xml ? KB_KIND_XML : KB_KIND_PLAIN;
    }
    return KB_KIND_XML;
}

/* A feed behind what a program printed before it: a warning, white space, the end of another page. */
static bool is_late_feed(kb_str s)
{
    static const char *const begins[] = { "<rss ", "<rss>", "<rdf:RDF ", "<feed xmlns" };
    s = kb_str_part(s, kb_span_of(0, LATE_FEED));
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (kb_str_find(s, kb_str_of(begins[i]), 0) != SIZE_MAX) return true;
    return false;
}

/* JSON that calls itself a JSON Feed. */
static bool is_json_feed(kb_str s)
{
    for (size_t at = 0; (at = kb_str_find(s, KB_STR("jsonfeed.org"), at)) != SIZE_MAX; at++) {
        size_t quote = at; /* "https://", perhaps with escaped slashes and "www." */
        while (quote && s.at[quote] != '"' && at - quote < 20) quote--;
        size_t key = quote; /* behind "version" and a colon */
        while (key && (is_space(s.at[key - 1]) || s.at[key - 1] == ':')) key--;
        if (s.at[quote] == '"' && kb_str_ends(kb_str_part(s, kb_span_of(0, key)), KB_STR("\"version\""))) return true;
    }
    return false;
}

/* UTF-16 from byte `begin` on: the kind that its first characters tell, read as ASCII. */
static kb_kind sniff_wide(kb_str bytes, size_t begin, bool big)
{
    char narrow[WIDE_CHARS];
    size_t len = 0;
    for (size_t i = begin; i + 1 < bytes.len && len < WIDE_CHARS; i += 2) {
        char high = bytes.at[big ? i : i + 1], low = bytes.at[big ? i + 1 : i];
        narrow[len++] = high || (low & 0x80) ? '?' : low;
    }
    kb_str s = skip_space((kb_str){ narrow, len });
    if (s.len == 0) return bytes.len - begin > WIDE_CHARS * 2 ? KB_KIND_PLAIN : KB_KIND_EMPTY;
    return s.at[0] == '<' ? sniff_markup(s) : KB_KIND_PLAIN;
}

/* UTF-32 by its mark, or three zero bytes beside each of ASCII's: no page is in it, and nobody decodes it (Encoding
 * Standard 4.2). */
static bool is_utf_32(kb_str s)
{
    enum { CHARS = 4 };
    size_t little = 0, big = 0;
    if (kb_str_starts(s, (kb_str){ "\xFF\xFE\0\0", 4 }) || kb_str_starts(s, (kb_str){ "\0\0\xFE\xFF", 4 })) return true;
    for (size_t i = 0; i + 4 <= s.len && i < CHARS * 4; i += 4) {
        const char *c = s.at + i;
        little += c[0] && !c[1] && !c[2] && !c[3];
        big += c[3] && !c[2] && !c[1] && !c[0];
    }
    return little == CHARS || big == CHARS;
}

/* An object begins with a name or ends at once; an array holds objects. "[Update] ..." and "{...}" in prose do not. */
static bool is_json(kb_str s)
{
    kb_str inner = skip_space(kb_str_part(s, kb_span_of(1, s.len)));
    if (inner.len == 0) return false;
    if (s.at[0] == '{') return inner.at[0] == '"' || inner.at[0] == '}';
    return s.at[0] == '[' && (inner.at[0] == '{' || inner.at[0] == ']');
}

/* Many control characters that no text has. A few, and a NUL here and there, come of broken copies. */
static bool is_binary(kb_str s)
{
    size_t controls = 0;
    for (size_t i = 0; i < s.len; i++) {
        uint8_t b = (uint8_t)s.at[i];
        if (b < 0x20) controls += !(b >= '\b' && b <= '\r' && b != '\v') && b != 0x1B;
    }
    return controls > s.len / 20;
}

static bool starts_tag(kb_str s, const char *tag)
{
    kb_str wanted = kb_str_of(tag);
    return kb_str_equal_ascii(kb_str_part(s, kb_span_of(0, wanted.len)), wanted);
}

kb_kind kb_sniff(kb_str bytes, const char **what)
{
    *what = NULL;
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        if (!kb_str_starts(bytes, magics[i].magic)) continue;
        *what = magics[i].what;
        return magics[i].kind;
    }
    kb_str sample = kb_str_part(bytes, kb_span_of(0, SAMPLE));
    size_t mark;
    kb_charset charset = kb_charset_marked(sample, &mark);
    if (is_utf_32(sample)) {
        *what = "UTF-32";
        return KB_KIND_BINARY;
    }
    if (charset != KB_CHARSET_UTF_16LE && charset != KB_CHARSET_UTF_16BE) charset = kb_charset_wide(sample);
    if (charset != KB_CHARSET_NONE) return sniff_wide(bytes, mark, charset == KB_CHARSET_UTF_16BE);
    if (kb_str_starts(sample, KB_STR("\xEF\xBB\xBF"))) sample = kb_str_part(sample, kb_span_of(3, sample.len));
    kb_str s = skip_space(sample);
    if (s.len == 0) { /* so much white space that the sample holds nothing else */
        bool all = kb_str_trim(bytes).len == 0 || bytes.len <= SAMPLE;
        return all ? KB_KIND_EMPTY : KB_KIND_PLAIN;
    }
    if (kb_mhtml_known(sample)) return KB_KIND_MHTML;
    if (is_binary(sample)) return KB_KIND_BINARY;
    if ((s.at[0] == '{' || s.at[0] == '[') && is_json(s)) return is_json_feed(s) ? KB_KIND_FEED : KB_KIND_JSON;
    kb_kind kind = s.at[0] == '<' ? sniff_markup(s) : KB_KIND_PLAIN;
    bool page = kind == KB_KIND_HTML && (starts_tag(s, "<html") || starts_tag(s, "<!doctype"));
    return kind != KB_KIND_FEED && !page && is_late_feed(s) ? KB_KIND_FEED : kind;
}
