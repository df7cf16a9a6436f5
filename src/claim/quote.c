#include "claim/quote.h"

#include "base/utf8.h"

enum { DEPTH_MAX = 8, OPEN_WORDS_MIN = 2 };

typedef enum { DOUBLE, SINGLE, ANGLE, ANGLE_SINGLE, CORNER, CORNER_WHITE } family;
enum { MAY_OPEN = 1, MAY_CLOSE = 2 };

/* What a character's shape says, before what stands beside it is looked at. */
typedef struct {
    uint32_t point;
    family of;
    int may;
} shape;

/* In order of code points. Marks that some language writes the other way round may do both. */
static const shape shapes[] = {
    { 0x22, DOUBLE, MAY_OPEN | MAY_CLOSE },
    { 0x27, SINGLE, MAY_OPEN | MAY_CLOSE },
    { 0xAB, ANGLE, MAY_OPEN | MAY_CLOSE },
    { 0xBB, ANGLE, MAY_OPEN | MAY_CLOSE },
    { 0x2018, SINGLE, MAY_OPEN | MAY_CLOSE },
    { 0x2019, SINGLE, MAY_OPEN | MAY_CLOSE },
    { 0x201A, SINGLE, MAY_OPEN },
    { 0x201B, SINGLE, MAY_OPEN },
    { 0x201C, DOUBLE, MAY_OPEN | MAY_CLOSE },
    { 0x201D, DOUBLE, MAY_OPEN | MAY_CLOSE },
    { 0x201E, DOUBLE, MAY_OPEN },
    { 0x201F, DOUBLE, MAY_OPEN },
    { 0x2039, ANGLE_SINGLE, MAY_OPEN | MAY_CLOSE },
    { 0x203A, ANGLE_SINGLE, MAY_OPEN | MAY_CLOSE },
    { 0x300C, CORNER, MAY_OPEN },
    { 0x300D, CORNER, MAY_CLOSE },
    { 0x300E, CORNER_WHITE, MAY_OPEN },
    { 0x300F, CORNER_WHITE, MAY_CLOSE },
    { 0x301D, DOUBLE, MAY_OPEN },
    { 0x301E, DOUBLE, MAY_CLOSE },
    { 0x301F, DOUBLE, MAY_CLOSE },
    { 0xFF02, DOUBLE, MAY_OPEN | MAY_CLOSE },
};

typedef enum { SPACE, WORD, OPENING, OTHER } beside;

typedef struct {
    kb_span span;
    uint32_t point;
    family of;
    int may;            /* after its neighbours were looked at */
    bool letter_behind; /* a letter or digit follows at once */
    bool weak;          /* a closing single mark that may be a possessive: s' and a small letter */
    uint32_t next;      /* index of the next mark of this family in the paragraph, UINT32_MAX */
} mark;
typedef struct {
    mark *at;
    size_t count;
} marks;

typedef struct {
    uint32_t mark; /* index into marks */
    size_t quote;  /* its place in the list */
} open_mark;

typedef struct {
    kb_str text;
    kb_arena *arena;
    kb_quotes *quotes;
    marks marks;
    open_mark open[DEPTH_MAX];
    size_t depth;
    bool left_open; /* the paragraph before ended inside a double quote */
} finder;

/* ---- characters ---- */

static const shape *shape_of(uint32_t point)
{
    size_t i = 0;
    while (i + 1 < sizeof shapes / sizeof *shapes && shapes[i].point < point) i++;
    return shapes[i].point == point ? &shapes[i] : NULL;
}

static beside beside_of(uint32_t c)
{
    if (c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x3000 || c == 0xFEFF)
        return SPACE;
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return WORD;
    if (c == '(' || c == '[' || c == '{' || c == '/' || c == '-' || (c >= 0x2010 && c <= 0x2015)) return OPENING;
    if (c < 0xC0 || (c >= 0x2010 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c >= 0xFF00) return OTHER;
    return WORD;
}

static bool opens_only(const mark *m)
{
    return m->may == MAY_OPEN;
}

/* A stop, no ellipsis and not that of ".@somebody": no quote begins with it. */
static bool stops(uint32_t c, uint32_t next)
{
    return c == ',' || c == ';' || c == ':' || (c == '.' && next != '.' && next != '@');
}

/* ---- marks ---- */

/* Tells whether the mark at `span` opens or closes by the characters on both sides. `shut`: of two marks in a row, the
 * first has told the side. */
static void look_beside(finder *f, mark *m, uint32_t before, uint32_t behind, uint32_t second_behind)
{
    beside left = beside_of(before), right = beside_of(behind);
    const shape *mark_left = shape_of(before), *mark_right = shape_of(behind);
    m->letter_behind = right == WORD;
    if (m->of == CORNER || m->of == CORNER_WHITE) return;
    if (before == '=') {
        m->may = 0;
        return;
    }
    if (m->of == SINGLE && left == WORD && right == WORD) {
        m->may = 0; /* an apostrophe */
        return;
    }
    bool open_side = left == SPACE || left == OPENING;
    bool close_side = right == SPACE || (right == OTHER && !mark_right) || right == OPENING;
    if (mark_left) { /* "'...: as the mark before it, which has been looked at */
        const mark *last = f->marks.count > 1 ? &f->marks.at[f->marks.count - 2] : NULL;
        if (last && last->span.end == m->span.begin) {
            open_side = opens_only(last) || last->may == 0; /* d'«: an apostrophe */
            if (last->may == MAY_CLOSE) close_side = true;
        }
    }
    if (mark_right && !open_side) close_side = true;
    if (open_side && close_side && m->of != SINGLE && stops(behind, second_behind)) open_side = false;
    if (open_side && close_side && (m->of == ANGLE || m->of == ANGLE_SINGLE)) { /* « spaced » within as without */
        open_side = m->point == 0xAB || m->point == 0x2039;
        close_side = !open_side;
    }
    if (open_side && !close_side)
        m->may &= MAY_OPEN;
    else if (close_side && !open_side)
        m->may &= MAY_CLOSE;
    else if (m->of == SINGLE)
        m->may = left == WORD ? MAY_CLOSE & m->may : MAY_OPEN & m->may;
    if (m->may == 0 && m->of != SINGLE) m->may = open_side ? MAY_OPEN : MAY_CLOSE; /* used the wrong way round */
    if (m->of == SINGLE) {
        if (m->may == MAY_OPEN && (right != WORD || (behind >= '0' && behind <= '9' && m->point != 0x2018)) &&
            !mark_right && behind != '[' && behind != '(' && behind != 0x2026 && behind != '.' && behind != '$' &&
            behind != '@' && behind != '#')
            m->may = 0; /* '90s, a lone mark */
        m->weak = m->may == MAY_CLOSE && (before == 's' || before == 'S' || before == 'z' || before == 'x') &&
                  right == SPACE && second_behind >= 'a' && second_behind <= 'z';
    }
}

/* Lists the marks of the paragraph `p`. */
static kb_status list_marks(finder *f, kb_span p, kb_err *err)
{
    uint32_t before = '\n';
    f->marks.count = 0;
    for (size_t i = p.begin; i < p.end;) {
        unsigned char byte = (unsigned char)f->text.at[i];
        if (byte < 0x80 && byte != '"' && byte != '\'') { /* nearly all */
            before = byte;
            i++;
            continue;
        }
        size_t begin = i;
        uint32_t c = kb_utf8_next(f->text, &i);
        const shape *s = shape_of(c);
        if (s) {
            family of = s->of;
            if (c == '\'' && i < p.end && f->text.at[i] == '\'') i++, of = DOUBLE; /* ''typed'' */
            size_t look = i;
            uint32_t behind = look < p.end ? kb_utf8_next(f->text, &look) : '\n';
            uint32_t second = look < p.end ? kb_utf8_next(f->text, &look) : '\n';
            if (behind == '.' && second == ' ' && look < p.end && f->text.at[look] == '.') second = '.'; /* ". . ." */
            mark *m = KB_ADD(f->arena, &f->marks, mark);
            if (!m) return kb_arena_fail(f->arena, err);
            *m = (mark){ .span = { begin, i }, .point = c, .of = of, .may = s->may, .next = UINT32_MAX };
            look_beside(f, m, before, behind, second);
        }
        before = c;
    }
    uint32_t next[CORNER_WHITE + 1];
    for (size_t k = 0; k <= CORNER_WHITE; k++) next[k] = UINT32_MAX;
    for (size_t i = f->marks.count; i-- > 0;) {
        mark *m = &f->marks.at[i];
        m->next = next[m->of];
        if (m->may) next[m->of] = (uint32_t)i;
    }
    return KB_OK;
}

/* ---- pairing ---- */

static size_t open_of(const finder *f, family of) /* depth + 1 of the nearest open mark of a family; 0: none */
{
    for (size_t i = f->depth; i-- > 0;)
        if (f->marks.at[f->open[i].mark].of == of) return i + 1;
    return 0;
}

static kb_status begin_quote(finder *f, uint32_t at, kb_err *err)
{
    if (f->depth == DEPTH_MAX) return KB_OK;
    const mark *m = &f->marks.at[at];
    kb_quote *q = KB_ADD(f->arena, f->quotes, kb_quote);
    if (!q) return kb_arena_fail(f->arena, err);
    *q = (kb_quote){ .words = { m->span.end, 0 }, .outer = { m->span.begin, 0 }, .nested = f->depth > 0 };
    f->open[f->depth++] = (open_mark){ at, f->quotes->count - 1 };
    return KB_OK;
}

/* Ends the quote at depth `d`; those inside it that were never closed are dropped (their end stays 0). */
static void end_quote(finder *f, size_t d, size_t words_end, size_t outer_end)
{
    kb_quote *q = &f->quotes->at[f->open[d].quote];
    q->words.end = words_end;
    q->outer.end = outer_end;
    f->depth = d;
}

/* An opening single mark counts where one that closes follows: the next that can. */
static bool single_closes(const finder *f, uint32_t at)
{
    uint32_t i = f->marks.at[at].next;
    return i != UINT32_MAX && (f->marks.at[i].may & MAY_CLOSE);
}

/* Is a mark that opens, met inside a quote of its family, a quote in the quote? Only when two close behind it. */
static bool nests(const finder *f, uint32_t at)
{
    uint32_t i = f->marks.at[at].next;
    if (i == UINT32_MAX || opens_only(&f->marks.at[i])) return false;
    uint32_t k = f->marks.at[i].next;
    return k != UINT32_MAX && f->marks.at[k].may == MAY_CLOSE;
}

/* s' may be a possessive inside the quote when a better mark that closes follows. */
static bool possessive(const finder *f, uint32_t at)
{
    uint32_t i = f->marks.at[at].next;
    return f->marks.at[at].weak && i != UINT32_MAX && f->marks.at[i].may == MAY_CLOSE;
}

static size_t trim_end(kb_str s, size_t begin, size_t end)
{
    while (end > begin && (unsigned char)s.at[end - 1] <= ' ') end--;
    return end;
}

/* A closing mark with nothing open: where the paragraph before was left open, all up to here goes on with it. */
static kb_status close_unopened(finder *f, uint32_t at, size_t paragraph, bool first, kb_err *err)
{
    const mark *m = &f->marks.at[at];
    if (!f->left_open || !first || m->of != DOUBLE) return KB_OK;
    kb_quote *q = KB_ADD(f->arena, f->quotes, kb_quote);
    if (!q) return kb_arena_fail(f->arena, err);
    *q = (kb_quote){ .words = { paragraph, m->span.begin }, .outer = { paragraph, m->span.end }, .goes_on = true };
    return KB_OK;
}

static kb_status meet(finder *f, uint32_t at, size_t paragraph, bool first, kb_err *err)
{
    const mark *m = &f->marks.at[at];
    if (!m->may) return KB_OK;
    size_t open = open_of(f, m->of);
    if (!open) {
        if (m->may == MAY_CLOSE) return close_unopened(f, at, paragraph, first, err);
        if (m->of == SINGLE && !single_closes(f, at)) return KB_OK;
        return begin_quote(f, at, err);
    }
    if (opens_only(m)) {
        if (nests(f, at)) return begin_quote(f, at, err);
        if (m->of == SINGLE) return KB_OK;
        size_t end = trim_end(f->text, f->marks.at[f->open[open - 1].mark].span.end, m->span.begin);
        f->quotes->at[f->open[open - 1].quote].open = true; /* its closing mark was forgotten */
        end_quote(f, open - 1, end, end);
        return begin_quote(f, at, err);
    }
    if (m->of == SINGLE && possessive(f, at)) return KB_OK;
    end_quote(f, open - 1, m->span.begin, m->span.end);
    return KB_OK;
}

static size_t words_in(kb_str s, kb_span span)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = span.begin; i < span.end; i++) {
        bool space = (unsigned char)s.at[i] <= ' ';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

/* The paragraph ends: a double quote still open ends with it. */
static void end_paragraph(finder *f, kb_span p)
{
    bool left_open = false;
    size_t end = trim_end(f->text, p.begin, p.end);
    for (size_t i = 0; i < f->depth; i++) {
        const mark *m = &f->marks.at[f->open[i].mark];
        kb_quote *q = &f->quotes->at[f->open[i].quote];
        if (m->of == SINGLE && m->span.begin != p.begin) continue;
        if (m->span.end >= end || words_in(f->text, kb_span_of(m->span.end, end)) < OPEN_WORDS_MIN) continue;
        q->open = true;
        left_open = true;
        end_quote(f, i, end, end);
        break;
    }
    f->depth = 0;
    f->left_open = left_open;
}

static kb_status read_paragraph(finder *f, kb_span p, kb_err *err)
{
    size_t first_quote = f->quotes->count;
    bool went_on = f->left_open;
    kb_status status = list_marks(f, p, err);
    for (size_t i = 0; i < f->marks.count && status == KB_OK; i++)
        status = meet(f, (uint32_t)i, p.begin, f->quotes->count == first_quote, err);
    if (status != KB_OK) return status;
    end_paragraph(f, p);
    if (went_on && f->quotes->count > first_quote && f->quotes->at[first_quote].outer.begin == p.begin)
        f->quotes->at[first_quote].goes_on = true;
    return KB_OK;
}

/* Takes out what was never closed or holds no words. */
static void drop_empty(kb_str text, kb_quotes *quotes)
{
    size_t kept = 0;
    for (size_t i = 0; i < quotes->count; i++) {
        kb_quote q = quotes->at[i];
        if (q.words.end <= q.words.begin || words_in(text, q.words) == 0) continue;
        quotes->at[kept++] = q;
    }
    quotes->count = kept;
    size_t reach = 0;
    for (size_t i = 0; i < kept; i++) {
        quotes->at[i].nested = quotes->at[i].outer.begin < reach;
        if (quotes->at[i].outer.end > reach) reach = quotes->at[i].outer.end;
    }
}

kb_status kb_quotes_find(kb_str text, kb_arena *arena, kb_quotes *out, kb_err *err)
{
    finder f = { .text = text, .arena = arena, .quotes = out };
    *out = (kb_quotes){ 0 };
    for (size_t i = 0; i < text.len;) {
        const char *line_end = memchr(text.at + i, '\n', text.len - i);
        size_t end = line_end ? (size_t)(line_end - text.at) : text.len, begin = i;
        while (begin < end && (unsigned char)text.at[begin] <= ' ') begin++;
        if (begin < end) {
            kb_status status = read_paragraph(&f, kb_span_of(begin, end), err);
            if (status != KB_OK) return status;
        }
        i = end + 1;
    }
    drop_empty(text, out);
    return KB_OK;
}

void kb_quotes_mark(const kb_quotes *quotes, kb_tokens *tokens)
{
    size_t t = 0;
    for (size_t i = 0; i < quotes->count; i++) {
        const kb_quote *q = &quotes->at[i];
        if (q->nested) continue;
        while (t < tokens->count && tokens->at[t].span.begin < q->words.begin) t++;
        for (; t < tokens->count && tokens->at[t].span.end <= q->words.end; t++) tokens->at[t].flags |= KB_TOKEN_QUOTED;
    }
}
