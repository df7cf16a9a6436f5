#include "show/form.h"

#include "show/words.h"

static const char *const types[] = {
    [KB_INPUT_TEXT] = "text", [KB_INPUT_URL] = "url",        [KB_INPUT_NUMBER] = "number",
    [KB_INPUT_DATE] = "date", [KB_INPUT_FILE] = "file",      [KB_INPUT_AREA] = NULL,
    [KB_INPUT_SELECT] = NULL, [KB_INPUT_CHECK] = "checkbox", [KB_INPUT_HIDDEN] = "hidden",
};

static void put(kb_buf *out, const char *name, const char *value)
{
    if (value) kb_html_attribute(out, name, kb_str_of(value));
}

static void put_common(kb_buf *out, const kb_input *in)
{
    put(out, "name", in->name);
    put(out, "placeholder", in->example);
    if (in->wrong) kb_buf_add_c(out, " aria-invalid=\"true\"");
    if (in->more) kb_buf_print(out, " %s", in->more);
}

static void put_options(kb_buf *out, const kb_print *how, const kb_input *in)
{
    kb_str value = kb_str_of(in->value ? in->value : "");
    for (const char *const *o = in->options; *o; o += 2) {
        kb_buf_add_c(out, "<option");
        kb_html_attribute(out, "value", kb_str_of(o[0]));
        kb_buf_add_c(out, kb_str_is(value, o[0]) ? " selected>" : ">");
        kb_html_word(out, how->ui_lang, o[1]);
        kb_buf_add_c(out, "</option>");
    }
}

static void put_control(kb_buf *out, const kb_print *how, const kb_input *in)
{
    switch (in->kind) {
    case KB_INPUT_AREA:
        kb_buf_add_c(out, "<textarea");
        put_common(out, in);
        kb_buf_add_c(out, ">\n"); /* a first line feed is no part of the value */
        kb_html_text(out, kb_str_of(in->value ? in->value : ""));
        kb_buf_add_c(out, "</textarea>");
        return;
    case KB_INPUT_SELECT:
        kb_buf_add_c(out, "<select");
        put_common(out, in);
        kb_buf_add_char(out, '>');
        put_options(out, how, in);
        kb_buf_add_c(out, "</select>");
        return;
    case KB_INPUT_CHECK:
        kb_buf_add_c(out, "<input type=\"checkbox\" value=\"1\"");
        put_common(out, in);
        kb_buf_add_c(out, in->value ? " checked>" : ">");
        return;
    case KB_INPUT_TEXT:
    case KB_INPUT_URL:
    case KB_INPUT_NUMBER:
    case KB_INPUT_DATE:
    case KB_INPUT_FILE:
    case KB_INPUT_HIDDEN: break;
    }
    kb_buf_print(out, "<input type=\"%s\"", types[in->kind]);
    put_common(out, in);
    if (in->kind != KB_INPUT_FILE) put(out, "value", in->value);
    kb_buf_add_char(out, '>');
}

static void put_wrong(kb_buf *out, const kb_print *how, const char *message)
{
    if (!message) return;
    kb_buf_add_c(out, "<small class=\"wrong\">");
    kb_html_message(out, how->ui_lang, kb_str_of(message));
    kb_buf_add_c(out, "</small>");
}

static void put_help(kb_buf *out, const kb_print *how, const char *words)
{
    if (!words) return;
    kb_buf_add_c(out, "<small class=\"help\">");
    kb_html_word(out, how->ui_lang, words);
    kb_buf_add_c(out, "</small>");
}

/* The message stands within the label, so that it is read out with the field. */
void kb_form_input(kb_buf *out, const kb_print *how, const kb_input *in)
{
    bool check = in->kind == KB_INPUT_CHECK;
    if (in->kind == KB_INPUT_HIDDEN) {
        put_control(out, how, in);
        return;
    }
    kb_buf_print(out, "<label class=\"%s\">", check ? "tick" : "field");
    if (check) put_control(out, how, in);
    kb_buf_add_c(out, "<span>");
    kb_html_word(out, how->ui_lang, in->label);
    kb_buf_add_c(out, "</span>");
    if (!check) put_control(out, how, in);
    put_wrong(out, how, in->wrong);
    put_help(out, how, in->help);
    kb_buf_add_c(out, "</label>\n");
}

void kb_form_inputs(kb_buf *out, const kb_print *how, const kb_input *inputs, size_t count)
{
    for (size_t i = 0; i < count; i++) kb_form_input(out, how, &inputs[i]);
}

const char *kb_form_text(kb_buf *room, kb_str text)
{
    room->len = 0;
    kb_buf_add(room, text);
    kb_buf_add_char(room, '\0');
    return room->failed ? "" : room->at;
}

void kb_form_hidden(kb_buf *out, const char *name, kb_str value)
{
    kb_buf_print(out, "<input type=\"hidden\" name=\"%s\"", name);
    kb_html_attribute(out, "value", value);
    kb_buf_add_c(out, ">\n");
}

void kb_form_back(kb_buf *out, const kb_print *how)
{
    kb_buf_add_c(out, "<input type=\"hidden\" name=\"back\" value=\"");
    kb_frame_here(out, how, "part", (kb_str){ 0 });
    kb_buf_add_c(out, "\">");
}

void kb_form_button(kb_buf *out, const kb_print *how, const char *label, const char *name, const char *value,
                    const char *class_of)
{
    kb_buf_add_c(out, "<button");
    put(out, "name", name);
    put(out, "value", value);
    put(out, "class", class_of);
    kb_buf_add_char(out, '>');
    kb_html_word(out, how->ui_lang, label);
    kb_buf_add_c(out, "</button>\n");
}

void kb_form_one(kb_buf *out, const kb_print *how, const char *action, const char *label, const char *field,
                 const char *value)
{
    kb_frame_form(out, action, "one");
    kb_form_back(out, how);
    kb_form_button(out, how, label, field, value, NULL);
    kb_buf_add_c(out, "</form>\n");
}

void kb_form_remove(kb_buf *out, const kb_print *how, const char *action, const char *what, const char *more,
                    const char *yes)
{
    kb_buf_add_c(out, "<details class=\"ask\"><summary class=\"button\">");
    kb_html_word(out, how->ui_lang, what);
    kb_buf_add_c(out, "</summary>");
    if (more) {
        kb_buf_add_c(out, "<p>");
        kb_html_word(out, how->ui_lang, more);
        kb_buf_add_c(out, "</p>");
    }
    kb_buf_add_c(out, "\n");
    kb_frame_form(out, action, "one");
    kb_form_button(out, how, yes, "do", "remove", "danger");
    kb_buf_add_c(out, "</form></details>");
}

void kb_form_note(kb_buf *out, const kb_print *how, const char *text, bool bad)
{
    if (!text) return;
    kb_buf_print(out, "<p class=\"note%s\" role=\"%s\">", bad ? " bad" : "", bad ? "alert" : "status");
    kb_html_message(out, how->ui_lang, kb_str_of(text));
    kb_buf_add_c(out, "</p>\n");
}
