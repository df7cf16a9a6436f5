/* show/outlets.h - the outlets of a desk: what its user says about them, what they have. */
#ifndef KB_SHOW_OUTLETS_H
#define KB_SHOW_OUTLETS_H

#include "kabar.h"
#include "read/document.h"
#include "show/json.h"

typedef struct {
    int64_t id;
    kb_str name;
    kb_str owner;   /* empty: not said, as in what follows */
    bool mirror;    /* counts as one with the other mirrors of its owner */
    kb_str country; /* ISO 3166-1 alpha-2 */
    kb_str lang;    /* BCP 47 */
    kb_str note;
    bool edited;            /* somebody said something about it */
    kb_str counted;         /* the name of the outlet that stands for it where outlets are counted */
    kb_strs aliases, hosts; /* in order */
    kb_strs mastheads;      /* names under which its articles come */
} kb_outlet_row;

/* Articles; stories in which they are; of its articles those that repeat another outlet's; articles of other outlets
 * that repeat its. */
typedef struct {
    int64_t articles, stories, repeats, repeated;
} kb_outlet_has;

void kb_json_outlet(kb_json *json, const kb_outlet_row *row, const kb_outlet_has *has); /* a line */

/* In a list: a table where the screen is wide, else two lines an outlet. */
void kb_screen_outlets_head(kb_buf *out, const kb_print *how);
void kb_screen_outlets_line(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how);

/* All of one. */
void kb_screen_outlet(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how);

/* RFC 4180, with a header; as show/export.h has it. `articles` is for who reads it: it is not read in. */
void kb_csv_outlets_head(kb_buf *out);
void kb_csv_outlets_line(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has);

/* A list of names as one, "A; B", and its next name, into `arena`: a semicolon or a backslash that belongs to a name
 * has a backslash before it. *more: there was one. Names that are empty are passed over. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT.
 */
void kb_names_join(kb_buf *out, kb_strs names);
kb_status kb_names_next(kb_str *joined, kb_arena *arena, kb_str *name, bool *more, kb_err *err);

#endif
