/* bench/chance.h - numbers by chance that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014). */
#ifndef KB_BENCH_CHANCE_H
#define KB_BENCH_CHANCE_H

#include <stdint.h>

static inline uint64_t mixed(uint64_t x)
{
    x ^= x >> 30, x *= 0xBF58476D1CE4E5B9u;
    x ^= x >> 27, x *= 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* One that hangs on two numbers alone. */
static inline uint64_t mixed_of(uint64_t a, uint64_t b)
{
    return mixed(mixed(a + 0x9E3779B97F4A7C15u) ^ b);
}

static inline uint64_t chance(uint64_t *seed)
{
    return mixed(*seed += 0x9E3779B97F4A7C15u);
}

static inline double as_share(uint64_t drawn) /* 0..1 */
{
    return (double)(drawn >> 11) / 9007199254740992.0;
}

static inline double share(uint64_t *seed)
{
    return as_share(chance(seed));
}

#endif
