/* replay.c - stands in for libFuzzer: gives a fuzz target each file below the folders named (a folder that is not
 * there has none), whole, cut in half, and with every 97th byte turned over. Prints TAP; a crash is a missing line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define FILE_MAX ((size_t)16 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The target sees a block of exactly its input's size, so that reading one byte too far is found. */
static bool give(const char *bytes, size_t size, size_t turn_over)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy) return false;
    if (size) memcpy(copy, bytes, size);
    for (size_t i = turn_over; turn_over && i < size; i += turn_over) copy[i] = (uint8_t)~copy[i];
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    return true;
}

static bool replay(const char *path)
{
    kb_file *file = NULL;
    if (kb_file_open(path, FILE_MAX, &file, NULL) != KB_OK) return false;
    kb_str bytes = kb_file_bytes(file);
    bool done = give(bytes.at, bytes.len, 0) && give(bytes.at, bytes.len / 2, 0) && give(bytes.at, bytes.len, 97);
    kb_file_close(file);
    return done;
}

int main(int argc, char **argv)
{
    int n = 0, failed = 0;

    printf("ok %d - no bytes\n", ++n);
    (void)LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++) {
        char **paths = NULL;
        size_t count = 0;
        if (!kb_path_is_folder(argv[i]) || kb_folder_list(argv[i], &paths, &count, NULL) != KB_OK) continue;
        for (size_t f = 0; f < count; f++) {
            bool done = replay(paths[f]);
            failed += !done;
            printf("%sok %d - %s\n", done ? "" : "not ", ++n, paths[f]);
            (void)fflush(stdout);
        }
        kb_paths_free(paths, count);
    }
    printf("1..%d\n", n);
    return failed != 0;
}
