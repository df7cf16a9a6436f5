#include "desk/crew.h"

#include "base/file.h"
#include "base/time.h"
#include "fetch/client.h"

#include <stdio.h>
#include <stdlib.h>

static kb_status options_check(const kb_options *options, kb_err *err)
{
    kb_time day;
    if (options->date && (!kb_time_parse(kb_str_of(options->date), &day) || day.precision < KB_TIME_DAY))
        return kb_fail(err, KB_ERR_FORMAT, "date '%s' is no day like 2025-03-04", options->date);
    const kb_translation *t = &options->translation;
    if (t->with && *t->with && t->to && !kb_translator_language(kb_str_of(t->to)).len)
        return kb_fail(err, KB_ERR_FORMAT, "'%s' is no code of a language, like de", t->to);
    if (options->lang && !*options->lang) return kb_fail(err, KB_ERR_FORMAT, "the language is empty");
    return KB_OK;
}

#define DICTIONARY_BYTES_MAX ((size_t)256 << 20)

/* A file of dictionaries; stays open with the engine. */
struct kb_engine_files {
    struct kb_engine_files *next;
    kb_file *file;
};

static bool open_dictionary(void *user, const char *name, kb_str *bytes)
{
    kb_engine *engine = user;
    char path[4096];
    struct kb_engine_files *item;
    int len = snprintf(path, sizeof path, "%s/%s", engine->options.dict_dir, name);
    if (len < 0 || (size_t)len >= sizeof path || !(item = calloc(1, sizeof *item))) return false;
    if (kb_file_map(path, DICTIONARY_BYTES_MAX, &item->file, NULL) != KB_OK) {
        free(item);
        return false;
    }
    item->next = engine->files;
    engine->files = item;
    *bytes = kb_file_bytes(item->file);
    return true;
}

kb_status kb_engine_open(const kb_options *options, kb_engine **out, kb_err *err)
{
    static const kb_options none = { 0 };
    kb_status status;

    *out = NULL;
    if ((status = options_check(options ? options : &none, err)) != KB_OK) return status;
    kb_engine *engine = calloc(1, sizeof *engine);
    if (!engine) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    engine->options = options ? *options : none;
    if (engine->options.max_bytes == 0) engine->options.max_bytes = KB_ENGINE_BYTES_MAX;
    if ((status = kb_text_open(&engine->text, err)) != KB_OK) goto done;
    if ((status = kb_langs_new(&engine->langs, err)) != KB_OK) goto done;
    if ((status = kb_stemmer_open(engine->options.hunspell_dir, &engine->stemmer, err)) != KB_OK) goto done;
    const kb_dictionary_files files = { engine->options.dict_dir ? open_dictionary : NULL, engine };
    if ((status = kb_pivot_open(files, engine->stemmer, engine->langs, &engine->pivot, err)) != KB_OK) goto done;
    const kb_translation *translation = &engine->options.translation;
    if (translation->with && *translation->with)
        status = kb_translator_open(translation->with, translation->key, &engine->translator, err);
    if (status != KB_OK) goto done;
    *out = engine;
    engine = NULL;
done:
    kb_engine_close(engine);
    return status;
}

void kb_engine_close(kb_engine *engine)
{
    if (!engine) return;
    kb_crew_free(engine->crew);
    kb_client_close(engine->client);
    kb_translator_close(engine->translator);
    kb_pivot_close(engine->pivot);
    for (struct kb_engine_files *f = engine->files, *next; f; f = next) {
        next = f->next;
        kb_file_close(f->file);
        free(f);
    }
    kb_stemmer_close(engine->stemmer);
    kb_langs_free(engine->langs);
    kb_text_close(engine->text);
    free(engine);
}

kb_status kb_document_state(kb_document *doc, const char *outlet, const char *published, kb_err *err)
{
    kb_str name = kb_str_trim(kb_str_of(outlet)), day = kb_str_trim(kb_str_of(published));
    kb_time time;
    if (name.len && !doc->outlet.len) {
        if (!kb_arena_copy(doc->arena, name, &doc->outlet)) return kb_arena_fail(doc->arena, err);
        doc->outlet_from = KB_STR("input");
    }
    if (!day.len) return KB_OK;
    if (!kb_time_parse(day, &time)) return kb_fail(err, KB_ERR_FORMAT, "'%.40s' is no day like 2025-03-04", published);
    if (doc->published.precision != KB_TIME_NONE) return KB_OK;
    doc->published = time;
    doc->published_from = KB_STR("option");
    return KB_OK;
}

kb_str kb_document_id(const kb_document *doc)
{
    return doc->id;
}

kb_str kb_document_title(const kb_document *doc)
{
    return doc->title;
}

kb_str kb_document_outlet(const kb_document *doc)
{
    return doc->outlet;
}

kb_str kb_document_lang(const kb_document *doc)
{
    return doc->lang;
}

kb_doc_kind kb_document_kind(const kb_document *doc)
{
    return doc->kind;
}

kb_str kb_document_text(const kb_document *doc)
{
    return doc->text;
}
