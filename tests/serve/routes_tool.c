/* The table of routes as JSON, for what must grow with it: one array of {"method","path","format","changes",...}. */
#include <stdio.h>

#include "serve/route.h"

int main(void)
{
    static const char *const methods[] = { [KB_GET] = "GET", [KB_POST] = "POST", [KB_METHOD_OTHER] = "OTHER" };
    for (const kb_route *r = kb_routes; r->path; r++)
        (void)printf("%s{\"method\":\"%s\",\"path\":\"%s\",\"json\":%s,\"changes\":%s,\"slow\":%s,\"free\":%s,\"form\":%s}\n",
                     r == kb_routes ? "[" : ",", methods[r->method], r->path,
                     r->format == KB_FORMAT_JSON ? "true" : "false", r->how & KB_ROUTE_CHANGES ? "true" : "false",
                     r->how & KB_ROUTE_SLOW ? "true" : "false", r->how & KB_ROUTE_FREE ? "true" : "false", r->how & KB_ROUTE_FORM ? "true" : "false");
    (void)puts("]");
    return 0;
}
