#include "read/names.h"

#include "base/utf8.h"
#include "read/tidy.h"
#include "text/notice.h"
#include "text/written_date.h"

#define WORDS_MAX 7
#define NAME_BYTES_MAX 90
#define INPUT_BYTES_MAX 1200

typedef struct {
    kb_names_place place;
    kb_arena *arena;
    kb_names *out;
    kb_err *err;
    bool editors;  /* what follows are people who did not write */
    bool joined;   /* "and" stands before the name */
    size_t pieces; /* seen so far */
} name_work;

typedef struct {
    kb_str at[WORDS_MAX + 1];
    size_t count;
} words;

/* ---- words ---- */

static void split_words(kb_str s, words *out)
{
    kb_str word;
    out->count = 0;
    while (s.len && out->count <= WORDS_MAX && kb_str_next(&s, ' ', &word))
        if (word.len) out->at[out->count++] = word;
}

/* Whole words from one to another, as they stand. */
static kb_str run_of(const words *w, size_t from, size_t to)
{
    if (from >= to) return (kb_str){ 0 };
    const char *begin = w->at[from].at, *end = w->at[to - 1].at + w->at[to - 1].len;
    return (kb_str){ begin, (size_t)(end - begin) };
}

static bool is_upper(kb_str s) /* begins with a capital, or with a letter of a script without case */
{
    uint8_t c = s.len ? (uint8_t)s.at[0] : 0;
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    size_t at = 0;
    uint32_t code = kb_utf8_next(s, &at);
    if (code >= 0xE0 && code <= 0xFF) return false;
    if (code >= 0x100 && code <= 0x17F)
        return (code & 1) == 0 || code == 0x141 || code == 0x179 || code == 0x17B || code == 0x17D || code == 0x139;
    if (code >= 0x3B1 && code <= 0x3CE) return false;
    if (code >= 0x430 && code <= 0x45F) return false;
    return true;
}

static bool is_ascii_word(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((uint8_t)s.at[i] >= 0x80) return false;
    return true;
}

static bool has_digit(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9') return true;
    return false;
}

static bool is_address(kb_str s)
{
    return (s.len && memchr(s.at, '@', s.len)) || kb_str_find(s, KB_STR("://"), 0) != SIZE_MAX ||
           kb_str_starts(s, KB_STR("www.")) || kb_str_starts(s, KB_STR("http")) ||
           (s.len && memchr(s.at, '_', s.len)) || (s.len && memchr(s.at, '#', s.len));
}

static kb_str trim_marks(kb_str s)
{
    static const char marks[] = " \t\n.,:;|/-*()[]{}\"+<>=!?";
    while (s.len && s.at[0] && strchr(marks, s.at[0])) s = kb_str_part(s, kb_span_of(1, s.len));
    while (s.len && s.at[s.len - 1] &&
           strchr(marks + (s.at[s.len - 1] == '.' && s.len > 2 && s.at[s.len - 3] == ' '), s.at[s.len - 1])) {
        if (s.at[s.len - 1] == '.' && s.len > 2 && (s.at[s.len - 3] == ' ' || s.at[s.len - 3] == '.'))
            break; /* "Hale Jr." is cut, "Ana R." is not */
        s.len--;
    }
    static const char *const wide[] = { "–", "—",  "•",  "·", "“",  "”",  "‘", "’", "«",
                                        "»", "：", "／", "|", "＝", "　", "…", "‐" };
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        kb_str mark = kb_str_of(wide[i]);
        if (s.len > mark.len && kb_str_starts(s, mark)) return trim_marks(kb_str_part(s, kb_span_of(mark.len, s.len)));
        if (s.len > mark.len && kb_str_ends(s, mark))
            return trim_marks(kb_str_part(s, kb_span_of(0, s.len - mark.len)));
    }
    return s;
}

static uint32_t kind_of(kb_str s)
{
    return kb_notice_of_printed(trim_marks(s), NULL);
}

/* ---- one name ---- */

static kb_status add(name_work *w, kb_strs *list, kb_str name)
{
    kb_str copy;
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal_ascii(list->at[i], name)) return KB_OK;
    if (list->count >= KB_NAMES_MAX) return KB_OK;
    if (!kb_arena_copy(w->arena, name, &copy)) return kb_arena_fail(w->arena, w->err);
    kb_str *item = KB_ADD(w->arena, list, kb_str);
    if (!item) return kb_arena_fail(w->arena, w->err);
    *item = copy;
    return KB_OK;
}

/* "Island Post Newsroom", "Tim Redaksi": the first or the last words name a desk. */
static bool is_desk(const words *w)
{
    if (kind_of(run_of(w, 0, w->count)) & KB_NOTICE_DESK) return true;
    kb_str last = w->at[w->count - 1];
    for (size_t i = 0; i < last.len; i++) /* "IP-Redaktion" */
        if (last.at[i] == '-' && kind_of(kb_str_part(last, kb_span_of(i + 1, last.len))) & KB_NOTICE_DESK) return true;
    for (size_t n = 1; n <= 2 && n < w->count; n++) {
        if (kind_of(run_of(w, w->count - n, w->count)) & KB_NOTICE_DESK) return true;
        if (kind_of(run_of(w, 0, n)) & KB_NOTICE_DESK &&
            !(kind_of(run_of(w, 0, n)) & (KB_NOTICE_WRITER | KB_NOTICE_ROLE)))
            return true;
    }
    return false;
}

/* "MD", "PhD", "RD": capitals behind a name. */
static bool is_credential(const words *w)
{
    size_t capitals = 0;
    if (w->count != 1 || w->at[0].len > 6) return false;
    for (size_t i = 0; i < w->at[0].len; i++) capitals += w->at[0].at[i] >= 'A' && w->at[0].at[i] <= 'Z';
    return capitals >= 2 && w->at[0].len <= capitals + 2;
}

/* Where the name ends within its words: before a word with digits, a role behind two words, "in" and a place. */
static size_t name_end(const words *w)
{
    for (size_t i = 0; i < w->count; i++) {
        uint32_t kind = kind_of(w->at[i]);
        if (has_digit(w->at[i]) || is_address(w->at[i])) return i;
        if (i >= 2 &&
            kind & (KB_NOTICE_ROLE | KB_NOTICE_EDITOR | KB_NOTICE_NOTNAME | KB_NOTICE_PUBLISHED | KB_NOTICE_UPDATED))
            return i;
        if (i >= 2 && kind & KB_NOTICE_IN && !is_upper(w->at[i])) return i;
        if (i >= 1 && i + 1 < w->count && kind & KB_NOTICE_IN && !is_upper(w->at[i]) && !(kind & KB_NOTICE_AND))
            return i;
    }
    return w->count;
}

static bool looks_like_name(const name_work *w, const words *name)
{
    size_t upper = 0, letters = 0;
    kb_str all = run_of(name, 0, name->count);
    if (name->count == 0 || name->count > WORDS_MAX - 1 || all.len > NAME_BYTES_MAX || all.len < 2) return false;
    if (is_address(all) || kind_of(all) & (KB_NOTICE_NOTNAME | KB_NOTICE_BY | KB_NOTICE_AND | KB_NOTICE_PUBLISHED |
                                           KB_NOTICE_UPDATED | KB_NOTICE_IN))
        return false;
    for (size_t i = 0; i < name->count; i++) {
        upper += is_upper(name->at[i]);
        letters += name->at[i].len;
    }
    if (kind_of(name->at[0]) & KB_NOTICE_NOTNAME && name->count > 1 && !w->place.stated) return false;
    bool sentence = name->count > 4 && !is_upper(name->at[name->count - 1]);
    if (w->place.stated && w->pieces <= 1) return letters >= 2 && !sentence;
    return is_upper(name->at[0]) && is_upper(name->at[name->count - 1]) && letters >= 3 && upper * 2 >= name->count;
}

/* A role that follows a name in scripts without case, with a space or none: "신현주 기자". */
static kb_str without_role_behind(kb_str piece)
{
    for (size_t len = 6; len <= 12 && len + 6 <= piece.len; len += 3) {
        kb_str role = kb_str_part(piece, kb_span_of(piece.len - len, piece.len));
        if ((uint8_t)role.at[0] < 0xE3 || !(kind_of(role) & KB_NOTICE_ROLE)) continue;
        return trim_marks(kb_str_part(piece, kb_span_of(0, piece.len - len)));
    }
    return piece;
}

/* A name without what stands before and behind it. */
static kb_status take_name(name_work *w, kb_str piece)
{
    words all, name;
    piece = without_role_behind(trim_marks(piece));
    split_words(piece, &all);
    if (all.count == 0) return KB_OK;
    uint32_t kind = kind_of(piece), found;
    if (kb_notice_begins(piece, KB_NOTICE_PUBLISHED | KB_NOTICE_UPDATED, &found)) return KB_OK;
    if (kind & KB_NOTICE_AGENCY) return add(w, &w->out->carriers, piece);
    if (w->editors) return KB_OK;
    if (w->place.is_outlet && w->place.is_outlet(w->place.user, piece)) {
        w->out->other = true;
        return KB_OK;
    }
    if (is_desk(&all)) {
        w->out->desk = true;
        return KB_OK;
    }
    if (w->out->people.count && is_credential(&all)) return KB_OK;
    size_t end = name_end(&all);
    while (end > 0 && (end < all.count || all.count == 1) && kb_written_calendar_word(trim_marks(all.at[end - 1])))
        end--;
    split_words(run_of(&all, 0, end), &name);
    bool role = false;
    for (size_t i = 0; i < name.count; i++) role = role || kind_of(name.at[i]) & (KB_NOTICE_ROLE | KB_NOTICE_WRITER);
    if (role && !(w->place.stated && w->pieces <= 1 && name.count == 2)) return KB_OK;
    if (!looks_like_name(w, &name)) {
        w->out->other |= name.count > 0;
        return KB_OK;
    }
    bool place = !w->place.stated && !w->joined && name.count == 1 && w->out->people.count && is_ascii_word(name.at[0]);
    if (place) return KB_OK; /* "Ana Reyes, Marlow" */
    return add(w, &w->out->people, trim_marks(run_of(&name, 0, name.count)));
}

/* ---- pieces ---- */

/* Takes labels and words for "by" from the begin; they say whose names follow. */
static kb_str without_labels(name_work *w, kb_str piece)
{
    for (int round = 0; round < 4; round++) {
        uint32_t found;
        piece = trim_marks(piece);
        size_t len = kb_notice_begins(piece, KB_NOTICE_BY | KB_NOTICE_WRITER | KB_NOTICE_EDITOR, &found);
        if (len == 0) break;
        kb_str rest = kb_str_part(piece, kb_span_of(len, piece.len));
        bool label = rest.len == 0 || rest.at[0] == ':' || rest.at[0] == '/' || kb_str_starts(rest, KB_STR("："));
        bool editor = (found & KB_NOTICE_EDITOR) && !(found & KB_NOTICE_BY);
        if (!label && !(found & KB_NOTICE_BY) && !editor && !is_upper(kb_str_trim(rest))) break;
        if (rest.len && rest.at[0] == '.') break; /* an initial */
        w->editors = editor;
        piece = rest;
    }
    return trim_marks(piece);
}

/* Splits at joining words in lower case ("and", "und") and takes each part. */
static kb_status take_piece(name_work *w, kb_str piece)
{
    words all;
    size_t from = 0;
    kb_status status = KB_OK;
    piece = without_labels(w, piece);
    if (piece.len == 0 || piece.len > 300) return KB_OK;
    w->pieces++;
    w->joined = false;
    split_words(piece, &all);
    for (size_t i = 0; status == KB_OK && i < all.count; i++) {
        bool joins = kind_of(all.at[i]) & KB_NOTICE_AND && !is_upper(all.at[i]);
        bool amp = kb_str_is(all.at[i], "&");
        if (!(joins || amp)) continue;
        if (i > from) status = take_name(w, run_of(&all, from, i));
        from = i + 1;
        w->joined = true;
        w->pieces++;
    }
    if (status != KB_OK || from >= all.count) return status;
    kb_str last = run_of(&all, from, all.count);
    last.len = (size_t)(piece.at + piece.len - last.at); /* more words than the list holds: no name then */
    if (from) last = without_labels(w, last);
    return take_name(w, last);
}

/* Behind the separator at `at`; `at` where none stands. */
static size_t behind_separator(kb_str s, size_t at)
{
    static const char *const wide[] = { "、", "，", "；", "،",   "؛",   "•",   "·", "｜",
                                        "│",  "・", "／", " – ", " — ", " - ", "‧", "　" };
    char c = s.at[at];
    if (c == ',' || c == ';' || c == '|' || c == '\n' || c == '\t' || c == '(' || c == ')' || c == '[' || c == ']')
        return at + 1;
    if (c == '/') return at + 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (kb_str_starts(kb_str_part(s, kb_span_of(at, s.len)), kb_str_of(wide[i]))) return at + strlen(wide[i]);
    return at;
}

/* A label inside ("Ana Reyes Editor: Tom Hale") begins a new piece. */
static size_t inner_label(kb_str piece)
{
    for (size_t i = 1; i < piece.len; i++) {
        uint32_t found;
        if (piece.at[i - 1] != ' ') continue;
        size_t len =
            kb_notice_begins(kb_str_part(piece, kb_span_of(i, piece.len)), KB_NOTICE_EDITOR | KB_NOTICE_WRITER, &found);
        if (len && i + len < piece.len && piece.at[i + len] == ':') return i;
    }
    return piece.len;
}

static kb_status take_between(name_work *w, kb_str piece, bool aside)
{
    kb_status status = KB_OK;
    if (aside) { /* "(AP)", "(obe)" */
        piece = trim_marks(piece);
        if (kind_of(piece) & KB_NOTICE_AGENCY) status = add(w, &w->out->carriers, piece);
        return status;
    }
    while (status == KB_OK && piece.len) {
        size_t cut = inner_label(piece);
        status = take_piece(w, kb_str_part(piece, kb_span_of(0, cut)));
        piece = kb_str_part(piece, kb_span_of(cut, piece.len));
    }
    return status;
}

kb_status kb_names_take(kb_str s, kb_names_place place, kb_arena *arena, kb_names *out, kb_err *err)
{
    name_work w = { place, arena, out, err, false, false, 0 };
    kb_status status = KB_OK;
    size_t from = 0;
    bool aside = false;
    if (s.len > INPUT_BYTES_MAX) return KB_OK;
    if (place.is_outlet && place.is_outlet(place.user, trim_marks(s))) { /* "The Bay Times & Post" is no two names */
        out->other = true;
        return KB_OK;
    }
    for (size_t i = 0; status == KB_OK && i <= s.len;) {
        size_t behind = i < s.len ? behind_separator(s, i) : i + 1;
        if (behind == i) {
            i++;
            continue;
        }
        status = take_between(&w, kb_str_part(s, kb_span_of(from, i)), aside);
        if (i < s.len) aside = s.at[i] == '(' || s.at[i] == '[';
        i = from = behind;
    }
    return status;
}
