/* show/form.h - the fields of forms: each with its label, what was typed, what was wrong with it, a word of help. */
#ifndef KB_SHOW_FORM_H
#define KB_SHOW_FORM_H

#include "show/frame.h"

typedef enum {
    KB_INPUT_TEXT,
    KB_INPUT_URL,
    KB_INPUT_NUMBER,
    KB_INPUT_DATE,
    KB_INPUT_FILE,
    KB_INPUT_AREA,
    KB_INPUT_SELECT,
    KB_INPUT_CHECK,
    KB_INPUT_HIDDEN
} kb_input_kind;

/* Words are English and translated; values are not. NULL: none. */
typedef struct {
    kb_input_kind kind;
    const char *name, *label;
    const char *value;   /* what was typed, or is chosen; of a box that is ticked anything */
    const char *example; /* what one might type; not translated */
    const char *help;
    const char *wrong;          /* a message, translated where it is known */
    const char *const *options; /* of SELECT: value, label, value, label, NULL */
    const char *more;           /* other attributes, as they stand */
} kb_input;

void kb_form_input(kb_buf *out, const kb_print *how, const kb_input *input);
void kb_form_inputs(kb_buf *out, const kb_print *how, const kb_input *inputs, size_t count);

/* A text as a field's value, NUL-terminated, in `room`, which the caller clears when the form is written. */
const char *kb_form_text(kb_buf *room, kb_str text);

void kb_form_hidden(kb_buf *out, const char *name, kb_str value);
void kb_form_back(kb_buf *out, const kb_print *how); /* the hidden field that leads back to this page */

/* `name` and `value` may be NULL; `class_of`: "main", or NULL. */
void kb_form_button(kb_buf *out, const kb_print *how, const char *label, const char *name, const char *value,
                    const char *class_of);

/* A fold named `what`, in which a button that says `yes` removes: it asks once more. `more`: what else is told there, or
 * NULL. */
void kb_form_remove(kb_buf *out, const kb_print *how, const char *action, const char *what, const char *more,
                    const char *yes);

/* A form that is one button, for one change; `field` and `value` are sent. */
void kb_form_one(kb_buf *out, const kb_print *how, const char *action, const char *label, const char *field,
                 const char *value);

/* What went wrong, or well, above a form; nothing where there is no text. */
void kb_form_note(kb_buf *out, const kb_print *how, const char *text, bool bad);

#endif
