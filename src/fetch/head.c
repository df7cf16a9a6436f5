#include "fetch/head.h"

#include "read/feed_date.h"
#include "read/fields.h"

#define LIST_BYTES ((size_t)2048) /* of a list that several lines make: they are short */

/* ---- lines ---- */

static bool is_harmless(kb_str value)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        if ((c < ' ' && c != '\t') || c == 0x7F) return false;
    }
    return true;
}

/* "HTTP/1.1 200 OK"; libcurl has seen to it that it is one. */
static int code_of(kb_str line)
{
    kb_str version;
    int64_t code;
    if (!kb_str_starts(line, KB_STR("HTTP/")) || !kb_str_next(&line, ' ', &version)) return 0;
    line = kb_str_part(kb_str_trim(line), kb_span_of(0, 3));
    return line.len == 3 && kb_str_int(line, &code) && code >= 100 ? (int)code : 0;
}

static bool join(kb_arena *arena, kb_str *to, kb_str value)
{
    if (to->len + value.len > LIST_BYTES) return true;
    if (!to->len) return kb_arena_copy(arena, value, to);
    return kb_arena_print(arena, to, "%.*s, %.*s", KB_STR_ARGS(*to), KB_STR_ARGS(value));
}

static bool take_field(kb_head *head, kb_arena *arena, kb_str name, kb_str value)
{
    const struct {
        const char *name;
        kb_str *to;
        bool once; /* another value contradicts it */
    } fields[] = {
        { "ETag", &head->etag, false },         { "Last-Modified", &head->last_modified, false },
        { "Content-Type", &head->type, false }, { "Content-Length", &head->length, true },
        { "Location", &head->location, true },  { "Retry-After", &head->retry_after, false },
        { "Expires", &head->expires, false },   { "Date", &head->date, false },
        { "Age", &head->age, false },
    };
    if (!is_harmless(value)) return true;
    if (kb_str_equal_ascii(name, KB_STR("Cache-Control"))) return join(arena, &head->control, value);
    if (kb_str_equal_ascii(name, KB_STR("Content-Encoding"))) return join(arena, &head->encoding, value);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!kb_str_equal_ascii(name, kb_str_of(fields[i].name))) continue;
        if (!fields[i].to->at) return kb_arena_copy(arena, value, fields[i].to);
        head->torn |= fields[i].once && !kb_str_equal(*fields[i].to, value);
    }
    return true;
}

bool kb_head_line(kb_head *head, kb_arena *arena, kb_str line)
{
    kb_str name, value;
    int code = code_of(line);
    if (head->done && head->code >= 200) return true;
    if (code && (!head->code || head->done)) {
        *head = (kb_head){ .code = code };
        return true;
    }
    if (kb_str_trim(line).len == 0) {
        head->done = head->code != 0;
        return true;
    }
    if (line.at[0] == ' ' || line.at[0] == '\t') return true; /* goes on a line: given up by RFC 9112 5.2 */
    return !kb_fields_next(&line, &name, &value) || take_field(head, arena, name, value);
}

/* ---- time ---- */

/* A number of seconds (RFC 9110 5.6.7: digits alone), capped; negative where it is none. */
static int64_t seconds_of(kb_str s)
{
    int64_t seconds = 0;
    if (!s.len) return -1;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9') return -1;
        seconds = seconds * 10 + (s.at[i] - '0');
        if (seconds > KB_HEAD_SECONDS) seconds = KB_HEAD_SECONDS;
    }
    return seconds;
}

static bool date_of(kb_str s, int64_t *out)
{
    kb_time time;
    if (!kb_feed_date_parse(s, KB_STR("en"), &time) || time.precision < KB_TIME_MINUTE) return false;
    *out = time.seconds;
    return true;
}

static int64_t between(int64_t value)
{
    return value < 0 ? 0 : value > KB_HEAD_SECONDS ? KB_HEAD_SECONDS : value;
}

int64_t kb_head_retry(const kb_head *head, int64_t now)
{
    int64_t date, seconds = seconds_of(head->retry_after);
    if (seconds >= 0) return seconds;
    return date_of(head->retry_after, &date) ? between(date - now) : -1;
}

/* The value of a directive of Cache-Control, without its quotation marks; false where it does not stand there. Of one
 * that stands twice the first (RFC 9111 4.2.1). */
static bool find_directive(kb_str control, const char *name, kb_str *value)
{
    kb_str part;
    while (control.len && kb_str_next(&control, ',', &part)) {
        kb_str word;
        *value = kb_str_trim(part);
        if (!kb_str_next(value, '=', &word)) continue;
        if (!kb_str_equal_ascii(kb_str_trim(word), kb_str_of(name))) continue;
        *value = kb_str_trim(*value);
        if (value->len > 1 && value->at[0] == '"' && value->at[value->len - 1] == '"')
            *value = kb_str_part(*value, kb_span_of(1, value->len - 1));
        return true;
    }
    return false;
}

bool kb_head_no_store(const kb_head *head)
{
    kb_str value;
    return find_directive(head->control, "no-store", &value);
}

int64_t kb_head_fresh(const kb_head *head, int64_t now)
{
    kb_str value;
    int64_t date = now, until, life, age = seconds_of(head->age);
    if (kb_head_no_store(head) || (find_directive(head->control, "no-cache", &value) && !value.len)) return 0;
    bool dated = date_of(head->date, &date);
    if (find_directive(head->control, "max-age", &value)) {
        life = seconds_of(value);
        if (life < 0) return 0; /* RFC 9111 4.2.1: what is not understood is stale */
    } else if (head->expires.at) {
        life = date_of(head->expires, &until) ? between(until - date) : 0;
    } else {
        return -1;
    }
    int64_t apparent = dated ? between(now - date) : 0; /* RFC 9111 4.2.3 */
    return between(life - (age > apparent ? age : apparent));
}
