#include "show/facets.h"

static void put_list(kb_json *json, const char *key, const kb_facet_list *list, bool labelled)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        kb_json_open(json, '{');
        kb_json_put_str(json, "value", list->at[i].value);
        if (labelled) kb_json_put_text(json, "title", list->at[i].label);
        kb_json_put_int(json, "articles", (int64_t)list->at[i].count);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

void kb_json_facets(kb_json *json, const kb_facets_found *facets)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_int(json, "articles", (int64_t)facets->hits);
    kb_json_put_bool(json, "cut", facets->cut);
    put_list(json, "languages", &facets->langs, false);
    put_list(json, "outlets", &facets->outlets, false);
    put_list(json, "times", &facets->times, false);
    put_list(json, "stories", &facets->stories, true);
    kb_json_close(json, '}');
    kb_json_line(json);
}
