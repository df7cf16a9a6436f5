#include "read/record.h"

#include "base/time.h"
#include "read/fields.h"

#include <stdio.h>

static const char *const names[KB_RECORD_TYPES] = {
    [KB_RECORD_RESPONSE] = "response", [KB_RECORD_RESOURCE] = "resource", [KB_RECORD_CONVERSION] = "conversion",
    [KB_RECORD_REVISIT] = "revisit",   [KB_RECORD_REQUEST] = "request",   [KB_RECORD_METADATA] = "metadata",
    [KB_RECORD_WARCINFO] = "warcinfo", [KB_RECORD_OTHER] = "unknown",     [KB_RECORD_CONTINUATION] = "continuation",
};

const char *kb_record_type_name(kb_record_type type)
{
    return names[type];
}

static kb_record_type type_of(kb_str name)
{
    for (int i = 0; i < KB_RECORD_TYPES; i++)
        if (kb_str_equal_ascii(name, kb_str_of(names[i]))) return (kb_record_type)i;
    return KB_RECORD_OTHER;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool parse_length(kb_str value, uint64_t *out)
{
    int64_t n;
    if (!kb_str_int(value, &n) || n < 0) return false;
    *out = (uint64_t)n;
    return true;
}

/* ---- WARC ---- */

bool kb_record_is_warc(kb_str bytes)
{
    return kb_str_starts(bytes, KB_STR("WARC/")) && bytes.len >= 8 && is_digit(bytes.at[5]) && bytes.at[6] == '.' &&
           is_digit(bytes.at[7]);
}

/* A line that begins with a blank goes on the one before it: the line's end becomes blanks. */
static void join_lines(char *at, size_t len)
{
    for (size_t i = 0; i + 1 < len; i++) {
        if (at[i] != '\n' || (at[i + 1] != ' ' && at[i + 1] != '\t')) continue;
        at[i] = ' ';
        if (i && at[i - 1] == '\r') at[i - 1] = ' ';
    }
}

/* WARC 1.0's grammar put URIs between angle brackets, and some programs wrote them so. */
static kb_str without_brackets(kb_str s)
{
    if (s.len < 2 || s.at[0] != '<' || s.at[s.len - 1] != '>') return s;
    return kb_str_part(s, kb_span_of(1, s.len - 1));
}

kb_status kb_record_parse_warc(char *bytes, size_t len, kb_record *out, kb_err *err)
{
    kb_str line, name, value, type = { 0 }, length = { 0 }, date = { 0 };
    kb_time time;
    *out = (kb_record){ .type = KB_RECORD_OTHER };
    const struct {
        const char *name;
        kb_str *field;
    } fields[] = {
        { "WARC-Type", &type }, { "WARC-Record-ID", &out->id }, { "WARC-Target-URI", &out->url },
        { "WARC-Date", &date }, { "Content-Length", &length },  { "Content-Type", &out->content_type },
    };
    join_lines(bytes, len);
    kb_str rest = { bytes, len };
    (void)kb_fields_line(&rest, &line);
    while (kb_fields_next(&rest, &name, &value))
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
            if (kb_str_equal_ascii(name, kb_str_of(fields[i].name)) && fields[i].field->len == 0)
                *fields[i].field = value;
    out->type = type_of(type);
    out->url = without_brackets(out->url);
    if (kb_time_parse(date, &time)) out->date = time.seconds;
    if (length.len == 0) return kb_fail(err, KB_ERR_FORMAT, "no Content-Length");
    if (!parse_length(length, &out->length))
        return kb_fail(err, KB_ERR_FORMAT, "Content-Length is no number of bytes: '%.*s'",
                       (int)(length.len < 40 ? length.len : 40), length.at);
    return type.len ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "no WARC-Type");
}

/* ---- ARC ---- */

/* Takes the last word of *line. */
static kb_str last_word(kb_str *line)
{
    kb_str s = kb_str_trim(*line);
    size_t begin = s.len;
    while (begin && s.at[begin - 1] != ' ') begin--;
    *line = kb_str_part(s, kb_span_of(0, begin));
    return kb_str_part(s, kb_span_of(begin, s.len));
}

static bool all_digits(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i])) return false;
    return s.len > 0;
}

/* The words of a record's line from its end; which of the two versions it has is told by where the date stands. */
typedef struct {
    kb_str url, date, type, length;
} arc_line;

static bool split_arc(kb_str line, arc_line *out)
{
    enum { MORE_IN_2 = 5, DATE_DIGITS_MIN = 12 }; /* result code, checksum, location, offset, file */
    kb_str word;
    out->length = last_word(&line);
    for (int more = 0; more <= MORE_IN_2; more += MORE_IN_2) {
        kb_str rest = line;
        for (int i = 0; i < more; i++) (void)last_word(&rest);
        out->type = last_word(&rest);
        out->date = last_word(&rest);
        word = last_word(&rest); /* the address */
        out->url = kb_str_trim(rest);
        if (!all_digits(out->date) || out->date.len < DATE_DIGITS_MIN || word.len == 0) continue;
        if (out->url.len && memchr(out->url.at, ':', out->url.len)) return true;
    }
    return false;
}

bool kb_record_is_arc(kb_str line)
{
    arc_line parts;
    return split_arc(line, &parts);
}

/* YYYYMMDDhhmmss, as an ISO time; 0 when it is none. */
static int64_t arc_time(kb_str date)
{
    char iso[24];
    kb_time time;
    if (date.len < 14) return 0;
    const char *d = date.at;
    (void)snprintf(iso, sizeof iso, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", d, d + 4, d + 6, d + 8, d + 10, d + 12);
    return kb_time_parse(kb_str_of(iso), &time) ? time.seconds : 0;
}

kb_status kb_record_parse_arc(kb_str line, kb_record *out, kb_err *err)
{
    arc_line parts;
    *out = (kb_record){ .type = KB_RECORD_OTHER };
    if (!split_arc(line, &parts)) return kb_fail(err, KB_ERR_FORMAT, "no ARC record begins here");
    out->url = parts.url;
    out->content_type = parts.type;
    out->date = arc_time(parts.date);
    if (kb_str_starts(parts.url, KB_STR("http"))) out->type = KB_RECORD_RESPONSE;
    if (kb_str_starts(parts.url, KB_STR("filedesc:"))) out->type = KB_RECORD_WARCINFO;
    if (parse_length(parts.length, &out->length)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "the length is no number of bytes: '%.*s'",
                   (int)(parts.length.len < 40 ? parts.length.len : 40), parts.length.at);
}
