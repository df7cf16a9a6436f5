/* charset_tool decode LABEL < BYTES          text, as the standard's decoder has it
 * charset_tool names LABEL...                the encoding's name, a line each
 * charset_tool prescan FILE...               what each page's mark or meta says, a line each
 * charset_tool read KIND LABEL FILE...       as the door of read/ has it: a line "ENCODING FROM REPLACED LENGTH", then
 * so many bytes of text; KIND html, xml or text; LABEL "" where there is none For tools/compare_charset.py and for
 * whoever wants to know what kabar makes of some bytes. */
#include "base/file.h"
#include "read/encoding.h"
#include "read/prescan.h"
#include "text/charset.h"

#include <stdio.h>

#define BYTES_MAX ((size_t)1 << 30)

static int decode(kb_str bytes, const char *label)
{
    kb_arena *arena = kb_arena_new(SIZE_MAX);
    kb_err err = { 0 };
    kb_str text;
    size_t replaced;
    kb_charset charset = kb_charset_find(kb_str_of(label));
    if (!arena || charset == KB_CHARSET_NONE) return 2;
    kb_status status = kb_charset_decode(bytes, charset, arena, &text, &replaced, &err);
    if (status == KB_OK) (void)fwrite(text.at, 1, text.len, stdout);
    kb_arena_free(arena);
    return status != KB_OK;
}

static int door(kb_str bytes, const char *kind, const char *label)
{
    kb_arena *arena = kb_arena_new(SIZE_MAX);
    kb_err err = { 0 };
    kb_encoding found;
    kb_encoding_kind k = kind[0] == 'h' ? KB_ENCODING_HTML : kind[0] == 'x' ? KB_ENCODING_XML : KB_ENCODING_TEXT;
    if (!arena) return 1;
    kb_status status = kb_encoding_read(bytes, kb_str_of(label), k, arena, &found, &err);
    if (status == KB_OK) {
        (void)printf("%s %s %zu %zu\n", found.encoding, found.from, found.replaced, found.text.len);
        if (found.text.len) (void)fwrite(found.text.at, 1, found.text.len, stdout);
    }
    kb_arena_free(arena);
    return status != KB_OK;
}

static void prescan(const char *path)
{
    kb_file *file = NULL;
    size_t mark;
    if (kb_file_open(path, BYTES_MAX, &file, NULL) == KB_OK) {
        kb_charset charset = kb_charset_marked(kb_file_bytes(file), &mark);
        if (charset == KB_CHARSET_NONE) charset = kb_prescan_html(kb_file_bytes(file));
        (void)printf("%s\n", kb_charset_name(charset));
    }
    kb_file_close(file);
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc >= 2 && strcmp(argv[1], "names") == 0) {
        for (int i = 2; i < argc; i++) (void)printf("%s\n", kb_charset_name(kb_charset_find(kb_str_of(argv[i]))));
        return 0;
    }
    if (argc >= 2 && strcmp(argv[1], "prescan") == 0) {
        for (int i = 2; i < argc; i++) prescan(argv[i]);
        return 0;
    }
    bool reads = argc >= 5 && strcmp(argv[1], "read") == 0;
    if (!reads && (argc != 3 || strcmp(argv[1], "decode") != 0)) return 2;
    for (int i = 4; i < (reads ? argc : 5); i++) {
        kb_file *file = NULL;
        if (kb_file_open(reads ? argv[i] : "-", BYTES_MAX, &file, NULL) != KB_OK) return 1;
        failed |= reads ? door(kb_file_bytes(file), argv[2], argv[3]) : decode(kb_file_bytes(file), argv[2]);
        kb_file_close(file);
    }
    return failed;
}
