/* parsing.c - what parsing costs: `parsing FOLDER...` reads each page below the folders once with each of three ways
 * and prints their processor time as "<way> <seconds>": gumbo alone on the whole page, kabar's tree (read/parse.h), and
 * of that the cutting alone (read/strip.h). Pages that are no UTF-8 are decoded as kabar does, outside of the time.
 * Built by `ninja -C build bench/parsing`; used by bench/readability. */
#include <gumbo.h>
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "read/encoding.h"
#include "read/parse.h"
#include "read/strip.h"

#define ARENA_BYTES ((size_t)1 << 30)
#define FILE_BYTES ((size_t)64 << 20)

static double seconds_since(clock_t start)
{
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

typedef struct {
    double gumbo, tree, cut;
    size_t pages;
} sums;

static void measure(kb_str html, sums *s)
{
    clock_t start = clock();
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, html.at, html.len);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    s->gumbo += seconds_since(start);

    kb_page page;
    start = clock();
    kb_arena *arena = kb_arena_new(ARENA_BYTES);
    if (arena) (void)kb_page_parse(html, arena, &page, NULL);
    kb_arena_free(arena);
    s->tree += seconds_since(start);

    kb_strip strip;
    start = clock();
    arena = kb_arena_new(ARENA_BYTES);
    kb_arena *work = kb_arena_new(ARENA_BYTES);
    if (arena && work && kb_strip_page(html, arena, work, &strip, NULL) == KB_OK) kb_strip_clear(&strip);
    kb_arena_free(work);
    kb_arena_free(arena);
    s->cut += seconds_since(start);
    s->pages++;
}

static void measure_file(const char *path, sums *s)
{
    kb_file *file = NULL;
    kb_encoding found;
    kb_arena *arena = kb_arena_new(ARENA_BYTES);
    if (arena && kb_file_open(path, FILE_BYTES, &file, NULL) == KB_OK &&
        kb_encoding_read(kb_file_bytes(file), (kb_str){ 0 }, KB_ENCODING_HTML, arena, &found, NULL) == KB_OK)
        measure(found.text, s);
    kb_file_close(file);
    kb_arena_free(arena);
}

int main(int argc, char **argv)
{
    sums s = { 0 };
    for (int i = 1; i < argc; i++) {
        char **paths = NULL;
        size_t count = 0;
        if (kb_folder_list(argv[i], &paths, &count, NULL) != KB_OK) continue;
        for (size_t k = 0; k < count; k++) measure_file(paths[k], &s);
        kb_paths_free(paths, count);
    }
    printf("pages %zu\ngumbo %.3f\ntree %.3f\ncut %.3f\n", s.pages, s.gumbo, s.tree, s.cut);
    return 0;
}
