#include "read/pdf_poppler.h"

#include <limits.h>
#include <stdlib.h>

#include <poppler.h>

#include "base/library.h"
#include "base/utf8.h"
#include "read/pdf_piece.h"

#define LIBRARY "libpoppler-glib.so.8" /* the interface's version, since poppler 0.18 */
#define YEAR_MIN 1990                  /* before there were PDFs: a clock that was never set */
#define LINE_BYTES_MAX 4000
#define APART 0.9 /* heights of a line */

/* Functions as poppler's and GLib's headers declare them; below, the compiler compares. */
#define FUNCTIONS(X)                                                                           \
    X(PopplerDocument *, poppler_document_new_from_bytes, (GBytes *, const char *, GError **)) \
    X(int, poppler_document_get_n_pages, (PopplerDocument *))                                  \
    X(gchar *, poppler_document_get_title, (PopplerDocument *))                                \
    X(gchar *, poppler_document_get_author, (PopplerDocument *))                               \
    X(GDateTime *, poppler_document_get_creation_date_time, (PopplerDocument *))               \
    X(PopplerPage *, poppler_document_get_page, (PopplerDocument *, int))                      \
    X(void, poppler_page_get_size, (PopplerPage *, double *, double *))                        \
    X(char *, poppler_page_get_text, (PopplerPage *))                                          \
    X(gboolean, poppler_page_get_text_layout, (PopplerPage *, PopplerRectangle **, guint *))   \
    X(GList *, poppler_page_get_text_attributes, (PopplerPage *))                              \
    X(void, poppler_page_free_text_attributes, (GList *))                                      \
    X(GQuark, poppler_error_quark, (void))                                                     \
    X(gboolean, g_error_matches, (const GError *, GQuark, gint))                               \
    X(void, g_clear_error, (GError **))                                                        \
    X(GBytes *, g_bytes_new_static, (gconstpointer, gsize))                                    \
    X(void, g_bytes_unref, (GBytes *))                                                         \
    X(void, g_object_unref, (gpointer))                                                        \
    X(void, g_free, (gpointer))                                                                \
    X(void, g_date_time_get_ymd, (GDateTime *, gint *, gint *, gint *))                        \
    X(void, g_date_time_unref, (GDateTime *))

struct kb_poppler {
#define X(type, name, arguments) type(*name) arguments;
    FUNCTIONS(X)
#undef X
};
#define X(type, name, arguments) \
    _Static_assert(_Generic(&(name), type(*) arguments : 1, default : 0), "declared otherwise: " #name);
FUNCTIONS(X)
#undef X

kb_status kb_poppler_load(kb_poppler **out, kb_err *err)
{
    static const char *const names[] = {
#define X(type, name, arguments) #name,
        FUNCTIONS(X)
#undef X
    };
    size_t count = sizeof names / sizeof names[0];
    _Static_assert(sizeof(kb_poppler) == sizeof names, "pointers to functions alone");
    kb_poppler *poppler = calloc(1, sizeof *poppler);
    *out = NULL;
    if (!poppler) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_library_load(LIBRARY, names, count, poppler, err);
    if (status == KB_OK)
        *out = poppler;
    else
        free(poppler);
    return status == KB_OK ? KB_OK : kb_context(err, status, "a PDF");
}

void kb_poppler_free(kb_poppler *poppler)
{
    free(poppler);
}

typedef struct {
    const kb_poppler *poppler;
    PopplerDocument *pdf;
    kb_buf pieces;
} telling;

/* ---- a page ---- */

typedef struct {
    kb_str text;
    PopplerRectangle *boxes; /* of each character */
    guint count;
    const GList *style; /* the run of characters of one font that the next one is in */
} page_text;

/* Gives the characters' size, and whether they are bold, by runs. */
static const PopplerTextAttributes *style_of(page_text *page, size_t character)
{
    while (page->style) {
        const PopplerTextAttributes *run = page->style->data;
        if (run && run->end_index >= 0 && (size_t)run->end_index >= character) return run;
        page->style = page->style->next;
    }
    return NULL;
}

static bool is_bold(const PopplerTextAttributes *style)
{
    static const char *const words[] = { "Bold", "bold", "BOLD", "Black", "Heavy", "Demi" };
    for (size_t i = 0; style->font_name && i < sizeof words / sizeof words[0]; i++)
        if (strstr(style->font_name, words[i])) return true;
    return false;
}

/* A line of a page: `text` is that of the characters [from, to). */
static void tell_line(telling *t, page_text *page, kb_str text, size_t from, size_t to)
{
    kb_pdf_piece piece = { .kind = KB_PDF_BOLD, .text = kb_str_trim(text), .number = { 1e6, 1e6, -1e6, -1e6, 0 } };
    double *box = piece.number, sizes = 0;
    size_t sized = 0;
    if (piece.text.len == 0 || to > page->count || from >= to) return;
    for (size_t i = from; i < to; i++) {
        const PopplerRectangle *r = &page->boxes[i];
        const PopplerTextAttributes *style = style_of(page, i);
        box[0] = r->x1 < box[0] ? r->x1 : box[0];
        box[1] = r->y1 < box[1] ? r->y1 : box[1];
        box[2] = r->x2 > box[2] ? r->x2 : box[2];
        box[3] = r->y2 > box[3] ? r->y2 : box[3];
        if (!style) continue;
        if (!is_bold(style)) piece.kind = KB_PDF_LINE;
        sizes += style->font_size;
        sized++;
    }
    box[4] = sized ? sizes / (double)sized : box[3] - box[1];
    if (!sized) piece.kind = KB_PDF_LINE;
    kb_pdf_piece_write(&t->pieces, piece);
}

/* Does a character stand far from the one before it, on the line that begins at `first`? Poppler takes words of two
 * near columns for one line now and then. A space's box fills what is between two words. */
static bool stands_apart(const page_text *page, size_t first, size_t i)
{
    if (i == first || i >= page->count) return false;
    const PopplerRectangle *here = &page->boxes[i], *before = &page->boxes[i - 1];
    return here->x1 - before->x2 > (here->y2 - here->y1) * APART;
}

/* A layer may have lines longer than any paper's; they are cut, between characters. */
static void tell_lines(telling *t, page_text *page)
{
    size_t begin = 0, first = 0, i = 0;
    for (size_t at = 0; at < page->text.len; i++) {
        size_t here = at;
        uint32_t c = kb_utf8_next(page->text, &at);
        bool ends = c == '\n' || c == '\f', apart = c > ' ' && stands_apart(page, first, i);
        if (!ends && !apart && here - begin < LINE_BYTES_MAX) continue;
        tell_line(t, page, kb_str_part(page->text, kb_span_of(begin, here)), first, i);
        begin = ends ? at : here;
        first = ends ? i + 1 : i;
    }
    tell_line(t, page, kb_str_part(page->text, kb_span_of(begin, page->text.len)), first, i);
}

static void tell_page(telling *t, int number)
{
    const kb_poppler *p = t->poppler;
    PopplerPage *page = p->poppler_document_get_page(t->pdf, number);
    kb_pdf_piece piece = { .kind = KB_PDF_PAGE };
    page_text text = { 0 };
    if (page) p->poppler_page_get_size(page, &piece.number[0], &piece.number[1]);
    kb_pdf_piece_write(&t->pieces, piece); /* a broken page is an empty one: the others may be whole */
    if (!page) return;
    char *words = p->poppler_page_get_text(page);
    text.text = kb_str_of(words ? words : "");
    if (p->poppler_page_get_text_layout(page, &text.boxes, &text.count)) {
        GList *styles = p->poppler_page_get_text_attributes(page);
        text.style = styles;
        tell_lines(t, &text);
        p->poppler_page_free_text_attributes(styles);
    }
    (p->g_free)(text.boxes);
    (p->g_free)(words);
    p->g_object_unref(page);
}

/* ---- the file ---- */

static void tell_words(telling *t, kb_pdf_kind kind, char *words)
{
    if (words) kb_pdf_piece_write(&t->pieces, (kb_pdf_piece){ .kind = kind, .text = kb_str_of(words) });
    (t->poppler->g_free)(words);
}

static void tell_stated(telling *t)
{
    const kb_poppler *p = t->poppler;
    GDateTime *made = p->poppler_document_get_creation_date_time(t->pdf);
    int year = 0, month = 0, day = 0;
    kb_buf date = { 0 };
    tell_words(t, KB_PDF_TITLE, p->poppler_document_get_title(t->pdf));
    tell_words(t, KB_PDF_AUTHOR, p->poppler_document_get_author(t->pdf));
    if (!made) return;
    p->g_date_time_get_ymd(made, &year, &month, &day);
    kb_buf_print(&date, "%04d-%02d-%02d", year, month, day);
    if (year >= YEAR_MIN)
        kb_pdf_piece_write(&t->pieces, (kb_pdf_piece){ .kind = KB_PDF_MADE, .text = kb_buf_str(&date) });
    kb_buf_clear(&date);
    p->g_date_time_unref(made);
}

static void tell_pages(telling *t, const kb_sink *out)
{
    int pages = t->poppler->poppler_document_get_n_pages(t->pdf);
    kb_pdf_piece_write(&t->pieces, (kb_pdf_piece){ .kind = KB_PDF_PAGES, .number = { pages } });
    tell_stated(t);
    for (int i = 0; i < pages && i < KB_PDF_PAGES_MAX; i++) {
        if (kb_buf_flush(&t->pieces, out, NULL) != KB_OK) return;
        tell_page(t, i);
    }
}

void kb_poppler_tell(const kb_poppler *poppler, kb_str bytes, const kb_sink *out)
{
    telling t = { .poppler = poppler };
    GError *fault = NULL;
    GBytes *held = poppler->g_bytes_new_static(bytes.at, bytes.len);
    t.pdf = poppler->poppler_document_new_from_bytes(held, NULL, &fault);
    if (t.pdf) {
        tell_pages(&t, out);
        poppler->g_object_unref(t.pdf);
    } else {
        bool locked = fault && poppler->g_error_matches(fault, poppler->poppler_error_quark(), POPPLER_ERROR_ENCRYPTED);
        kb_pdf_piece_write(&t.pieces, (kb_pdf_piece){ .kind = locked ? KB_PDF_LOCKED : KB_PDF_BROKEN });
    }
    (void)kb_buf_flush(&t.pieces, out, NULL);
    kb_buf_clear(&t.pieces);
    poppler->g_clear_error(&fault);
    poppler->g_bytes_unref(held);
}
