#include "fetch/guard.h"

typedef struct {
    unsigned char bytes[16];
    unsigned bits;
} range;

static bool inside(const unsigned char *address, const range *r)
{
    unsigned whole = r->bits / 8, rest = r->bits % 8;
    if (memcmp(address, r->bytes, whole) != 0) return false;
    return rest == 0 || ((address[whole] ^ r->bytes[whole]) >> (8 - rest)) == 0;
}

static bool inside_any(const unsigned char *address, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (inside(address, &ranges[i])) return true;
    return false;
}

bool kb_guard_public(const unsigned char *bytes, size_t len)
{
    static const range closed4[] = {
        { { 0 }, 8 },             /* this network */
        { { 10 }, 8 },            /* private */
        { { 100, 64 }, 10 },      /* carrier-grade NAT */
        { { 127 }, 8 },           /* loopback */
        { { 169, 254 }, 16 },     /* link-local: clouds keep their secrets there */
        { { 172, 16 }, 12 },      /* private */
        { { 192, 0, 0 }, 24 },    /* protocols */
        { { 192, 0, 2 }, 24 },    /* documentation */
        { { 192, 88, 99 }, 24 },  /* 6to4 relays */
        { { 192, 168 }, 16 },     /* private */
        { { 198, 18 }, 15 },      /* benchmarks */
        { { 198, 51, 100 }, 24 }, /* documentation */
        { { 203, 0, 113 }, 24 },  /* documentation */
        { { 224 }, 3 },           /* multicast, reserved, broadcast */
    };
    static const range global6 = { { 0x20 }, 3 };
    static const range closed6[] = {
        { { 0x20, 0x01 }, 23 },             /* protocols, among them Teredo */
        { { 0x20, 0x01, 0x0D, 0xB8 }, 32 }, /* documentation */
        { { 0x20, 0x02 }, 16 },             /* 6to4 */
        { { 0x3F, 0xFF }, 20 },             /* documentation */
    };
    if (len == 4) return !inside_any(bytes, closed4, sizeof closed4 / sizeof *closed4);
    if (len != 16) return false;
    return inside(bytes, &global6) && !inside_any(bytes, closed6, sizeof closed6 / sizeof *closed6);
}
