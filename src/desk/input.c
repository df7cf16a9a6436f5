/* kb_read: files, folders, standard input and addresses to the readers of read/. */
#include "base/file.h"
#include "desk/ask.h"
#include "read/encoding.h"
#include "read/reading.h"

static void tell(const kb_reader *reader, const kb_err *err)
{
    if (reader->problem) reader->problem(reader->user, err->status, err->text);
}

/* One file; a fault is told, and only what ends the whole reading is returned. */
static kb_status read_file(const kb_read_tools *tools, const char *path, const kb_reader *reader, size_t *count,
                           kb_err *err)
{
    kb_stream *stream;
    kb_status status = kb_file_stream(path, &stream, err);
    if (status == KB_OK) {
        kb_reading reading = { .tools = tools, .reader = reader, .file = kb_str_of(path), .stream = stream };
        return kb_reading_run(&reading, count, err);
    }
    if (kb_reading_ends(status)) return status;
    tell(reader, err);
    return KB_OK;
}

static kb_status read_url(kb_engine *engine, const kb_read_tools *tools, const char *url, const kb_reader *reader,
                          kb_err *err)
{
    kb_response *answer;
    size_t count = 0;
    kb_status status = kb_ask_url(engine, url, KB_ASK_PAGE, &answer, err);
    if (status == KB_OK) {
        kb_reading reading = { .tools = tools,
                               .reader = reader,
                               .file = answer->url,
                               .bytes = answer->body,
                               .url = answer->final,
                               .type = answer->type,
                               .charset = kb_encoding_parameter(answer->type),
                               .fetched = engine->options.now };
        engine->came = answer;
        status = kb_reading_run(&reading, &count, err);
        engine->came = NULL;
        kb_response_free(answer);
        return status;
    }
    if (kb_reading_ends(status)) return status;
    tell(reader, err);
    return KB_OK;
}

static kb_status read_folder(const kb_read_tools *tools, const char *path, const kb_reader *reader, kb_err *err)
{
    char **paths = NULL;
    size_t files = 0, count = 0;
    kb_status status = kb_folder_list(path, &paths, &files, err);
    bool told = status != KB_OK && !kb_reading_ends(status);
    if (told) {
        tell(reader, err);
        status = KB_OK;
    }
    for (size_t i = 0; status == KB_OK && i < files; i++) status = read_file(tools, paths[i], reader, &count, err);
    if (status == KB_OK && count == 0 && !told) {
        (void)kb_fail(err, KB_ERR_NOT_FOUND, "%s: no articles in this folder", path);
        tell(reader, err);
    }
    kb_paths_free(paths, files);
    return status;
}

static kb_read_tools tools_of(const kb_engine *engine)
{
    const kb_options *options = &engine->options;
    kb_read_tools tools = { .text = engine->text,
                            .langs = engine->langs,
                            .lang = kb_str_of(options->lang),
                            .max_bytes = options->max_bytes,
                            .why = options->why,
                            .apart = true };
    if (options->date) (void)kb_time_parse(kb_str_of(options->date), &tools.date);
    return tools;
}

kb_status kb_read(kb_engine *engine, const char *path, const kb_reader *reader, kb_err *err)
{
    const kb_read_tools tools = tools_of(engine);
    kb_err own;
    size_t count = 0;
    if (!err) err = &own;
    if (kb_ask_is_url(path)) return read_url(engine, &tools, path, reader, err);
    if (kb_path_is_folder(path)) return read_folder(&tools, path, reader, err);
    return read_file(&tools, path, reader, &count, err);
}

kb_status kb_read_bytes(kb_engine *engine, const char *name, const char *type, kb_str bytes, const kb_reader *reader,
                        kb_err *err)
{
    const kb_read_tools tools = tools_of(engine);
    const kb_reading reading = {
        .tools = &tools, .reader = reader, .file = kb_str_of(name), .bytes = bytes, .type = kb_str_of(type)
    };
    kb_err own;
    size_t count = 0;
    return kb_reading_run(&reading, &count, err ? err : &own);
}
