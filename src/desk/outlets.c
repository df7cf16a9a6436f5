/* The outlets of the desk: told, and edited by hand. */
#include "desk/outlets.h"

#include "desk/answer.h"
#include "desk/outlet_view.h"
#include "show/frame.h"
#include "show/outlet_view.h"
#include "show/outlets.h"
#include "text/code.h"

#define OUTLETS_BYTES_MAX ((size_t)512 << 20)
#define NAMES_MOST 200

/* ---- fields ---- */

kb_status kb_outlet_set_country(kb_outlet_row *row, kb_str given, kb_arena *arena, kb_err *err)
{
    char code[3] = "";
    kb_status status = given.len ? kb_country_code(given, code, err) : KB_OK;
    if (status != KB_OK) return status;
    return kb_arena_copy(arena, kb_str_of(code), &row->country) ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_outlet_set_lang(kb_outlet_row *row, kb_str given, kb_arena *arena, kb_err *err)
{
    char tag[KB_LANG_TAG_MAX] = "";
    kb_status status = given.len ? kb_lang_tag(given, tag, err) : KB_OK;
    if (status != KB_OK) return status;
    return kb_arena_copy(arena, kb_str_of(tag), &row->lang) ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_outlet_set_mirror(kb_outlet_row *row, kb_str given, kb_err *err)
{
    row->mirror = kb_str_is(given, "yes");
    if (row->mirror || given.len == 0 || kb_str_is(given, "no")) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "mirror: '%.*s' is neither yes nor no", KB_STR_ARGS(given));
}

kb_status kb_outlet_check(const kb_outlet_row *row, kb_err *err)
{
    if (!row->mirror || row->owner.len) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "'%.*s' is a mirror of an owner's outlets; who is the owner?",
                   KB_STR_ARGS(row->name));
}

static kb_status one_name(kb_desk *desk, int64_t id, kb_str name, bool hosts, bool add, kb_arena *arena, kb_err *err)
{
    kb_str host;
    if (!hosts && add) return kb_store_outlet_alias(desk->store, id, name, err);
    if (!hosts) return kb_store_outlet_drop_alias(desk->store, id, name, err);
    if (!kb_outlet_host(name, arena, &host))
        return kb_fail(err, KB_ERR_FORMAT, "'%.*s' is no host, like suara.example", KB_STR_ARGS(name));
    return add ? kb_store_outlet_host(desk->store, id, host, err)
               : kb_store_outlet_drop_host(desk->store, id, host, err);
}

kb_status kb_outlet_names(kb_desk *desk, int64_t id, kb_str list, bool hosts, bool add, kb_arena *arena, kb_err *err)
{
    kb_str name;
    bool more = true;
    kb_status status = KB_OK;
    while (more && status == KB_OK) {
        status = kb_names_next(&list, arena, &name, &more, err);
        if (status == KB_OK && more) status = one_name(desk, id, name, hosts, add, arena, err);
    }
    return status;
}

/* ---- told ---- */

static kb_status tell(kb_answer *a, const kb_outlet_row *row, const kb_outlet_has *has, bool whole)
{
    if (a->how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &a->buf };
        kb_json_outlet(&json, row, has);
    } else if (a->how->format == KB_FORMAT_CSV) {
        if (a->rows == 0) kb_csv_outlets_head(&a->buf);
        kb_csv_outlets_line(&a->buf, row, has);
    } else if (kb_frame_wanted(a->how)) {
        kb_page_outlets_item(&a->buf, row, has, a->how);
    } else if (whole) {
        kb_screen_outlet(&a->buf, row, has, a->how);
    } else {
        if (a->rows == 0) kb_screen_outlets_head(&a->buf, a->how);
        kb_screen_outlets_line(&a->buf, row, has, a->how);
    }
    a->rows++;
    return kb_answer_flush(a);
}

static bool fits(const kb_outlet_row *row, const kb_outlet_filter *filter, const kb_outlet_row *wanted)
{
    return (!wanted->owner.len || kb_str_equal_ascii(row->owner, wanted->owner)) &&
           (!wanted->country.len || kb_str_equal(row->country, wanted->country)) &&
           (!wanted->lang.len || kb_str_equal(row->lang, wanted->lang)) && (!filter->edited || row->edited);
}

static kb_status tell_fitting(kb_answer *a, const kb_outlet_filter *filter, kb_arena *arena)
{
    kb_desk *desk = a->desk;
    kb_outlet_counts counts;
    kb_outlet_ids ids;
    kb_outlet_row wanted = { .owner = kb_str_trim(kb_str_of(filter->owner ? filter->owner : "")) };
    kb_status status = kb_outlet_set_country(&wanted, kb_str_of(filter->country ? filter->country : ""), arena, a->err);
    if (status == KB_OK)
        status = kb_outlet_set_lang(&wanted, kb_str_of(filter->lang ? filter->lang : ""), arena, a->err);
    if (status == KB_OK) status = kb_store_outlet_counts(desk->store, arena, &counts, a->err);
    if (status == KB_OK) status = kb_store_outlet_ids(desk->store, arena, &ids, a->err);
    if (status == KB_OK && kb_frame_wanted(a->how)) kb_page_outlets_head(&a->buf, filter, a->how);
    for (size_t i = 0; status == KB_OK && i < ids.count; i++) {
        kb_outlet_row row;
        size_t id = (size_t)ids.at[i];
        status = kb_store_outlet(desk->store, ids.at[i], arena, &row, a->err);
        if (status != KB_OK || !fits(&row, filter, &wanted)) continue;
        status = tell(a, &row, id < counts.count ? &counts.at[id] : &(kb_outlet_has){ 0 }, false);
    }
    if (status == KB_OK && a->rows == 0 && a->how->format == KB_FORMAT_CSV) kb_csv_outlets_head(&a->buf);
    if (status == KB_OK && a->rows == 0 && a->how->format == KB_FORMAT_TEXT)
        kb_buf_print(&a->buf, "%s\n", kb_word_ui(a->how->ui_lang, "no outlets"));
    if (status == KB_OK && kb_frame_wanted(a->how)) kb_page_outlets_foot(&a->buf, a->rows, a->how);
    return status == KB_OK ? kb_answer_flush(a) : status;
}

kb_status kb_desk_outlets(kb_desk *desk, const kb_outlet_filter *filter, const kb_print *how, const kb_sink *out,
                          kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_arena *arena = kb_arena_new(OUTLETS_BYTES_MAX);
    kb_status status = arena ? tell_fitting(&a, filter, arena) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_arena_free(arena);
    kb_buf_clear(&a.buf);
    return status;
}

kb_status kb_desk_outlet_names(kb_desk *desk, const char *begins, size_t limit, const kb_sink *out, kb_err *err)
{
    kb_strs names = { 0 };
    kb_buf buf = { 0 };
    kb_arena *arena = kb_arena_new(OUTLETS_BYTES_MAX);
    kb_status status = arena ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (limit > NAMES_MOST) limit = NAMES_MOST;
    if (status == KB_OK)
        status = kb_store_outlet_names(desk->store, kb_str_of(begins ? begins : ""), limit, arena, &names, err);
    for (size_t i = 0; status == KB_OK && i < names.count; i++) {
        kb_json json = { .out = &buf };
        kb_json_open(&json, '{');
        kb_json_put_int(&json, "v", KB_JSON_VERSION);
        kb_json_put_str(&json, "outlet", names.at[i]);
        kb_json_close(&json, '}');
        kb_json_line(&json);
    }
    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    kb_arena_free(arena);
    return status;
}

static kb_status tell_one(kb_answer *a, int64_t id, kb_arena *arena)
{
    kb_outlet_counts counts;
    kb_outlet_row row;
    kb_status status = kb_store_outlet(a->desk->store, id, arena, &row, a->err);
    if (status == KB_OK) status = kb_store_outlet_counts(a->desk->store, arena, &counts, a->err);
    if (status != KB_OK) return status;
    const kb_outlet_has has = (size_t)id < counts.count ? counts.at[id] : (kb_outlet_has){ 0 };
    bool view = kb_frame_wanted(a->how) || (a->how->format == KB_FORMAT_JSON && a->how->claims);
    return view ? kb_answer_outlet_view(a, &row, &has, arena) : tell(a, &row, &has, true);
}

/* ---- edited ---- */

static kb_status find(kb_desk *desk, const char *name, int64_t *id, kb_err *err)
{
    kb_str given = kb_str_of(name);
    kb_status status = kb_store_outlet_find(desk->store, given, id, err);
    if (status == KB_OK && !*id) status = kb_store_outlet_find(desk->store, kb_str_trim(given), id, err);
    return status;
}

static kb_status find_one(kb_desk *desk, const char *name, int64_t *id, kb_err *err)
{
    kb_status status = find(desk, name, id, err);
    return status == KB_OK && !*id ? kb_fail(err, KB_ERR_NOT_FOUND, "there is no outlet '%s'", name) : status;
}

static kb_status set_fields(kb_desk *desk, int64_t id, const kb_outlet_choice *c, kb_arena *arena, kb_err *err)
{
    kb_outlet_row row;
    bool any = c->rename || c->owner || c->country || c->lang || c->note || c->mirror;
    kb_status status = kb_store_outlet(desk->store, id, arena, &row, err);
    if (status != KB_OK || !any) return status;
    if (c->rename) row.name = kb_str_trim(kb_str_of(c->rename));
    if (row.name.len == 0) return kb_fail(err, KB_ERR_FORMAT, "an outlet must have a name");
    if (c->owner) row.owner = kb_str_trim(kb_str_of(c->owner));
    if (c->note) row.note = kb_str_trim(kb_str_of(c->note));
    if (c->owner && !row.owner.len && !c->mirror) row.mirror = false;
    if (c->country) status = kb_outlet_set_country(&row, kb_str_trim(kb_str_of(c->country)), arena, err);
    if (c->lang && status == KB_OK) status = kb_outlet_set_lang(&row, kb_str_trim(kb_str_of(c->lang)), arena, err);
    if (c->mirror && status == KB_OK) status = kb_outlet_set_mirror(&row, kb_str_of(c->mirror), err);
    if (status == KB_OK) status = kb_outlet_check(&row, err);
    return status == KB_OK ? kb_store_outlet_save(desk->store, &row, err) : status;
}

static kb_status set_names(kb_desk *desk, int64_t id, const kb_outlet_choice *c, kb_arena *arena, kb_err *err)
{
    const struct {
        const char *list;
        bool hosts, add;
    } given[] = { { c->no_aliases, false, false },
                  { c->no_hosts, true, false },
                  { c->aliases, false, true },
                  { c->hosts, true, true } };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof given / sizeof *given && status == KB_OK; i++)
        if (given[i].list)
            status = kb_outlet_names(desk, id, kb_str_of(given[i].list), given[i].hosts, given[i].add, arena, err);
    return status;
}

static kb_status merge(kb_desk *desk, int64_t id, const char *other, kb_err *err)
{
    int64_t from = 0;
    kb_status status = find_one(desk, other, &from, err);
    if (status == KB_OK && from == id) return kb_fail(err, KB_ERR_FORMAT, "'%s' is this outlet", other);
    return status == KB_OK ? kb_store_outlet_merge(desk->store, id, from, err) : status;
}

static kb_status edit(kb_desk *desk, const char *name, const kb_outlet_choice *c, kb_arena *arena, int64_t *id,
                      kb_err *err)
{
    kb_str own = kb_str_trim(kb_str_of(name));
    kb_status status = find(desk, name, id, err);
    if (status == KB_OK && !*id && !c->add)
        return kb_fail(err, KB_ERR_NOT_FOUND, "there is no outlet '%s'; --new makes one", name);
    if (status == KB_OK && !*id) {
        if (own.len == 0) return kb_fail(err, KB_ERR_FORMAT, "an outlet must have a name");
        kb_outlet_row row = { .name = own };
        status = kb_store_outlet_add(desk->store, own, &row.id, err);
        if (status == KB_OK) status = kb_store_outlet_save(desk->store, &row, err);
        *id = row.id;
    }
    if (status == KB_OK && c->clear) status = kb_store_outlet_clear(desk->store, *id, err);
    if (status == KB_OK && c->merge) status = merge(desk, *id, c->merge, err);
    if (status == KB_OK) status = set_fields(desk, *id, c, arena, err);
    if (status == KB_OK) status = set_names(desk, *id, c, arena, err);
    return status == KB_OK ? kb_store_outlets_settle(desk->store, err) : status;
}

static bool chosen(const kb_outlet_choice *c)
{
    return c && (c->rename || c->owner || c->country || c->lang || c->note || c->mirror || c->aliases || c->hosts ||
                 c->no_aliases || c->no_hosts || c->merge || c->add || c->clear);
}

/* Of one that is gone with what was said about it there is nothing to tell. */
static kb_status tell_left(kb_answer *a, int64_t id, bool cleared, kb_arena *arena)
{
    kb_err none = { 0 };
    kb_outlet_row row;
    kb_status status = cleared ? kb_store_outlet(a->desk->store, id, arena, &row, &none) : KB_OK;
    return status == KB_ERR_NOT_FOUND ? KB_OK : tell_one(a, id, arena);
}

kb_status kb_desk_outlet(kb_desk *desk, const char *name, const kb_outlet_choice *choice, const kb_print *how,
                         const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    int64_t id = 0;
    kb_arena *arena = kb_arena_new(OUTLETS_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status;
    if (chosen(choice)) {
        status = kb_store_begin(desk->store, err);
        if (status == KB_OK) status = edit(desk, name, choice, arena, &id, err);
        if (status == KB_OK) status = kb_store_commit(desk->store, err);
        kb_store_rollback(desk->store);
    } else {
        status = find_one(desk, name, &id, err);
    }
    if (status == KB_OK) status = tell_left(&a, id, choice && choice->clear, arena);
    kb_arena_free(arena);
    kb_buf_clear(&a.buf);
    return status;
}

/* ---- mirrors ---- */

static kb_status set_mirrors(kb_desk *desk, const char *owner, const char *mirror, kb_arena *arena, kb_err *err)
{
    kb_outlet_ids ids;
    size_t found = 0;
    kb_str name = kb_str_trim(kb_str_of(owner));
    kb_status status = kb_store_outlet_ids(desk->store, arena, &ids, err);
    for (size_t i = 0; status == KB_OK && i < ids.count; i++) {
        kb_outlet_row row;
        status = kb_store_outlet(desk->store, ids.at[i], arena, &row, err);
        if (status != KB_OK || !row.owner.len || !kb_str_equal_ascii(row.owner, name)) continue;
        found++;
        status = kb_outlet_set_mirror(&row, kb_str_of(mirror), err);
        if (status == KB_OK) status = kb_store_outlet_save(desk->store, &row, err);
    }
    if (status == KB_OK && !found)
        return kb_fail(err, KB_ERR_NOT_FOUND, "no outlet is known to be owned by '%s'", owner);
    return status == KB_OK ? kb_store_outlets_settle(desk->store, err) : status;
}

kb_status kb_desk_outlet_mirrors(kb_desk *desk, const char *owner, const char *mirror, const kb_print *how,
                                 const kb_sink *out, kb_err *err)
{
    const kb_outlet_filter filter = { .owner = owner };
    kb_arena *arena = kb_arena_new(OUTLETS_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_begin(desk->store, err);
    if (status == KB_OK) status = set_mirrors(desk, owner, mirror, arena, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    kb_arena_free(arena);
    return status == KB_OK ? kb_desk_outlets(desk, &filter, how, out, err) : status;
}
