/* show/paste_page.h - texts and addresses that are typed or pasted, laid side by side: the form, and what comes of it.
 */
#ifndef KB_SHOW_PASTE_PAGE_H
#define KB_SHOW_PASTE_PAGE_H

#include "show/form.h"
#include "show/show.h"

#define KB_PASTE_MAX 20            /* documents */
#define KB_PASTE_SHOWN 2           /* boxes that an empty form has */
#define KB_PASTE_COLUMNS 4         /* texts side by side: with all that is sent of 20 texts, at most 64 fields */
#define KB_PASTE_FORM "paste-form" /* id of the form that has the texts */

typedef struct {
    const char *source; /* a text, or an http or https address; NULL: an empty box */
    const char *outlet, *day;
    char wrong[512]; /* empty: nothing is */
} kb_pasted;

typedef struct {
    kb_pasted at[KB_PASTE_MAX];
    size_t count;                     /* boxes */
    size_t columns[KB_PASTE_COLUMNS]; /* numbers of the texts side by side, from 1; none: the first of them */
    size_t column_count;
    char wrong[512]; /* of all of them */
} kb_paste;

/* Is it an address, and no text? */
bool kb_paste_is_address(kb_str source);

void kb_page_paste_form(kb_buf *out, const kb_paste *paste, const kb_print *how);

/* The comparison as on a story's page, the texts, and the form with what was typed. Fails: KB_ERR_MEMORY. */
kb_status kb_page_paste_result(kb_buf *out, const kb_paste *paste, const kb_comparison *comparison, const kb_print *how,
                               kb_err *err);

/* What became of it, where its reports are in several stories: numbers, 0: in none. */
void kb_page_paste_kept(kb_buf *out, const int64_t *articles, const int64_t *stories, size_t count,
                        const kb_print *how);

#endif
