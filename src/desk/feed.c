/* kb_feed_print: a file or an address to a feed, a feed to JSON. */
#include "read/feed.h"
#include "base/file.h"
#include "base/unpack.h"
#include "desk/ask.h"
#include "show/feed_json.h"

#define ARENA_FACTOR 24 /* a feed may need so many times its bytes: its tree, its words twice */

static kb_status print_feed(kb_str bytes, const kb_reader *reader, const char *name, const kb_sink *out, kb_err *err)
{
    kb_feed feed;
    kb_buf buf = { 0 };
    kb_json json = { .out = &buf };
    size_t room = bytes.len < SIZE_MAX / ARENA_FACTOR / 2 ? bytes.len * ARENA_FACTOR : SIZE_MAX / 2;
    kb_arena *arena = kb_arena_new(room + ((size_t)16 << 20));
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_feed_read(bytes, NULL, arena, &feed, err);
    if (status == KB_OK) {
        kb_json_feed(&json, &feed);
        kb_json_line(&json);
        status = kb_buf_flush(&buf, out, err);
        kb_buf_clear(&buf);
        for (size_t i = 0; status == KB_OK && reader->problem && i < feed.losses.count; i++) {
            kb_err loss = { 0 };
            (void)kb_fail(&loss, KB_ERR_FORMAT, "%s: %.*s", name, KB_STR_ARGS(feed.losses.at[i]));
            reader->problem(reader->user, KB_ERR_FORMAT, loss.text);
        }
    } else if (status != KB_ERR_MEMORY) {
        (void)kb_context(err, status, "%s", name);
    }
    kb_arena_free(arena);
    return status;
}

/* Out of its packing, into `room`, where it is packed. */
static kb_status unpack(kb_str *bytes, size_t max, const char *name, kb_buf *room, kb_err *err)
{
    kb_pack pack;
    if (!kb_pack_known(*bytes, &pack)) return KB_OK;
    kb_status status = kb_unpack(pack, *bytes, max, room, err);
    *bytes = kb_buf_str(room);
    return status == KB_OK || status == KB_ERR_MEMORY ? status : kb_context(err, status, "%s", name);
}

/* The bytes of a file, or of what an address answers. */
static kb_status open_feed(kb_engine *engine, const char *path, kb_file **file, kb_response **answer, kb_str *bytes,
                           kb_err *err)
{
    bool net = kb_ask_is_url(path);
    kb_status status = net ? kb_ask_url(engine, path, KB_ASK_FEED, answer, err)
                           : kb_file_open(path, engine->options.max_bytes, file, err);
    if (status == KB_OK) *bytes = net ? (*answer)->body : kb_file_bytes(*file);
    return status;
}

kb_status kb_feed_print(kb_engine *engine, const char *path, const kb_reader *reader, const kb_sink *out, kb_err *err)
{
    kb_file *file = NULL;
    kb_response *answer = NULL;
    kb_buf room = { 0 };
    kb_str bytes = { 0 };
    kb_status status = open_feed(engine, path, &file, &answer, &bytes, err);
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    if (status == KB_OK) status = unpack(&bytes, engine->options.max_bytes, name, &room, err);
    if (status == KB_OK) status = print_feed(bytes, reader, name, out, err);
    kb_buf_clear(&room);
    kb_response_free(answer);
    kb_file_close(file);
    return status;
}
