#define _POSIX_C_SOURCE 200809L
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_DEPTH_MAX 64

struct kb_file {
    char *at;
    size_t len;
    bool mapped;
};

/* As messages name it. */
static const char *name_of(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : *path ? path : "\"\"";
}

/* What errno says, of the file `name`. */
static kb_status fail_of_system(kb_err *err, const char *name)
{
    kb_status status = errno == ENOENT ? KB_ERR_NOT_FOUND : KB_ERR_IO;
    (void)kb_fail(err, status, "%s", strerror(errno));
    return kb_context(err, status, "%s", name);
}

static kb_status read_all(int fd, const char *name, size_t hint, size_t limit, kb_file *file, kb_err *err)
{
    size_t room = hint < limit ? hint + 1 : limit + 1;
    if (room < 65536) room = 65536;
    file->at = malloc(room);
    if (!file->at) return kb_fail(err, KB_ERR_MEMORY, "%s: out of memory", name);
    for (;;) {
        if (file->len == room) {
            if (room > limit) return kb_fail(err, KB_ERR_LIMIT, "%s: larger than the allowed %zu bytes", name, limit);
            room = room <= limit / 2 ? room * 2 : limit + 1;
            char *at = realloc(file->at, room);
            if (!at) return kb_fail(err, KB_ERR_MEMORY, "%s: out of memory", name);
            file->at = at;
        }
        ssize_t got = read(fd, file->at + file->len, room - file->len);
        if (got == 0) break;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail_of_system(err, name);
        file->len += (size_t)got;
    }
    if (file->len > limit) return kb_fail(err, KB_ERR_LIMIT, "%s: larger than the allowed %zu bytes", name, limit);
    return KB_OK;
}

/* The descriptor of a file that is none of a folder; -1: *status says why. */
static int open_file(const char *path, struct stat *info, kb_status *status, kb_err *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = name_of(path);
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    *status = KB_OK;
    if (fd < 0) {
        *status = fail_of_system(err, name);
        return -1;
    }
    if (fstat(fd, info) != 0)
        *status = fail_of_system(err, name);
    else if (S_ISDIR(info->st_mode))
        *status = kb_fail(err, KB_ERR_FORMAT, "%s: is a folder", name);
    else
        return fd;
    if (!standard) (void)close(fd);
    return -1;
}

/* False where it cannot be mapped: it is empty, no regular file, or the system will not. */
static bool map_all(int fd, const struct stat *info, size_t limit, kb_file *file)
{
    if (!S_ISREG(info->st_mode) || info->st_size <= 0 || (uint64_t)info->st_size > limit) return false;
    void *at = mmap(NULL, (size_t)info->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return false;
    *file = (kb_file){ at, (size_t)info->st_size, true };
    return true;
}

static kb_status open_whole(const char *path, bool map, size_t limit, kb_file **out, kb_err *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = name_of(path);
    struct stat info;
    kb_status status;

    *out = NULL;
    int fd = open_file(path, &info, &status, err);
    if (fd < 0) return status;
    kb_file *file = calloc(1, sizeof *file);
    if (!file)
        status = kb_fail(err, KB_ERR_MEMORY, "%s: out of memory", name);
    else if (!map || !map_all(fd, &info, limit, file))
        status = read_all(fd, name, info.st_size > 0 ? (size_t)info.st_size : 0, limit, file, err);
    if (status == KB_OK)
        *out = file;
    else
        kb_file_close(file);
    if (!standard) (void)close(fd);
    return status;
}

kb_status kb_file_open(const char *path, size_t limit, kb_file **out, kb_err *err)
{
    return open_whole(path, false, limit, out, err);
}

kb_status kb_file_map(const char *path, size_t limit, kb_file **out, kb_err *err)
{
    return open_whole(path, true, limit, out, err);
}

/* ---- a file as a stream ---- */

typedef struct {
    int fd;
} open_fd;

static kb_status fd_read(void *user, char *at, size_t room, size_t *got, kb_err *err)
{
    const open_fd *file = user;
    ssize_t count;
    *got = 0;
    do count = read(file->fd, at, room);
    while (count < 0 && errno == EINTR);
    if (count < 0) return kb_fail(err, KB_ERR_IO, "%s", strerror(errno));
    *got = (size_t)count;
    return KB_OK;
}

static void fd_close(void *user)
{
    open_fd *file = user;
    if (file->fd != STDIN_FILENO) (void)close(file->fd);
    free(file);
}

kb_status kb_file_stream(const char *path, kb_stream **out, kb_err *err)
{
    struct stat info;
    kb_status status;
    *out = NULL;
    int fd = open_file(path, &info, &status, err);
    if (fd < 0) return status;
    open_fd *file = malloc(sizeof *file);
    if (file) {
        file->fd = fd;
        return kb_stream_new((kb_source){ fd_read, fd_close, file }, out, err);
    }
    if (fd != STDIN_FILENO) (void)close(fd);
    return kb_fail(err, KB_ERR_MEMORY, "%s: out of memory", path);
}

kb_str kb_file_bytes(const kb_file *file)
{
    return (kb_str){ file->at, file->len };
}

void kb_file_close(kb_file *file)
{
    if (!file) return;
    if (file->mapped)
        (void)munmap(file->at, file->len);
    else
        free(file->at);
    free(file);
}

bool kb_path_is_folder(const char *path)
{
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

typedef struct {
    char **at;
    size_t count, room;
} path_list;

static bool add_path(path_list *list, char *path)
{
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        char **at = realloc(list->at, room * sizeof *at);
        if (!at) return false;
        list->at = at;
        list->room = room;
    }
    list->at[list->count++] = path;
    return true;
}

static char *join(const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    bool slash = a && folder[a - 1] == '/';
    char *path = malloc(a + b + 2);
    if (path) (void)snprintf(path, a + b + 2, "%s%s%s", folder, slash ? "" : "/", name);
    return path;
}

static kb_status walk(const char *folder, int depth, path_list *list, kb_err *err);

/* One entry of a folder. What cannot be looked at (a link to nothing, a folder that is not ours to read) is listed too:
 * whoever opens it tells why. */
static kb_status walk_entry(char *path, int depth, path_list *list, kb_err *err)
{
    struct stat link, target;
    bool taken = true;
    if (lstat(path, &link) == 0 && S_ISDIR(link.st_mode)) {
        kb_status status = walk(path, depth + 1, list, err);
        if (status == KB_OK || status == KB_ERR_MEMORY || status == KB_ERR_LIMIT) {
            free(path);
            return status;
        }
    } else if (stat(path, &target) == 0 && !S_ISREG(target.st_mode)) {
        taken = false;
    }
    if (taken && add_path(list, path)) return KB_OK; /* the list owns it now */
    free(path);
    return taken ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

/* Recursion is bounded by FOLDER_DEPTH_MAX; KB_ERR_LIMIT where it was, with all above listed. */
static kb_status walk(const char *folder, int depth, path_list *list, kb_err *err)
{
    if (depth > FOLDER_DEPTH_MAX) {
        (void)kb_fail(err, KB_ERR_LIMIT, "folders nested deeper than %d", FOLDER_DEPTH_MAX);
        return kb_context(err, KB_ERR_LIMIT, "%s", folder);
    }
    DIR *dir = opendir(folder);
    if (!dir) return fail_of_system(err, name_of(folder));
    kb_status status = KB_OK;
    for (struct dirent *entry; status != KB_ERR_MEMORY && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.') continue;
        char *path = join(folder, entry->d_name);
        kb_status one = path ? walk_entry(path, depth, list, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        if (one != KB_OK) status = one;
    }
    (void)closedir(dir);
    return status;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

kb_status kb_folder_list(const char *path, char ***paths, size_t *count, kb_err *err)
{
    path_list list = { 0 };
    kb_status status = walk(path, 0, &list, err);
    if (status != KB_OK && status != KB_ERR_LIMIT) {
        kb_paths_free(list.at, list.count);
        list = (path_list){ 0 };
    }
    if (list.count) qsort(list.at, list.count, sizeof *list.at, by_path);
    *paths = list.at;
    *count = list.count;
    return status;
}

void kb_paths_free(char **paths, size_t count)
{
    for (size_t i = 0; i < count; i++) free(paths[i]);
    free(paths);
}
