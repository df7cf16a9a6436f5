#include "story/outlet.h"

#include <stdlib.h>

static int by_key(const void *a, const void *b)
{
    const kb_outlet *x = a, *y = b;
    int order = kb_str_compare(kb_outlet_key(*x), kb_outlet_key(*y));
    return order ? order : kb_str_compare(x->name, y->name);
}

kb_outlet_count kb_outlets_count(kb_outlet *list, size_t count)
{
    kb_outlet_count out = { 0, 0 };
    const kb_outlet *last = NULL;
    if (count) qsort(list, count, sizeof *list, by_key);
    for (size_t i = 0; i < count; i++) {
        if (!list[i].name.len) continue;
        if (!last || !kb_str_equal(kb_outlet_key(*last), kb_outlet_key(list[i])))
            out.outlets++;
        else if (!kb_str_equal(last->name, list[i].name))
            out.mirrors++;
        last = &list[i];
    }
    return out;
}
