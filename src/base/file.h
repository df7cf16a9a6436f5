/* base/file.h - files and folders. The pure rooms do not use it: bytes come to them as streams and views. */
#ifndef KB_BASE_FILE_H
#define KB_BASE_FILE_H

#include "base/err.h"
#include "base/stream.h"

/* Opens a file to be read piece by piece; "-" is standard input. A folder is KB_ERR_FORMAT. Fails: KB_ERR_NOT_FOUND,
 * KB_ERR_IO, KB_ERR_MEMORY; the message names the path. Reading may fail with KB_ERR_IO, which does not name it. */
kb_status kb_file_stream(const char *path, kb_stream **out, kb_err *err);

typedef struct kb_file kb_file;

/* Opens a file and reads it whole; "-" reads standard input to its end. A folder is KB_ERR_FORMAT.
 * Fails: KB_ERR_NOT_FOUND, KB_ERR_IO, KB_ERR_LIMIT (more than `limit` bytes), KB_ERR_MEMORY; the message
 * names the path. */
kb_status kb_file_open(const char *path, size_t limit, kb_file **out, kb_err *err);
/* The same, but a regular file is mapped, so that what is not looked at takes no room, and several that look share it. For
 * files that are replaced, not cut short, while they are read: the process dies of a byte that is no more. */
kb_status kb_file_map(const char *path, size_t limit, kb_file **out, kb_err *err);
kb_str kb_file_bytes(const kb_file *file); /* valid until the close */
void kb_file_close(kb_file *file);         /* NULL is fine */

bool kb_path_is_folder(const char *path);

/* The regular files below a folder (names that begin with "." left out, links to folders not followed), in
 * order of their paths; and what cannot be looked at, such as a link to nothing, so that opening it tells why. *paths is
 * the caller's: kb_paths_free. Fails: KB_ERR_NOT_FOUND, KB_ERR_IO, KB_ERR_MEMORY; KB_ERR_LIMIT where folders are nested
 * deeper than 64: *paths has the files above then. */
kb_status kb_folder_list(const char *path, char ***paths, size_t *count, kb_err *err);
void kb_paths_free(char **paths, size_t count);

#endif
